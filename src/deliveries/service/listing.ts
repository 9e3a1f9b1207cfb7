import type { Db } from '../../db/client.ts';
import { type Attempt, selectAttempts } from '../store/attempts.ts';
import type { Delivery, DeliveryFilter } from '../store/listing.ts';
import * as store from '../store/listing.ts';
import { getDelivery } from './resending.ts';

export type { Attempt, Delivery, DeliveryFilter };

/** Newest first. `next` continues the list; null at its end. */
export async function listDeliveries(
  db: Db,
  filter: DeliveryFilter,
  limit: number,
): Promise<{ readonly items: readonly Delivery[]; readonly next: number | null }> {
  const found = await store.selectDeliveries(db, filter, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** How many there are of those, up to `most`. */
export async function countDeliveries(
  db: Db,
  filter: Omit<DeliveryFilter, 'before'>,
  most: number,
): Promise<number> {
  return store.countDeliveries(db, filter, most);
}

/** With every attempt, oldest first. Refuses `not_found`. */
export async function readDelivery(
  db: Db,
  id: number,
): Promise<{ readonly delivery: Delivery; readonly attempts: readonly Attempt[] }> {
  return { delivery: await getDelivery(db, id), attempts: await selectAttempts(db, [id]) };
}
