import type { Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { Channel } from '../../subscribers/model/subscription.ts';
import { loadSubscriptions } from '../../subscribers/service/reading.ts';
import { neverTold, nextSubject, originOf, type resendables } from '../model/again.ts';
import type { DeliveryState } from '../model/delivery.ts';
import * as store from '../store/again.ts';
import { selectIds } from '../store/listing.ts';
import { queueDeliveries } from './queue.ts';
import { mayRepeat } from './resending.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** At once: one event in the ledger names them all. */
export const mostAtOnce = 1_000;

/** What did not arrive in the last days, or what waits for its next attempt. */
export type ResendWish = {
  readonly what: (typeof resendables)[number];
  readonly channel?: Channel | undefined;
  /** Of what did not arrive, how far back. */
  readonly days: number;
};

/** How many would be sent again now, up to `mostAtOnce`. */
export async function countResending(
  ctx: Pick<Ctx, 'deps' | 'now'>,
  wish: ResendWish,
): Promise<number> {
  const { deps } = ctx;
  return wish.what === 'waiting'
    ? (await findWaiting(deps.db, ctx, wish)).length
    : (await findFailed(deps.db, ctx, wish)).length;
}

/**
 * Sends many again: what did not arrive by a new delivery each, where its recipient may be told again and was
 * not told otherwise since; what waits is tried now. At most `mostAtOnce` at once. Refuses `conflict`
 * where there is nothing. Returns the place in the ledger under which the progress can be read.
 */
export async function resendMany(ctx: Ctx<Staff>, wish: ResendWish): Promise<number> {
  const seq = await commit(ctx, async (tx, ledger) => {
    const deliveries =
      wish.what === 'waiting' ? await hasten(ctx, tx, wish) : await repeat(ctx, tx, wish);
    if (deliveries.length === 0)
      throw new Refusal('conflict', 'There is nothing of that to send again any more.');
    const { what, channel = null } = wish;
    const event = ledger.record({
      action: 'deliveries.resent',
      subject: 'deliveries',
      data: { what, channel, deliveries },
      public: false,
    });
    return { value: event.seq, events: [event] };
  });
  ctx.deps.nudge();
  return seq;
}

type Inside = Parameters<Parameters<typeof commit>[1]>[0];

async function hasten(ctx: Ctx, tx: Inside, wish: ResendWish): Promise<readonly number[]> {
  const ids = await findWaiting(tx, ctx, wish);
  await store.bringAllForward(tx, ids, ctx.now);
  return ids;
}

async function repeat(ctx: Ctx, tx: Inside, wish: ResendWish): Promise<readonly number[]> {
  const failed = await findFailed(tx, ctx, wish);
  const rows = failed.map(({ subscriptionId, channel, subject, cargo }) => ({
    subscriptionId,
    channel,
    subject: nextSubject(originOf(subject), [subject]),
    cargo,
    dueAt: ctx.now,
  }));
  await queueDeliveries(tx, rows, ctx.now);
  return selectIds(tx, rows);
}

async function findWaiting(
  db: Db,
  { now }: Pick<Ctx, 'now'>,
  { channel }: ResendWish,
): Promise<readonly number[]> {
  return store.selectPutOff(db, { after: now, channel }, mostAtOnce);
}

async function findFailed(
  db: Db,
  { deps, now }: Pick<Ctx, 'deps' | 'now'>,
  { channel, days }: ResendWish,
): Promise<readonly store.Tried[]> {
  const since = new Date(now.getTime() - days * dayMs);
  const found = await store.selectFailed(db, { since, channel }, mostAtOnce);
  const repeatable = found.filter(
    ({ cargo: { kind } }) => kind !== 'test' && mayRepeat.includes(kind),
  );
  const recipients = await loadSubscriptions({ db, keys: deps.keys }, [
    ...new Set(repeatable.map(({ subscriptionId }) => subscriptionId)),
  ]);
  const open = repeatable.filter(
    ({ subscriptionId }) => recipients.get(subscriptionId)?.state === 'active',
  );
  if (open.length === 0) return [];
  const ids = [...new Set(open.map(({ subscriptionId }) => subscriptionId))];
  const all = await store.selectSince(db, ids, Math.min(...open.map(({ id }) => id)));
  return neverTold(open, all);
}

export type Progress = {
  readonly at: Date;
  readonly isReplay: boolean;
  readonly total: number;
  readonly accepted: number;
  /** Wait or are being sent. */
  readonly open: number;
  /** Given up, or came back. */
  readonly failed: number;
  readonly cancelled: number;
};

/** How far a sending again has come. What was purged since counts as gone. Refuses `not_found`. */
export async function readProgress(db: Db, seq: number): Promise<Progress> {
  const event = await store.selectResending(db, seq);
  const ids = numbersIn(Object(event?.data)['deliveries']);
  if (event === undefined || ids.length === 0)
    throw new Refusal('not_found', 'Nothing was sent again under this number.');
  const counted = await store.countByState(db, ids);
  const sum = (...states: readonly DeliveryState[]) =>
    counted.reduce((total, { state, count }) => total + (states.includes(state) ? count : 0), 0);
  return {
    at: event.at,
    isReplay: event.action === 'deliveries.replayed',
    total: ids.length,
    accepted: sum('accepted'),
    open: sum('due', 'in-flight'),
    failed: sum('failed', 'bounced'),
    cancelled: sum('cancelled'),
  };
}

function numbersIn(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
}
