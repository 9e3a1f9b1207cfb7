import type { Ctx, Staff, Subscriber } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import { nextSubject, originOf } from '../model/again.ts';
import type { DeliveryState } from '../model/delivery.ts';
import * as store from '../store/listing.ts';
import { queueDeliveries } from './queue.ts';
import { getRecipient } from './recipients.ts';

const dayMs = 24 * 60 * 60 * 1000;
const longestDays = 31;
const mostEvents = 1_000;

/** Everything published in a time, or the one delivery of that id. */
export type ReplayRange =
  | { readonly from: Date; readonly until: Date }
  | { readonly delivery: number };

/**
 * Queues for a webhook, once more and in order, what was published in a time and it follows, whether or
 * not it had it; what is still on its way is left out. Each is a delivery of its own and keeps the
 * `webhook-id` of its event. Refuses a time of more than 31 days or 1,000 events, and recipients to whom nothing is sent.
 */
export async function replay(
  ctx: Ctx<Staff | Subscriber>,
  id: SubscriptionId,
  range: ReplayRange,
): Promise<Replayed> {
  const told = await commit(ctx, async (tx, ledger) => {
    const { seqs, rows } = await planReplay(tx, ctx, id, range);
    await queueDeliveries(tx, rows, ctx.now);
    const deliveries = await store.selectIds(tx, rows);
    const event = ledger.record({
      action: 'deliveries.replayed',
      subject: `subscription:${id}`,
      data: { seqs, deliveries },
      public: false,
    });
    return { value: { queued: seqs.length, seq: event.seq }, events: [event] };
  });
  ctx.deps.nudge();
  return told;
}

/** How many were queued, and the place in the ledger under which their progress can be read. */
export type Replayed = { readonly queued: number; readonly seq: number };

/** How many deliveries a replay would queue now. Refuses the same. */
export async function countReplay(
  ctx: Pick<Ctx, 'deps' | 'now'>,
  id: SubscriptionId,
  range: ReplayRange,
): Promise<number> {
  return (await planReplay(ctx.deps.db, ctx, id, range)).rows.length;
}

async function planReplay(
  db: Db,
  { deps, now }: Pick<Ctx, 'deps' | 'now'>,
  id: SubscriptionId,
  range: ReplayRange,
) {
  const recipient = await getRecipient(db, deps.keys, id);
  if (recipient.channel !== 'webhook')
    throw new Refusal(
      'conflict',
      'Only a webhook can be sent a time again: people would be told twice.',
    );
  const wanted = await findWanted(db, recipient, range);
  const before = await store.selectSubjects(db, id, 'event:');
  const open = new Set(
    before.filter(({ endedAt }) => endedAt === null).map(({ subject }) => originOf(subject)),
  );
  const known = Map.groupBy(
    before.map(({ subject }) => subject),
    originOf,
  );
  const seqs = wanted.filter((seq) => !open.has(`event:${seq}`));
  const rows = seqs.map((seq) => ({
    subscriptionId: id,
    channel: recipient.channel,
    subject: nextSubject(`event:${seq}`, known.get(`event:${seq}`) ?? []),
    cargo: { kind: 'event', seq } as const,
    dueAt: now,
  }));
  return { seqs, rows };
}

/**
 * Queues for somebody who must be told what they did not get in the last 31 days, because they were
 * disabled meanwhile or it failed. What arrived or is on its way is left out, and what the next digest tells.
 */
export async function tellMissed(tx: Tx, recipient: Subscription, now: Date): Promise<void> {
  const { id, channel, confirmedAt = now } = recipient;
  if (recipient.frequency !== 'immediate') return;
  const monthAgo = new Date(now.getTime() - longestDays * dayMs);
  const from = monthAgo > confirmedAt ? monthAgo : confirmedAt;
  const followed = await store.selectFollowed(tx, recipient, { from, until: now }, mostEvents);
  const before = await store.selectSubjects(tx, id, 'event:');
  const known = Map.groupBy(before, ({ subject }) => originOf(subject));
  const missed = followed
    .map((seq) => ({ seq, tries: known.get(`event:${seq}`) ?? [] }))
    .filter(({ tries }) => !tries.some((each) => !failed.includes(each.state)));
  const rows = missed.map(({ seq, tries }) => ({
    subscriptionId: id,
    channel,
    subject:
      tries.length === 0
        ? `event:${seq}`
        : nextSubject(
            `event:${seq}`,
            tries.map((each) => each.subject),
          ),
    cargo: { kind: 'event', seq } as const,
    dueAt: now,
  }));
  await queueDeliveries(tx, rows, now);
}

const failed: readonly DeliveryState[] = ['failed', 'bounced', 'cancelled'];

async function findWanted(
  db: Db,
  recipient: Subscription,
  range: ReplayRange,
): Promise<readonly number[]> {
  if ('delivery' in range) return [await findSeq(db, recipient, range.delivery)];
  const days = (range.until.getTime() - range.from.getTime()) / dayMs;
  if (days < 0) throw new Refusal('invalid', '“until” must not be before “from”.');
  if (days > longestDays)
    throw new Refusal(
      'invalid',
      `At most ${longestDays} days are sent again at once; ask for a shorter time.`,
    );
  const found = await store.selectFollowed(db, recipient, range, mostEvents + 1);
  if (found.length > mostEvents)
    throw new Refusal(
      'invalid',
      `At most ${mostEvents} events are sent again at once; ask for a shorter time.`,
    );
  return found;
}

async function findSeq(db: Db, { id }: Subscription, deliveryId: number): Promise<number> {
  const found = await store.selectDelivery(db, deliveryId);
  if (found?.subscriptionId !== id)
    throw new Refusal('not_found', 'This subscription has no delivery of this number.');
  if (found.seq === null)
    throw new Refusal('conflict', 'Only what tells of an event can be sent again.');
  return found.seq;
}
