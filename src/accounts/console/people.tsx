import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { ButtonForm, ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, needsProof, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle, RecordTable, Stamp } from '../../console/pieces.tsx';
import { RoleField } from '../../console/role-field.tsx';
import { asId } from '../../core/ids.ts';
import { TimeOf } from '../../http/dates.tsx';
import { LineField } from '../../http/form-fields.tsx';
import type { Person } from '../model.ts';
import { invitation } from '../schema.ts';
import { getPerson, listNamed, listPeople, unlinkIdentities } from '../service/people.ts';
import { inviteAgain, invitePerson } from '../service/roles.ts';
import { listSessions, revokeSession } from '../service/sessions.ts';
import { SessionTable } from './account.tsx';
import { idOf, nameOf, personOf } from './person.tsx';

/**
 * Who works here. Whoever approves roles and who audits see it, owners change it; what changes anybody's role
 * wants a fresh proof.
 */
export const peoplePages = new Hono<ConsoleEnv>();

const readers = needs('listStaffKeys');
const guards = [needs('createStaffKey'), needsProof] as const;

const done = {
  invited: 'The invitation is on its way.',
  proposed: 'That waits for a second person: an owner or an approver.',
  approved: 'Approved. An invitation goes out at once; a role holds from their next click.',
  changed: 'The role is changed. It holds from their next click.',
  removed: 'They can not come in any more, and are signed out everywhere.',
  erased: 'Name and address are erased. What they did stays in the record, under their number.',
  unlinked: 'The company account is forgotten; the next sign-in with it goes by the address again.',
  revoked: 'That browser is signed out.',
} as const;

const states: Readonly<Record<Person['state'], string>> = {
  active: 'In',
  invited: 'Invited',
  removed: 'Removed',
};

peoplePages.get('/people', readers, async (c) => {
  const people = await listPeople(c.get('visit').ctx);
  const { root, timeZone } = await placeOf(c);
  return answerPage(
    c,
    { title: 'People', current: 'people' },
    <>
      <PageTitle title="People">
        <p class="lead">Who works on this trust centre, and what each may do.</p>
        {may(c, 'createStaffKey') ? (
          <p class="acts">
            <a class="button" href={`${root}/people/new`}>
              Invite somebody
            </a>
          </p>
        ) : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <RecordTable
        caption="People"
        rows={people}
        columns={[
          {
            label: 'Name',
            cell: (person) => (
              <>
                <a href={`${root}/people/${person.id}`}>
                  <bdi>{nameOf(person)}</bdi>
                </a>
                <span class="sub">{person.address}</span>
              </>
            ),
          },
          { label: 'Role', cell: ({ role }) => role },
          {
            label: 'State',
            cell: ({ state, proposal }) => (
              <>
                <span class={`is is-${state}`}>{states[state]}</span>
                {proposal === undefined ? null : (
                  <span class="sub">Waits for approval as {proposal.role}</span>
                )}
              </>
            ),
          },
          {
            label: 'Since',
            cell: ({ removedAt, joinedAt, invitedAt }) => (
              <TimeOf at={removedAt ?? joinedAt ?? invitedAt} zone={timeZone} />
            ),
          },
        ]}
      />
    </>,
  );
});

formPage(peoplePages, {
  path: '/people/new',
  guards,
  schema: invitation,
  labels: { name: 'Name', address: 'Mail address', role: 'Role' },
  view: () => ({ title: 'Invite somebody', current: 'people' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Invite somebody" crumb={{ href: `${rootOf(c)}/people`, label: 'People' }}>
        <p class="lead">
          They get a mail with a link of one use, good for seven days. It tells nobody anything: to
          come in they also type a code that goes to the same mailbox. Where somebody else could
          approve it, another owner or an approver does so before the mail goes out.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Send the invitation" cancel={`${rootOf(c)}/people`}>
        <LineField
          form={drawn.form}
          name="name"
          label="Name"
          max={100}
          autocomplete="off"
          hint="Colleagues see it beside what this person does. It can be erased later; the record holds a number only."
        />
        <LineField
          form={drawn.form}
          name="address"
          label="Mail address"
          type="email"
          autocomplete="off"
        />
        <RoleField form={drawn.form} />
      </ConsoleForm>
    </>
  ),
  async act(c, value) {
    const id = await invitePerson(c.get('visit').ctx, value);
    const { proposal } = await getPerson(c.env.deps.db, id);
    return `/people?done=${proposal === undefined ? 'invited' : 'proposed'}`;
  },
});

peoplePages.get('/people/:id', readers, async (c) => {
  const { ctx, formToken, session } = c.get('visit');
  const person = await personOf(c);
  const place = await placeOf(c);
  const here = `${place.root}/people/${person.id}`;
  const sessions = await listSessions(ctx, person.id);
  return answerPage(
    c,
    { title: nameOf(person), current: 'people' },
    <>
      <PageTitle title={nameOf(person)} crumb={{ href: `${place.root}/people`, label: 'People' }}>
        <p class="lead">
          {states[person.state]}, with the role {person.role}.
        </p>
        {await proposalOf(c, person, here)}
        <Stamp>
          <span>{person.address ?? 'Address erased'}</span>
          <span>
            <code>{person.id}</code> in the record
          </span>
        </Stamp>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {may(c, 'createStaffKey') ? <Acts person={person} here={here} token={formToken} /> : null}
      {person.state === 'active' && may(c, 'createStaffKey') ? (
        <section class="block" aria-labelledby="sessions">
          <h2 id="sessions">Signed in</h2>
          <SessionTable
            sessions={sessions}
            current={session.id}
            place={place}
            token={formToken}
            below={`/people/${person.id}`}
          />
        </section>
      ) : null}
    </>,
  );
});

/** What waits for a second person, and the way to approve it. */
async function proposalOf(c: Context<ConsoleEnv>, { proposal }: Person, here: string) {
  if (proposal === undefined) return null;
  const givers = await listNamed(c.env.deps.db);
  const by = givers.find(({ actor }) => actor === proposal.by)?.name ?? proposal.by;
  return (
    <p class="notice">
      The role {proposal.role}, given by <bdi>{by}</bdi>, waits for somebody else to approve it.{' '}
      {may(c, 'approveStaffKey') ? <a href={`${here}/approval`}>Look at it and approve</a> : null}
    </p>
  );
}

function Acts({ person, here, token }: { person: Person; here: string; token: string }) {
  return (
    <div class="acts">
      {person.state === 'removed' ? null : <a href={`${here}/role`}>Change the role</a>}
      {person.state === 'invited' && person.proposal === undefined ? (
        <ButtonForm action={`${here}/invitation`} token={token} label="Send the invitation again" />
      ) : null}
      {person.state === 'active' ? (
        <ButtonForm action={`${here}/unlinking`} token={token} label="Forget the company account" />
      ) : null}
      {person.state === 'removed' ? null : <a href={`${here}/removal`}>Remove</a>}
      {person.state === 'removed' && person.name !== undefined ? (
        <a href={`${here}/erasure`}>Erase name and address</a>
      ) : null}
    </div>
  );
}

peoplePages.post('/people/:id/invitation', ...guards, async (c) => {
  await inviteAgain(c.get('visit').ctx, idOf(c));
  return back(c, 'invited');
});

peoplePages.post('/people/:id/unlinking', ...guards, async (c) => {
  await unlinkIdentities(c.get('visit').ctx, idOf(c));
  return back(c, 'unlinked');
});

peoplePages.post('/people/:id/sessions/:session/revocation', ...guards, async (c) => {
  const id = asId('ssn', c.req.param('session') ?? '');
  await revokeSession(c.get('visit').ctx, idOf(c), id);
  return back(c, 'revoked');
});

function back(c: Context<ConsoleEnv>, said: keyof typeof done): Response {
  return c.redirect(`${rootOf(c)}/people/${idOf(c)}?done=${said}`, 303);
}
