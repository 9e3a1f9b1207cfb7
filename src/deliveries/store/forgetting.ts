import { inArray } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { deliveries, deliveryAttempts } from '../table.ts';

/** All that was ever sent there, with every attempt. */
export async function deleteDeliveriesOf(tx: Tx, ids: readonly SubscriptionId[]): Promise<void> {
  const own = tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(inArray(deliveries.subscriptionId, [...ids]));
  await tx.delete(deliveryAttempts).where(inArray(deliveryAttempts.deliveryId, own));
  await tx.delete(deliveries).where(inArray(deliveries.subscriptionId, [...ids]));
}
