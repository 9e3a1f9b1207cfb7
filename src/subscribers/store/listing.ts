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
  { after, stream, channel, state, topic, host }: SubscriptionFilter,
  limit: number,
): Promise<readonly Subscription[]> {
  const rows = await db
    .select({ row: asRow })
    .from(subscriptions)
    .where(
      and(
        after === undefined ? undefined : gt(subscriptions.id, after),
        // Who objected is no subscriber: the addresses of cases are in no list and no export.
        stream === undefined ? sql`${subscriptions.stream} <> 'case'` : isOfStream(stream),
        channel === undefined ? undefined : eq(subscriptions.channel, channel),
        state === undefined ? undefined : eq(subscriptions.state, state),
        host === undefined ? undefined : eq(subscriptions.host, host),
        topic === undefined
          ? undefined
          : sql`EXISTS (SELECT 1 FROM json_each(${subscriptions.topics}) WHERE value = ${topic})`,
      ),
    )
    .orderBy(asc(subscriptions.id))
    .limit(limit);
  return rows.map(({ row }) => toSubscription(keys, row));
}

/** Word for word as the partial index says it, or SQLite does not use it. */
const isChosen = sql`stream <> 'subscriber'`;

export function isOfStream(stream: Stream) {
  const isThat = eq(subscriptions.stream, stream);
  return stream === 'subscriber' ? isThat : and(isChosen, isThat);
}

export async function countSubscriptions(db: Db): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(subscriptions)
    .where(sql`${subscriptions.stream} <> 'case'`);
  return row?.count ?? 0;
}
