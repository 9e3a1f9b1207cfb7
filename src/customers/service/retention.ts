import type { Day } from '../../core/day.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { deleteAddresses } from '../../subscribers/service/cases.ts';
import * as store from '../store/retention.ts';

/** Customers whose agreement ended on that day or before, in the order of the ends. */
export async function listEndedBy(
  db: Db,
  lastDay: Day,
  after: store.EndPlace | undefined,
  limit: number,
): Promise<readonly { readonly id: CustomerId; readonly endedOn: Day }[]> {
  return store.selectEndedBy(db, lastDay, after, limit);
}

/** Customers, their contacts, and what was sent to these for nobody else. */
export async function forgetCustomers(tx: Tx, ids: readonly CustomerId[]): Promise<void> {
  await deleteAddresses(tx, await store.deleteCustomers(tx, ids));
}
