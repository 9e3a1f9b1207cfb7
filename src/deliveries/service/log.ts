import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { DeliveryLog } from '../model/log.ts';
import { selectLog } from '../store/log.ts';

const deliveriesPerPage = 20;

/** What one recipient was told and how that went, newest first. */
export async function listDeliveriesOf(
  db: Db,
  id: SubscriptionId,
  before?: number,
): Promise<DeliveryLog> {
  const found = await selectLog(db, id, before, deliveriesPerPage + 1);
  const items = found.slice(0, deliveriesPerPage);
  return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
}
