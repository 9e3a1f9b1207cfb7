import { actorName, type Ctx, type Deps, type Role, type Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { newId, type PersonId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import { isWider } from '../../staff/model/permitting.ts';
import { approvalBy, listAccountHolders, soleApproval } from '../../staff/service/approving.ts';
import { invitationMs } from '../model.ts';
import { deleteLinksOf, insertLink } from '../store/links.ts';
import * as store from '../store/people.ts';
import { queueLetter } from './letters.ts';
import { getPerson, getPresent, keepAnOwner, record } from './people.ts';
import { newSecret } from './secrets.ts';

// Who gives a role is not their own second person: else they would make themselves one. Only accounts count,
// for a role is approved in the console alone.

/**
 * Invites somebody. The mail goes out once a second person has approved it, or at once where there is none.
 * Refuses `conflict` for an address that is known, `unavailable` without mail.
 */
export async function invitePerson(
  ctx: Ctx<Staff>,
  input: { readonly name: string; readonly address: string; readonly role: Role },
): Promise<PersonId> {
  needMail(ctx.deps);
  const id = newId(ctx.deps.ids, 'per');
  const { address, role } = input;
  await commit(ctx, async (tx, ledger) => {
    if (await store.selectByAddress(tx, address))
      throw new Refusal('conflict', 'Somebody with this address is invited or in already.');
    const isSole = await isAloneIn(ctx, tx);
    const by = actorName(ctx.actor);
    await store.insertPerson(tx, {
      ...input,
      id,
      state: 'invited',
      invitedAt: ctx.now,
      joinedAt: undefined,
      ...(!isSole && { proposal: { role, by } }),
    });
    if (isSole) await mailInvitation(tx, ctx, { id, address });
    const data = { role, ...(isSole && { isSole }) };
    return { value: undefined, events: [record(ledger, id, 'person.invited', data)] };
  });
  ctx.deps.nudge();
  return id;
}

/** A new link by mail; the one before opens nothing any more. Refuses `conflict` where nobody is waited for. */
export async function inviteAgain(ctx: Ctx<Staff>, id: PersonId): Promise<void> {
  needMail(ctx.deps);
  await commit(ctx, async (tx, ledger) => {
    const { address, state, proposal } = await getPerson(tx, id);
    if (state !== 'invited' || address === undefined || proposal !== undefined)
      throw new Refusal(
        'conflict',
        'Only who is invited, approved and not yet in can be invited again.',
      );
    await mailInvitation(tx, ctx, { id, address });
    return { value: undefined, events: [record(ledger, id, 'person.invited_again', {})] };
  });
  ctx.deps.nudge();
}

/**
 * Takes effect at the next request of that person. What may do more than before waits for a second person,
 * where there is one; what was proposed before is withdrawn by it. Refuses `stale`, and `conflict` for the
 * last owner and for an invitation that waits itself.
 */
export async function changeRole(
  ctx: Ctx<Staff>,
  id: PersonId,
  role: Role,
  expected: Expected,
): Promise<'changed' | 'proposed'> {
  return commit(ctx, async (tx, ledger) => {
    const person = await getPresent(tx, id);
    checkExpected(expected, person.version);
    const { role: from, state, proposal } = person;
    if (state === 'invited' && proposal !== undefined)
      throw new Refusal(
        'conflict',
        'This invitation waits for an approval. Remove it and invite anew for another role.',
      );
    if (role !== 'owner') await keepAnOwner(tx, person);
    const opens = isWider(role, from);
    const isSole = opens && (await isAloneIn(ctx, tx));
    const data = { from, to: role, ...(isSole && { isSole }) };
    if (opens && !isSole) {
      await store.updatePerson(tx, id, { proposal: { role, by: actorName(ctx.actor) } });
      return { value: 'proposed', events: [record(ledger, id, 'person.role_proposed', data)] };
    }
    await store.updatePerson(tx, id, { role, proposal: null });
    return { value: 'changed', events: [record(ledger, id, 'person.role_changed', data)] };
  });
}

/**
 * Gives somebody the role that was proposed for them, and invites who waits for it. Refuses `stale`, and
 * `conflict` to whoever proposed it, unless nobody else could approve it by now, and where nothing waits.
 */
export async function approveRole(
  ctx: Ctx<Staff>,
  id: PersonId,
  expected: Expected,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const { proposal, state, role: from, address, version } = await getPresent(tx, id);
    checkExpected(expected, version);
    if (proposal === undefined) throw noProposal();
    const holders = await listAccountHolders(ctx.deps, tx, 'approveStaffKey');
    const { isSole } = approvalBy(ctx, [proposal.by], ledger.at, holders);
    const { role } = proposal;
    await store.updatePerson(tx, id, { role, proposal: null });
    if (state === 'invited' && address !== undefined)
      await mailInvitation(tx, ctx, { id, address });
    const data = { from, to: role, ...(isSole && { isSole }) };
    return { value: undefined, events: [record(ledger, id, 'person.role_approved', data)] };
  });
  ctx.deps.nudge();
}

export function noProposal(): Refusal {
  return new Refusal('conflict', 'No role of this person waits for an approval.');
}

async function isAloneIn(ctx: Ctx<Staff>, tx: Tx): Promise<boolean> {
  const holders = await listAccountHolders(ctx.deps, tx, 'approveStaffKey');
  return soleApproval(ctx, [actorName(ctx.actor)], ctx.now, holders) !== undefined;
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
