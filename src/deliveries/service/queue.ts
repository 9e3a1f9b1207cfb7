import type { Tx } from '../../db/client.ts';
import * as store from '../store/writing.ts';

/** Queues what is for one recipient, in the transaction of what it tells; planned fan-out goes by the outbox. */
export async function queueDeliveries(
  tx: Tx,
  rows: readonly store.NewDelivery[],
  now: Date,
): Promise<void> {
  await store.insertDeliveries(tx, rows, now);
}
