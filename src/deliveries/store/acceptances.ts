import { and, eq, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { deliveries } from '../table.ts';

/** When the attempt that was accepted was made; of rows that an older Annex recorded, when that was written down. */
export async function selectAcceptances(
  db: Db,
  seq: number,
  ids: readonly SubscriptionId[],
): Promise<readonly { readonly subscriptionId: SubscriptionId; readonly acceptedAt: Date }[]> {
  const { attemptedAt, endedAt, subscriptionId, state } = deliveries;
  return db
    .select({
      subscriptionId,
      acceptedAt: sql<Date>`coalesce(${attemptedAt}, ${endedAt})`.mapWith(endedAt),
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.seq, seq),
        eq(state, 'accepted'),
        sql`${subscriptionId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ),
    );
}
