import type { Ctx, Deps, Role, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { newId, type PersonId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import { invitationMs, type Person } from '../model.ts';
import { deleteLinksOf, insertLink } from '../store/links.ts';
import * as store from '../store/people.ts';
import { deleteIdentitiesOf, deleteProofsOf } from '../store/proofs.ts';
import { endSessionsOf } from '../store/sessions.ts';
import { deleteKept } from '../store/kept-forms.ts';
import { queueLetter } from './letters.ts';
import { newSecret } from './secrets.ts';

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

/** Invites somebody by mail. Refuses `conflict` for an address that is known, `unavailable` without mail. */
export async function invitePerson(
  ctx: Ctx<Staff>,
  input: { readonly name: string; readonly address: string; readonly role: Role },
): Promise<PersonId> {
  needMail(ctx.deps);
  const id = newId(ctx.deps.ids, 'per');
  await commit(ctx, async (tx, ledger) => {
    if (await store.selectByAddress(tx, input.address))
      throw new Refusal('conflict', 'Somebody with this address is invited or in already.');
    const invitedAt = ctx.now;
    await store.insertPerson(tx, {
      ...input,
      id,
      state: 'invited',
      invitedAt,
      joinedAt: undefined,
    });
    await mailInvitation(tx, ctx, { id, address: input.address });
    return {
      value: undefined,
      events: [record(ledger, id, 'person.invited', { role: input.role })],
    };
  });
  ctx.deps.nudge();
  return id;
}

/** A new link by mail; the one before opens nothing any more. Refuses `conflict` where nobody is waited for. */
export async function inviteAgain(ctx: Ctx<Staff>, id: PersonId): Promise<void> {
  needMail(ctx.deps);
  await commit(ctx, async (tx, ledger) => {
    const { address, state } = await getPerson(tx, id);
    if (state !== 'invited' || address === undefined)
      throw new Refusal('conflict', 'Only who is invited and not yet in can be invited again.');
    await mailInvitation(tx, ctx, { id, address });
    return { value: undefined, events: [record(ledger, id, 'person.invited_again', {})] };
  });
  ctx.deps.nudge();
}

/** Takes effect at the next request of that person. Refuses `stale`, and `conflict` for the last owner. */
export async function changeRole(
  ctx: Ctx<Staff>,
  id: PersonId,
  role: Role,
  expected: Expected,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const person = await getPresent(tx, id);
    checkExpected(expected, person.version);
    if (role !== 'owner') await keepAnOwner(tx, person);
    await store.updatePerson(tx, id, { role });
    const data = { from: person.role, to: role };
    return { value: undefined, events: [record(ledger, id, 'person.role_changed', data)] };
  });
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

async function getPresent(tx: Tx, id: PersonId): Promise<Person> {
  const person = await getPerson(tx, id);
  if (person.state === 'removed') throw new Refusal('conflict', 'This person was removed already.');
  return person;
}

async function keepAnOwner(tx: Tx, { role, state }: Person): Promise<void> {
  if (role === 'owner' && state === 'active' && (await store.countActiveOwners(tx)) < 2)
    throw new Refusal('conflict', 'This is the last owner. Make somebody else an owner first.');
}

async function mailInvitation(
  tx: Tx,
  { deps, now }: Ctx<Staff>,
  { id, address }: { readonly id: PersonId; readonly address: string },
): Promise<void> {
  await deleteLinksOf(tx, id);
  const token = newSecret(deps.ids);
  const expiresAt = new Date(now.getTime() + invitationMs);
  await insertLink(tx, { hash: sha256(token), kind: 'invitation', personId: id, expiresAt });
  await queueLetter(tx, deps, { kind: 'invitation', address, token }, { now, expiresAt });
}

function needMail({ mail }: Deps): void {
  if (mail === undefined)
    throw new Refusal('unavailable', 'No mail can be sent from here: set MAIL_URL and MAIL_FROM.');
}

function record(ledger: Ledger, id: PersonId, action: string, data: EventData): StoredEvent {
  return ledger.record({ action, subject: `person:${id}`, data, public: false });
}
