import { and, desc, eq, lt } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { LoggedDelivery } from '../model/log.ts';
import { deliveries } from '../table.ts';
import { selectAttempts } from './attempts.ts';

/** The newest first, with every attempt; before the delivery of the id `before`, where one is given. */
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
  const attempts = await selectAttempts(
    db,
    rows.map((row) => row.id),
  );
  const of = Map.groupBy(attempts, ({ deliveryId }) => deliveryId);
  return rows.map(({ id: row, ...rest }) => ({ ...rest, attempts: of.get(row) ?? [] }));
}

/** The delivery that the recipient knows by its subject. */
export async function selectIdBySubject(
  db: Db,
  id: SubscriptionId,
  subject: string,
): Promise<number | undefined> {
  const [row] = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.subscriptionId, id), eq(deliveries.subject, subject)))
    .orderBy(desc(deliveries.id))
    .limit(1);
  return row?.id;
}
