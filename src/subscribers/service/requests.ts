import type { Ctx, System } from '../../context.ts';
import { unseal } from '../../core/sealed.ts';
import type { Tx } from '../../db/client.ts';
import { operate } from '../../db/commit.ts';
import { queueDeliveries } from '../../deliveries/service/queue.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { hostOf } from '../model/address.ts';
import { longestWindowMs } from '../model/limits.ts';
import { limitKeyOf } from '../model/mail-address.ts';
import type { Subscription } from '../model/subscription.ts';
import { sealPurpose, selectByAddress } from '../store/reading.ts';
import {
  insertRequest,
  isSuppressed,
  selectRequestIds,
  type StoredRequest,
  takeRequest,
} from '../store/requests.ts';
import { insertSubscription, updateSubscription } from '../store/writing.ts';
import { countAgainst } from './limiting.ts';
import { newRow } from './subscribing.ts';

const perRound = 100;

/**
 * What the form was given becomes a letter, or nothing: here, behind the answer, it is looked whether the
 * address is known. Each request is one transaction; several workers may run. How many were worked off.
 */
export async function workOffRequests(ctx: Ctx<System>): Promise<number> {
  const ids = await selectRequestIds(ctx.deps.db, ctx.now, perRound);
  let done = 0;
  for (const id of ids)
    done += await operate(ctx, async (tx) => {
      const request = await takeRequest(tx, id);
      if (request === undefined) return 0;
      await workOff(tx, ctx, request);
      return 1;
    });
  return done;
}

async function workOff(tx: Tx, ctx: Ctx<System>, request: StoredRequest): Promise<void> {
  const address = openAddress(ctx, request);
  if (address === undefined) return;
  // Before it is looked whether the address is known: others can see what is left of the limit of its host.
  const turn = await turnOf(tx, ctx, request, address);
  if (turn instanceof Date) return putOff(tx, request, turn);
  if (await isSuppressed(tx, request.addressHash)) return;
  const { keys } = ctx.deps;
  const mine = (await selectByAddress(tx, keys, request.addressHash)).filter(
    ({ stream, channel }) => stream === 'subscriber' && channel === 'email',
  );
  const known = mine.find(({ state }) => state === 'active' || state === 'paused');
  if (known) return remind(tx, ctx, request, known);
  const pending = mine.find(({ state }) => state === 'pending');
  if (pending)
    await updateSubscription(tx, pending.id, { ...request.preferences, changedAt: ctx.now });
  if (turn === 'never') return;
  const id = pending?.id ?? (await insertPending(tx, ctx, request, address));
  // The link in this letter has its whole time before it.
  if (pending) await updateSubscription(tx, id, { createdAt: ctx.now });
  await queueLetter(tx, ctx, id, 'confirmation', request);
}

/** Undefined where it was sealed under another SECRET_KEY: it must not hold up the requests behind it. */
function openAddress({ deps }: Ctx<System>, request: StoredRequest): string | undefined {
  try {
    return unseal(deps.keys.derive(sealPurpose), request.address);
  } catch {
    deps.log('error', 'a request to subscribe could not be opened', { request: request.id });
    return undefined;
  }
}

/** Somebody who is told already asked again, or another did in their name: one letter a day says so. */
async function remind(
  tx: Tx,
  ctx: Ctx<System>,
  request: StoredRequest,
  { id }: Subscription,
): Promise<void> {
  const at = { keys: ctx.deps.keys, now: ctx.now };
  if ((await countAgainst(tx, 'known', id, at)) !== undefined) return;
  await queueLetter(tx, ctx, id, 'known', request);
}

/** Whether it may be written to: now, not at all for this request, or from when on. */
async function turnOf(
  tx: Tx,
  ctx: Ctx<System>,
  request: StoredRequest,
  address: string,
): Promise<'now' | 'never' | Date> {
  const at = { keys: ctx.deps.keys, now: ctx.now };
  // One that was put off has been counted for its address.
  const isCounted = request.dueAt > request.at;
  const isTooMuch =
    !isCounted && (await countAgainst(tx, 'address', limitKeyOf(address), at)) !== undefined;
  if (isTooMuch) return 'never';
  return (await countAgainst(tx, 'host', hostOf('email', address), at)) ?? 'now';
}

/** A provider of many mailboxes has its turn each hour; what has waited for a day is not worth it any more. */
async function putOff(tx: Tx, { id: _, ...request }: StoredRequest, until: Date): Promise<void> {
  if (until.getTime() - request.at.getTime() > longestWindowMs) return;
  await insertRequest(tx, { ...request, dueAt: until });
}

async function insertPending(
  tx: Tx,
  ctx: Ctx<System>,
  { preferences }: StoredRequest,
  address: string,
): Promise<SubscriptionId> {
  const row = newRow(ctx, { ...preferences, channel: 'email', address });
  await insertSubscription(tx, { ...row, stream: 'subscriber' });
  return row.id;
}

async function queueLetter(
  tx: Tx,
  { now }: Ctx<System>,
  subscriptionId: SubscriptionId,
  kind: 'confirmation' | 'known',
  request: StoredRequest,
): Promise<void> {
  const subject = `${kind}:${request.id}`;
  const delivery = {
    subscriptionId,
    channel: 'email' as const,
    subject,
    cargo: { kind },
    dueAt: now,
  };
  await queueDeliveries(tx, [delivery], now);
}
