import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { deleteDeliveriesOf } from '../store/forgetting.ts';
import * as store from '../store/retention.ts';

/** Forgets what was sent to addresses that go with their record, and whether it arrived. */
export async function forgetDeliveries(tx: Tx, ids: readonly SubscriptionId[]): Promise<void> {
  if (ids.length > 0) await deleteDeliveriesOf(tx, ids);
}

/** These, whoever they were for. */
export async function deleteDeliveries(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await store.deleteDeliveries(tx, ids);
}
