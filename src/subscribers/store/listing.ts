import { and, asc, count, eq, gt, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import type { Db } from '../../db/client.ts';
import type { Channel, Stream, Subscription, SubscriptionState } from '../model/subscription.ts';
import type { Topic } from '../model/topics.ts';
import { subscriptions } from '../table.ts';
import { asRow, toSubscription } from './reading.ts';

export type SubscriptionFilter = {
  readonly after?: SubscriptionId | undefined;
  readonly stream?: Stream | undefined;
  readonly channel?: Channel | undefined;
  readonly state?: SubscriptionState | undefined;
  readonly topic?: Topic | undefined;
  readonly host?: string | undefined;
};

/** In the order of ids. */
export async function selectPage(
  db: Db,
  keys: Keys,
  filter: SubscriptionFilter,
  limit: number,
): Promise<readonly Subscription[]> {
  const rows = await db
    .select({ row: asRow })
    .from(subscriptions)
    .where(isAsked(filter))
    .orderBy(asc(subscriptions.id))
    .limit(limit);
  return rows.map(({ row }) => toSubscription(keys, row));
}

function isAsked({ after, stream, channel, state, topic, host }: SubscriptionFilter) {
  return and(
    after === undefined ? undefined : gt(subscriptions.id, after),
    // Who objected is no subscriber: the addresses of cases are in no list and no export.
    stream === undefined ? sql`${subscriptions.stream} <> 'case'` : isOfStream(stream),
    channel === undefined ? undefined : eq(subscriptions.channel, channel),
    state === undefined ? undefined : eq(subscriptions.state, state),
    host === undefined ? undefined : eq(subscriptions.host, host),
    topic === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM json_each(${subscriptions.topics}) WHERE value = ${topic})`,
  );
}

/** Word for word as the partial index says it, or SQLite does not use it. */
const isChosen = sql`stream <> 'subscriber'`;

export function isOfStream(stream: Stream) {
  const isThat = eq(subscriptions.stream, stream);
  return stream === 'subscriber' ? isThat : and(isChosen, isThat);
}

/** How many a filter selects, whatever page of it is asked for. */
export async function countSubscriptions(
  db: Db,
  filter: Omit<SubscriptionFilter, 'after'> = {},
): Promise<number> {
  const [row] = await db.select({ count: count() }).from(subscriptions).where(isAsked(filter));
  return row?.count ?? 0;
}
