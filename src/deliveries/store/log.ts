import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { LoggedDelivery } from '../model/log.ts';
import { deliveries, deliveryAttempts } from '../table.ts';

/** The newest first, with every attempt; before the id `before`, where there is one. */
export async function selectLog(
  db: Db,
  id: SubscriptionId,
  before: number | undefined,
  limit: number,
): Promise<readonly LoggedDelivery[]> {
  const { subject, state, createdAt, dueAt, endedAt } = deliveries;
  const rows = await db
    .select({ id: deliveries.id, subject, state, createdAt, dueAt, endedAt })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.subscriptionId, id),
        before === undefined ? undefined : lt(deliveries.id, before),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const attempts = await db
    .select()
    .from(deliveryAttempts)
    .where(inArray(deliveryAttempts.deliveryId, ids))
    .orderBy(asc(deliveryAttempts.deliveryId), asc(deliveryAttempts.number));
  const of = Map.groupBy(attempts, ({ deliveryId }) => deliveryId);
  return rows.map((row) => ({ ...row, attempts: of.get(row.id) ?? [] }));
}
