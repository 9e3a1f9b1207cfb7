import type { Ctx, Role, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import type { Person } from '../model.ts';
import { deleteLinksOf } from '../store/links.ts';
import * as store from '../store/people.ts';
import { deleteIdentitiesOf, deleteProofsOf } from '../store/proofs.ts';
import { endSessionsOf } from '../store/sessions.ts';
import { deleteKept } from '../store/kept-forms.ts';

export async function listPeople({ deps }: Ctx): Promise<readonly Person[]> {
  return listPeopleIn(deps.db);
}

export async function listPeopleIn(db: Db): Promise<readonly Person[]> {
  return store.selectPeople(db);
}

/** Refuses `not_found`. */
export async function getPerson(db: Db, id: PersonId): Promise<Person> {
  const found = await store.selectPerson(db, id);
  if (found === undefined) throw new Refusal('not_found', 'There is no such person.');
  return found;
}

/** A person with a name, as the ledger names them. */
export type Named = {
  readonly actor: string;
  readonly name: string;
  readonly role: Role;
  /** Whether they can come in. */
  readonly isActive: boolean;
};

/** Those who are known still, also who was removed. */
export async function listNamed(db: Db): Promise<readonly Named[]> {
  return (await listPeopleIn(db)).flatMap(({ id, name, role, state }) =>
    name ? [{ actor: `staff:${id}`, name, role, isActive: state === 'active' }] : [],
  );
}

/**
 * Ends what somebody can do here: sessions, passkeys, links to a provider, invitations. The name stays
 * readable beside what they did until it is erased. Refuses `stale`, and `conflict` for the last owner.
 */
export async function removePerson(
  ctx: Ctx<Staff>,
  id: PersonId,
  expected: Expected,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const person = await getPresent(tx, id);
    checkExpected(expected, person.version);
    await keepAnOwner(tx, person);
    await deleteLinksOf(tx, id);
    await deleteProofsOf(tx, id);
    await deleteKept(tx, id);
    const sessions = await endSessionsOf(tx, id, ctx.now);
    await store.updatePerson(tx, id, {
      state: 'removed',
      addressKey: null,
      removedAt: ctx.now,
    });
    return { value: undefined, events: [record(ledger, id, 'person.removed', { sessions })] };
  });
}

/** Erases name and address of somebody who was removed; what they did stays, under their id (Article 17 GDPR). */
export async function erasePerson(ctx: Ctx<Staff>, id: PersonId): Promise<void> {
  if (!(await eraseAccount(ctx, id))) throw new Refusal('conflict', 'Remove this person first.');
}

/** The same for whoever asks for it; not, and false, while the account is in use. */
export async function eraseAccount(ctx: Ctx, id: PersonId): Promise<boolean> {
  if ((await getPerson(ctx.deps.db, id)).state !== 'removed') return false;
  await commit(ctx, async (tx, ledger) => {
    await store.eraseNames(tx, [id]);
    return { value: undefined, events: [record(ledger, id, 'person.erased', {})] };
  });
  return true;
}

/** Forgets who somebody is at the identity provider, e.g. after it gave them a new account. */
export async function unlinkIdentities(ctx: Ctx<Staff>, id: PersonId): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    await getPresent(tx, id);
    const identities = await deleteIdentitiesOf(tx, id);
    return { value: undefined, events: [record(ledger, id, 'person.unlinked', { identities })] };
  });
}

export async function getPresent(tx: Tx, id: PersonId): Promise<Person> {
  const person = await getPerson(tx, id);
  if (person.state === 'removed') throw new Refusal('conflict', 'This person was removed already.');
  return person;
}

export async function keepAnOwner(tx: Tx, { role, state }: Person): Promise<void> {
  if (role === 'owner' && state === 'active' && (await store.countActiveOwners(tx)) < 2)
    throw new Refusal('conflict', 'This is the last owner. Make somebody else an owner first.');
}

export function record(ledger: Ledger, id: PersonId, action: string, data: EventData): StoredEvent {
  return ledger.record({ action, subject: `person:${id}`, data, public: false });
}
