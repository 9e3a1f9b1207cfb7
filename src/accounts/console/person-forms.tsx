import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { confirmPage } from '../../console/confirm.tsx';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { RoleField } from '../../console/role-field.tsx';
import { nothing, roleWish } from '../schema.ts';
import { erasePerson, removePerson } from '../service/people.ts';
import { approveRole, changeRole, noProposal } from '../service/roles.ts';
import { listSessions } from '../service/sessions.ts';
import { idOf, nameOf, personOf } from './person.tsx';

/** What changes somebody for good: each on a page that says what will happen, and asks once. */
export const personForms = new Hono<ConsoleEnv>();

const guards = [needs('createStaffKey'), needsProof] as const;

formPage(personForms, {
  path: '/people/:id/role',
  guards,
  schema: roleWish,
  labels: { role: 'Role' },
  async stored(c) {
    const { version, role } = await personOf(c);
    return { version, entries: { role } };
  },
  view: async (c) => ({ title: `Role of ${nameOf(await personOf(c))}`, current: 'people' }),
  async content(c, drawn) {
    const person = await personOf(c);
    const here = `${rootOf(c)}/people/${person.id}`;
    return (
      <>
        <PageTitle title="Change the role" crumb={{ href: here, label: nameOf(person) }}>
          <p class="lead">
            A role that may do less holds at once. One that may do more waits for another owner or
            an approver, where there is one.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Change the role" cancel={here}>
          <RoleField form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { role }, version) {
    const done = await changeRole(c.get('visit').ctx, idOf(c), role, version);
    return `/people/${idOf(c)}?done=${done}`;
  },
});

confirmPage(personForms, {
  path: '/people/:id/approval',
  guards: [needs('approveStaffKey'), needsProof],
  schema: z.strictObject({ stands: z.string() }),
  current: 'people',
  async ask(c) {
    const person = await personOf(c);
    const { proposal, state, address, version } = person;
    if (proposal === undefined) throw noProposal();
    const { role } = proposal;
    return {
      title: `Approve the role of ${nameOf(person)}?`,
      crumb: { href: `${rootOf(c)}/people/${person.id}`, label: nameOf(person) },
      effects: [
        state === 'invited'
          ? `One person, ${nameOf(person)} (${address ?? 'without an address'}), is invited by mail with the role ${role}.`
          : `One person, ${nameOf(person)}, has the role ${role} from their next click, instead of ${person.role}.`,
        'Be sure that the mailbox is theirs and not that of whoever gives the role.',
      ],
      submit: 'Approve the role',
      version,
      stands: `${person.role}, proposed: ${role}`,
    };
  },
  async act(c, _, version) {
    await approveRole(c.get('visit').ctx, idOf(c), version);
    return `/people/${idOf(c)}?done=approved`;
  },
});

formPage(personForms, {
  path: '/people/:id/removal',
  guards,
  schema: nothing,
  labels: {},
  async stored(c) {
    return { version: (await personOf(c)).version, entries: {} };
  },
  view: async (c) => ({ title: `Remove ${nameOf(await personOf(c))}`, current: 'people' }),
  async content(c, drawn) {
    const person = await personOf(c);
    const here = `${rootOf(c)}/people/${person.id}`;
    const sessions = await listSessions(c.get('visit').ctx, person.id);
    return (
      <>
        <PageTitle
          title={`Remove ${nameOf(person)}?`}
          crumb={{ href: here, label: nameOf(person) }}
        >
          <ul class="said">
            <li>
              {sessions.length === 1
                ? 'One browser is signed out at once.'
                : `${sessions.length} browsers are signed out at once.`}
            </li>
            <li>Passkeys, the link to a company account and open invitations open nothing more.</li>
            <li>What this person did stays in the record. The name stays readable until erased.</li>
            <li>Keys that they made go on working: look at the keys too.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit={`Remove ${nameOf(person)}`} cancel={here} />
      </>
    );
  },
  async act(c, _, version) {
    await removePerson(c.get('visit').ctx, idOf(c), version);
    return '/people?done=removed';
  },
});

formPage(personForms, {
  path: '/people/:id/erasure',
  guards,
  schema: nothing,
  labels: {},
  view: async (c) => ({ title: `Erase ${nameOf(await personOf(c))}`, current: 'people' }),
  async content(c, drawn) {
    const person = await personOf(c);
    const here = `${rootOf(c)}/people/${person.id}`;
    return (
      <>
        <PageTitle title={`Erase ${nameOf(person)}?`} crumb={{ href: here, label: nameOf(person) }}>
          <p class="lead">
            Name and address of one person are deleted for good. What they did stays in the record
            under <code>{person.id}</code>, and nobody can tell any more who that was.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Erase name and address" cancel={here} />
      </>
    );
  },
  async act(c) {
    await erasePerson(c.get('visit').ctx, idOf(c));
    return '/people?done=erased';
  },
});
