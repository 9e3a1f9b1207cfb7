import type { Db } from '../../db/client.ts';
import { listCustomersById } from '../../customers/service/reading.ts';
import type { Hold } from '../model/holding.ts';

/** What the customers are called of which all is held. */
export async function nameHeldCustomers(
  db: Db,
  holds: readonly Hold[],
): Promise<ReadonlyMap<string, string>> {
  const ids = holds.flatMap(({ of }) => ('customerId' in of ? [of.customerId] : []));
  if (ids.length === 0) return new Map();
  return new Map((await listCustomersById(db, ids)).map(({ id, name }) => [id, name]));
}
