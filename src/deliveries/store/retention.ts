import { asc, eq, gt, inArray } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { deliveries, deliveryAttempts } from '../table.ts';

type Sent = {
  readonly id: number;
  readonly recipient: SubscriptionId;
  readonly at: Date;
  readonly endedAt: Date | null;
};

/** In the order in which they were begun, behind `after`. */
export async function selectSent(
  db: Db,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Sent[]> {
  const { id, subscriptionId: recipient, createdAt: at, endedAt } = deliveries;
  return db
    .select({ id, recipient, at, endedAt })
    .from(deliveries)
    .where(gt(id, after))
    .orderBy(asc(id))
    .limit(limit);
}

export async function selectRecipient(db: Db, number: number): Promise<SubscriptionId | undefined> {
  const { id, subscriptionId } = deliveries;
  const [found] = await db.select({ subscriptionId }).from(deliveries).where(eq(id, number));
  return found?.subscriptionId;
}

/** With every attempt. */
export async function deleteDeliveries(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.delete(deliveryAttempts).where(inArray(deliveryAttempts.deliveryId, [...ids]));
  await tx.delete(deliveries).where(inArray(deliveries.id, [...ids]));
}
