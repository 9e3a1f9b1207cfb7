import type { Ctx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { operate } from '../../db/commit.ts';
import { moveContacts } from '../../customers/service/following.ts';
import { nextDigestAt } from '../../deliveries/model/schedule.ts';
import { alertStaff } from '../../deliveries/service/alerts.ts';
import { carryOver, carryUnplanned } from '../../deliveries/service/carrying.ts';
import { queueDeliveries } from '../../deliveries/service/queue.ts';
import { tellMissed } from '../../deliveries/service/replaying.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { addressHash } from '../model/address.ts';
import { limitKeyOf } from '../model/mail-address.ts';
import type { DisabledReason, Subscription } from '../model/subscription.ts';
import { selectByAddress, selectSubscriptions } from '../store/reading.ts';
import {
  deletePending,
  deleteRequestsOf,
  insertSuppression,
  isSuppressed,
} from '../store/requests.ts';
import { updateSubscription } from '../store/writing.ts';
import { changeSubscription, type Changing } from './changing.ts';
import { countAgainst, refuseBeyond } from './limiting.ts';
import { nothingPersonal } from './rows.ts';

/** After this staff alone may let it be written to again. */
const suppressing: readonly DisabledReason[] = ['complained', 'suppressed'];

/**
 * A pending subscription was confirmed (mail), or its address has answered (webhook, chat). Ends what
 * stood in its place: one of the same address that was disabled, or the contact that it replaces.
 */
export async function activate(ctx: Ctx, id: SubscriptionId): Promise<void> {
  await changeSubscription(ctx, id, async (subscription, changing) => {
    if (subscription.state !== 'pending') return;
    const event = await changing.record(subscription, {
      action: 'subscription.confirmed',
      set: { state: 'active', confirmedAt: changing.at },
    });
    await tellFrom(ctx, subscription, changing, event.seq);
    for (const other of await predecessorsOf(ctx, subscription, changing)) {
      if (other.id === subscription.replaces) {
        await succeed(ctx, other, subscription, changing);
        const alert = { kind: 'replaced', subscription: other.id, successor: id } as const;
        await alertStaff(changing.tx, alert, `replaced:${event.seq}`, ctx.now);
      }
      await moveContacts(changing.tx, other.id, id, changing.at);
      await changing.record(other, { action: 'subscription.left', set: nothingPersonal });
    }
  });
  ctx.deps.nudge();
}

/**
 * Nothing is sent any more, until it is resumed; after a complaint not even by a new subscription.
 * `alongside` is written in the same transaction, where there is one.
 */
export async function disable(
  ctx: Ctx,
  id: SubscriptionId,
  reason: DisabledReason,
  alongside: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<void> {
  if (await dropPending(ctx, id, reason)) return;
  await changeSubscription(ctx, id, async (subscription, changing) => {
    const { state, channel, contact } = subscription;
    const isOver = state === 'left' || (state === 'disabled' && subscription.reason === reason);
    if (isOver || isWeaker(subscription, reason)) return;
    const { seq } = await changing.record(subscription, {
      action: reason === 'suppressed' ? 'subscription.suppressed' : 'subscription.disabled',
      data: { reason },
      set: { state: 'disabled', reason, nextDigestAt: null },
    });
    await suppress(ctx, changing.tx, subscription, reason);
    const alert = { kind: 'disabled', subscription: id, channel, reason } as const;
    await alertStaff(changing.tx, alert, `disabled:${seq}`, ctx.now);
    // Where no mail can be sent the letter would wait for ever.
    if (contact !== undefined && ctx.deps.mail)
      await tellContact(ctx, changing, { id, contact }, seq);
    await alongside(changing.tx);
  });
  ctx.deps.nudge();
}

/** Refuses `conflict` for a contract contact, who must be told. */
export async function pause(ctx: Ctx, id: SubscriptionId): Promise<void> {
  await changeSubscription(ctx, id, async (subscription, changing) => {
    if (subscription.state === 'paused') return;
    refuseForContract(subscription);
    requireState(subscription, ['active'], 'Only what is active can be paused.');
    await refuseBeyond(changing.tx, 'change', id, { keys: ctx.deps.keys, now: ctx.now });
    await changing.record(subscription, {
      action: 'subscription.paused',
      set: { state: 'paused', nextDigestAt: null },
    });
  });
}

/** Goes on, also where sending was given up: with what happens from now, and by contract with what was missed. */
export async function resume(ctx: Ctx, id: SubscriptionId): Promise<void> {
  await changeSubscription(ctx, id, async (subscription, changing) => {
    const { state, reason } = subscription;
    if (state === 'active') return;
    requireState(subscription, ['paused', 'disabled'], 'This is not confirmed yet.');
    if (reason !== undefined && suppressing.includes(reason))
      throw new Refusal(
        'conflict',
        'Nothing is sent to this address any more. Ask us if that is to change.',
      );
    await refuseBeyond(changing.tx, 'change', id, { keys: ctx.deps.keys, now: ctx.now });
    const { seq } = await changing.record(subscription, {
      action: 'subscription.resumed',
      set: { state: 'active', reason: null },
    });
    if (subscription.stream !== 'contract') return tellFrom(ctx, subscription, changing, seq);
    // Who must be told gets what was missed: by digest at once, or each by itself.
    const isDigest = subscription.frequency !== 'immediate';
    await updateSubscription(changing.tx, id, { nextDigestAt: isDigest ? ctx.now : null });
    await tellMissed(changing.tx, subscription, ctx.now);
  });
  ctx.deps.nudge();
}

/**
 * Ends a subscription; address, contact and choices are erased at once. Twice is once. Refuses
 * `conflict` for a contract contact: the contract says that somebody must be told.
 */
export async function leave(ctx: Ctx, subscription: Subscription): Promise<void> {
  const { id } = subscription;
  refuseForContract(subscription);
  if (subscription.state === 'pending') return forgetPending(ctx, id);
  await changeSubscription(ctx, id, async (found, changing) => {
    if (found.state === 'left') return;
    await changing.record(found, { action: 'subscription.left', set: nothingPersonal });
  });
}

/** The same for everything that is kept of this address, open requests and disabled ones included. */
export async function erase(ctx: Ctx, subscription: Subscription): Promise<void> {
  refuseForContract(subscription);
  // Whoever asked for it has not shown yet that the address is theirs.
  if (subscription.state === 'pending') return forgetPending(ctx, subscription.id);
  await changeSubscription(ctx, subscription.id, async (found, changing) => {
    for (const each of await sameAddress(ctx, found, changing)) {
      if (each.state === 'pending') await deletePending(changing.tx, each.id);
      else await changing.record(each, { action: 'subscription.erased', set: nothingPersonal });
    }
    if (found.address !== undefined)
      await deleteRequestsOf(changing.tx, hashOf(ctx, found.channel, found.address));
  });
}

/** Pending is no fact yet, so that nothing was asked for leaves no trace. */
async function forgetPending(ctx: Ctx, id: SubscriptionId): Promise<void> {
  await operate(ctx, async (tx) => deletePending(tx, id));
}

/** Digests begin here: what happened before is not told again, and not told late. */
async function tellFrom(
  ctx: Ctx,
  { id, frequency }: Subscription,
  { tx }: Changing,
  seq: number,
): Promise<void> {
  const { value: organisation } = await getOrganisation(tx);
  const next = nextDigestAt(frequency, ctx.now, organisation.timeZone) ?? null;
  await updateSubscription(tx, id, { toldUpTo: seq, nextDigestAt: next });
}

async function predecessorsOf(
  ctx: Ctx,
  subscription: Subscription,
  changing: Changing,
): Promise<readonly Subscription[]> {
  const others = (await sameAddress(ctx, subscription, changing)).filter(
    ({ id, state }) => id !== subscription.id && state === 'disabled',
  );
  const { replaces } = subscription;
  return replaces === undefined
    ? others
    : [...others, ...(await replaced(ctx, changing, replaces))];
}

/** What the one before was still to be told, its successor is told: by contract somebody must be. */
async function succeed(
  ctx: Ctx,
  before: Subscription,
  { id, channel }: Subscription,
  { tx, at }: Changing,
): Promise<void> {
  await carryOver(tx, { from: before.id, to: { id, channel } }, at);
  if (before.frequency !== 'immediate')
    return updateSubscription(tx, id, { toldUpTo: before.toldUpTo });
  await carryUnplanned(tx, { from: before, to: { id, channel } }, at);
}

async function replaced(ctx: Ctx, { tx }: Changing, id: SubscriptionId) {
  const found = await selectSubscriptions(tx, ctx.deps.keys, [id]);
  return found.filter(({ state }) => state !== 'left');
}

/** All of one stream and channel that hold the address of this one, itself among them. */
async function sameAddress(
  ctx: Ctx,
  subscription: Subscription,
  { tx }: Changing,
): Promise<readonly Subscription[]> {
  const { channel, stream, address, state } = subscription;
  // One that can not be opened finds no others; it must go all the same.
  if (address === undefined) return state === 'left' ? [] : [subscription];
  const found = await selectByAddress(tx, ctx.deps.keys, hashOf(ctx, channel, address));
  return found.filter((each) => each.channel === channel && each.stream === stream);
}

async function suppress(
  ctx: Ctx,
  tx: Tx,
  { channel, address }: Subscription,
  reason: DisabledReason,
): Promise<void> {
  if (address !== undefined && suppressing.includes(reason))
    await insertSuppression(tx, hashOf(ctx, channel, address), reason, ctx.now);
}

/** An address that was never confirmed and can not be written to is forgotten, not kept as disabled. */
async function dropPending(ctx: Ctx, id: SubscriptionId, reason: DisabledReason): Promise<boolean> {
  const { db, keys } = ctx.deps;
  const [known] = await selectSubscriptions(db, keys, [id]);
  if (known?.state !== 'pending') return false;
  await operate(ctx, async (tx) => {
    await suppress(ctx, tx, known, reason);
    await deletePending(tx, id);
  });
  return true;
}

/** Nobody has shown that the contact is theirs: however often a webhook ends, it is no way to fill a mailbox. */
async function tellContact(
  ctx: Ctx,
  { tx, at }: Changing,
  { id, contact }: { readonly id: SubscriptionId; readonly contact: string },
  seq: number,
): Promise<void> {
  if (await isSuppressed(tx, hashOf(ctx, 'email', contact))) return;
  const moment = { keys: ctx.deps.keys, now: ctx.now };
  if ((await countAgainst(tx, 'contact', limitKeyOf(contact), moment)) !== undefined) return;
  const cargo = { kind: 'disabled', subscription: id } as const;
  const subject = `disabled:${seq}`;
  const letter = { subscriptionId: id, channel: 'email' as const, subject, cargo, dueAt: at };
  await queueDeliveries(tx, [letter], at);
}

/** After a complaint a mail that comes back is no news: what only staff may lift stays. */
function isWeaker({ state, reason: known }: Subscription, reason: DisabledReason): boolean {
  const isStopped = state === 'disabled' && known !== undefined && suppressing.includes(known);
  return isStopped && !suppressing.includes(reason);
}

function hashOf({ deps }: Ctx, channel: Subscription['channel'], address: string): string {
  return addressHash(deps.keys, channel, address);
}

function refuseForContract({ stream }: Subscription): void {
  if (stream === 'contract')
    throw new Refusal(
      'conflict',
      'Your contract says that this contact is told of changes, so it can not end here. Change the contact instead.',
    );
}

function requireState(
  { state }: Subscription,
  allowed: readonly Subscription['state'][],
  detail: string,
): void {
  if (!allowed.includes(state)) throw new Refusal('conflict', detail);
}
