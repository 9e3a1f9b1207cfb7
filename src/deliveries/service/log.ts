import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { DeliveryLog } from '../model/log.ts';
import { Refusal } from '../../core/errors.ts';
import { selectIdBySubject, selectLog } from '../store/log.ts';

const deliveriesPerPage = 20;

/** What one recipient was told and how that went, newest first, before the one of that subject. Refuses `invalid`. */
export async function listDeliveriesOf(
  db: Db,
  id: SubscriptionId,
  before?: string,
): Promise<DeliveryLog> {
  const start = before === undefined ? undefined : await selectIdBySubject(db, id, before);
  if (before !== undefined && start === undefined)
    throw new Refusal('invalid', 'The cursor is not one that this log gave.');
  const found = await selectLog(db, id, start, deliveriesPerPage + 1);
  const items = found.slice(0, deliveriesPerPage);
  return { items, next: found.length > items.length ? (items.at(-1)?.subject ?? null) : null };
}

/** The number of a delivery that the recipient knows by its subject. Refuses `not_found`. */
export async function getDeliveryId(db: Db, id: SubscriptionId, subject: string): Promise<number> {
  const found = await selectIdBySubject(db, id, subject);
  if (found === undefined)
    throw new Refusal('not_found', 'This subscription has no such delivery.');
  return found;
}
