import { Hono } from 'hono';
import { takeCookie, readCookie, giveCookie } from '../../console/cookies.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ButtonForm } from '../../console/form.tsx';
import { needsProof, rootOf } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { asId } from '../../core/ids.ts';
import { Moment } from '../../http/dates.tsx';
import type { Method } from '../model.ts';
import {
  addPasskey,
  beginRegistration,
  listPasskeys,
  type Passkey,
  removePasskey,
} from '../service/passkeys.ts';
import {
  listSessions,
  revokeOtherSessions,
  revokeSession,
  type ShownSession,
  signOut,
} from '../service/sessions.ts';
import { answerCeremony, field, seenFrom } from './parts.tsx';

/** One's own account: where one is signed in, and with what. */
export const accountPages = new Hono<ConsoleEnv>();

const done = {
  first:
    'You are in. Add a passkey: it is quicker than a code, and nobody can take it from you by mail.',
  revoked: 'That browser is signed out.',
  others: 'Every other browser is signed out.',
  added: 'The passkey is added. Use it the next time you sign in.',
  removed:
    'The passkey opens nothing here any more. Who came in by it is still in: sign out everywhere else, if it was lost.',
} as const;

accountPages.post('/sign-out', async (c) => {
  await signOut(c.env.deps, readCookie(c, 'session'));
  takeCookie(c, 'session');
  return c.redirect(`${rootOf(c)}/sign-in`, 303);
});

accountPages.get('/account', async (c) => {
  const visit = c.get('visit');
  const place = await placeOf(c);
  const sessions = await listSessions(visit.ctx, visit.person.id);
  const passkeys = await listPasskeys(visit);
  const { name, role } = visit.person;
  return answerPage(
    c,
    { title: 'Your account' },
    <>
      <PageTitle title="Your account">
        <p class="lead">
          {name === undefined ? null : <bdi>{name}, </bdi>}with the role {role}.
        </p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <section class="block" aria-labelledby="sessions">
        <h2 id="sessions">Where you are signed in</h2>
        <SessionTable
          sessions={sessions}
          current={visit.session.id}
          place={place}
          token={visit.formToken}
          below="/account"
        />
        {sessions.length > 1 ? (
          <ButtonForm
            action={`${place.root}/account/sessions/revocation`}
            token={visit.formToken}
            label="Sign out everywhere else"
          />
        ) : null}
        <p class="fine quiet">
          Half an hour without a click, or twelve hours in any case, and you sign in again.
        </p>
      </section>
      <section class="block" aria-labelledby="passkeys">
        <h2 id="passkeys">Passkeys</h2>
        <Passkeys passkeys={passkeys} place={place} token={visit.formToken} />
      </section>
    </>,
  );
});

accountPages.post('/account/sessions/revocation', async (c) => {
  await revokeOtherSessions(c.get('visit'));
  return c.redirect(`${rootOf(c)}/account?done=others`, 303);
});

accountPages.post('/account/sessions/:id/revocation', async (c) => {
  const { ctx, person, session } = c.get('visit');
  const id = asId('ssn', c.req.param('id'));
  await revokeSession(ctx, person.id, id);
  if (id === session.id) takeCookie(c, 'session');
  return c.redirect(`${rootOf(c)}/account?done=revoked`, 303);
});

accountPages.post('/account/passkeys/new', needsProof, async (c) => {
  const visit = c.get('visit');
  const { secret, options } = await beginRegistration(visit, seenFrom(c));
  giveCookie(c, 'sign-in', secret);
  return answerCeremony(c, {
    kind: 'add',
    title: 'Add a passkey',
    options,
    action: `${rootOf(c)}/account/passkeys`,
    hidden: { form_token: visit.formToken },
    back: `${rootOf(c)}/account`,
    children: (
      <div class="field">
        <label for="label">
          What you call it<span class="quiet"> (optional)</span>
        </label>
        <input id="label" name="label" type="text" maxlength={60} autocomplete="off" dir="auto" />
      </div>
    ),
  });
});

accountPages.post('/account/passkeys', needsProof, async (c) => {
  const label = (await field(c, 'label')).slice(0, 60) || 'Passkey';
  const answer = { secret: readCookie(c, 'sign-in'), credential: await field(c, 'credential') };
  await addPasskey(c.get('visit'), { ...answer, label });
  takeCookie(c, 'sign-in');
  return c.redirect(`${rootOf(c)}/account?done=added`, 303);
});

accountPages.post('/account/passkeys/:id/removal', needsProof, async (c) => {
  await removePasskey(c.get('visit'), c.req.param('id'));
  return c.redirect(`${rootOf(c)}/account?done=removed`, 303);
});

const methods: Readonly<Record<Method, string>> = {
  code: 'Code by mail',
  passkey: 'Passkey',
  oidc: 'Company account',
  link: 'Link',
};

/** Sessions of somebody, each with the way to end it. */
export function SessionTable({
  sessions,
  current,
  place: { root, timeZone },
  token,
  below,
}: {
  readonly sessions: readonly ShownSession[];
  readonly current: string | undefined;
  readonly place: Place;
  readonly token: string;
  /** The page that they stand on, below the console. */
  readonly below: string;
}) {
  if (sessions.length === 0) return <Empty>Nowhere.</Empty>;
  return (
    <RecordTable
      caption="Sessions"
      rows={sessions}
      columns={[
        {
          label: 'Browser',
          cell: ({ id, seen }) => (
            <>
              {seen.browser ?? 'Unknown browser'}
              {id === current ? <span class="sub">This one</span> : null}
            </>
          ),
        },
        { label: 'Network address', cell: ({ seen }) => seen.clientAddress ?? 'Unknown' },
        {
          label: 'Signed in',
          cell: ({ createdAt, method }) => (
            <>
              <Moment at={createdAt} zone={timeZone} />
              <span class="sub">{methods[method]}</span>
            </>
          ),
        },
        { label: 'Last used', cell: ({ lastAt }) => <Moment at={lastAt} zone={timeZone} /> },
        {
          label: '',
          cell: ({ id, seen }) => (
            <ButtonForm
              action={`${root}${below}/sessions/${id}/revocation`}
              token={token}
              label="Sign out"
              about={seen.browser ?? 'that browser'}
            />
          ),
        },
      ]}
    />
  );
}

function Passkeys({
  passkeys,
  place: { root, timeZone },
  token,
}: {
  readonly passkeys: readonly Passkey[];
  readonly place: Place;
  readonly token: string;
}) {
  return (
    <>
      {passkeys.length === 0 ? (
        <p class="small">
          None yet. With a passkey you sign in by fingerprint, face or PIN; it can not be phished,
          and it works where no mail arrives.
        </p>
      ) : (
        <RecordTable
          caption="Passkeys"
          rows={passkeys}
          columns={[
            {
              label: 'Passkey',
              cell: ({ label, isSynced }) => (
                <>
                  <bdi>{label}</bdi>
                  <span class="sub">{isSynced ? 'On several devices' : 'On one device'}</span>
                </>
              ),
            },
            { label: 'Added', cell: ({ createdAt }) => <Moment at={createdAt} zone={timeZone} /> },
            {
              label: 'Last used',
              cell: ({ lastUsedAt }) =>
                lastUsedAt === null ? 'Never' : <Moment at={lastUsedAt} zone={timeZone} />,
            },
            {
              label: '',
              cell: ({ id, label }) => (
                <ButtonForm
                  action={`${root}/account/passkeys/${encodeURIComponent(id)}/removal`}
                  token={token}
                  label="Remove"
                  about={label}
                />
              ),
            },
          ]}
        />
      )}
      <form method="post" action={`${root}/account/passkeys/new`} class="acts">
        <input type="hidden" name="form_token" value={token} />
        <button class="button">Add a passkey</button>
      </form>
    </>
  );
}
