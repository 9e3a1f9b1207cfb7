import { Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { RoleField } from '../../console/role-field.tsx';
import { nothing, roleWish } from '../schema.ts';
import { changeRole, erasePerson, removePerson } from '../service/people.ts';
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
        <PageTitle title="Change the role" crumb={{ href: here, label: nameOf(person) }} />
        <ConsoleForm drawn={drawn} submit="Change the role" cancel={here}>
          <RoleField form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { role }, version) {
    await changeRole(c.get('visit').ctx, idOf(c), role, version);
    return `/people/${idOf(c)}?done=changed`;
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
