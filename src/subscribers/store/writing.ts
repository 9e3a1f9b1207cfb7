import { eq, inArray } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { subscriptions } from '../table.ts';

export type SubscriptionRow = typeof subscriptions.$inferInsert;

export async function insertSubscription(tx: Tx, row: SubscriptionRow): Promise<void> {
  await tx.insert(subscriptions).values(row);
}

export async function updateSubscription(
  tx: Tx,
  id: SubscriptionId,
  set: Partial<SubscriptionRow>,
): Promise<void> {
  await tx.update(subscriptions).set(set).where(eq(subscriptions.id, id));
}

/** Without a trace: their record is gone too. */
export async function deleteSubscriptions(tx: Tx, ids: readonly SubscriptionId[]): Promise<void> {
  await tx.delete(subscriptions).where(inArray(subscriptions.id, [...ids]));
}
