import { count, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { DeliveryState } from '../model/delivery.ts';
import { deliveries } from '../table.ts';

/** Of each span between two of these moments, how many ended in each state. */
export async function selectEndedBetween(
  db: Db,
  starts: readonly Date[],
  states: readonly DeliveryState[],
): Promise<
  readonly { readonly span: number; readonly state: DeliveryState; readonly count: number }[]
> {
  const spans = starts.slice(0, -1).map((from, at) => [from.getTime(), starts[at + 1]?.getTime()]);
  const ended = sql`(SELECT count(*) FROM deliveries WHERE deliveries.state = s.value AND ended_at >= json_extract(b.value, '$[0]') AND ended_at < json_extract(b.value, '$[1]') AND ended_at IS NOT NULL)`;
  return db
    .select({
      span: sql<number>`b.key`,
      state: sql<DeliveryState>`s.value`,
      count: sql<number>`${ended}`,
    })
    .from(sql`json_each(${JSON.stringify(spans)}) AS b, json_each(${JSON.stringify(states)}) AS s`);
}

/** Of what has not ended, how many were queued in each span; older ones count in the first. */
export async function selectOpenBetween(
  db: Db,
  starts: readonly Date[],
): Promise<readonly { readonly span: number; readonly count: number }[]> {
  const inner = starts.slice(1, -1);
  const which = inner.toReversed().map((from, at) => {
    const span = inner.length - at;
    return sql`WHEN ${deliveries.createdAt} >= ${from.getTime()} THEN ${span}`;
  });
  const span = sql<number>`CASE ${sql.join(which, sql` `)} ELSE 0 END`;
  return db
    .select({ span, count: count() })
    .from(deliveries)
    .where(isNull(deliveries.endedAt))
    .groupBy(sql`1`);
}
