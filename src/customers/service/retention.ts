import type { Day } from '../../core/day.ts';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Due } from '../../retention/keeper.ts';
import { deleteAddresses, listHashes } from '../../subscribers/service/cases.ts';
import { selectContacts, selectLinks } from '../store/contacts.ts';
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

/** Contacts of each of these customers, also former ones, which go with it. */
export async function listContactsOf(
  db: Db,
  customerIds: readonly CustomerId[],
): Promise<ReadonlyMap<CustomerId, NonNullable<Due['parts']>>> {
  const links = await selectContacts(db, customerIds);
  const hashes = await listHashes(
    db,
    links.map(({ subscriptionId }) => subscriptionId),
  );
  const byCustomer = Map.groupBy(links, ({ customerId }) => customerId);
  const partOf = (id: SubscriptionId) => {
    const addressHash = hashes.get(id);
    return { id, ...(addressHash !== undefined && { addressHash }) };
  };
  return new Map(
    [...byCustomer].map(([id, own]) => [id, own.map((each) => partOf(each.subscriptionId))]),
  );
}

/** Customers, their contacts, and what was sent to these for nobody else. */
export async function forgetCustomers(tx: Tx, ids: readonly CustomerId[]): Promise<void> {
  await deleteAddresses(tx, await store.deleteCustomers(tx, ids));
}

/** Those of these addresses that stand or stood for a customer, and so go with it. */
export async function listLinked(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<ReadonlySet<SubscriptionId>> {
  return new Set((await selectLinks(db, ids)).map(({ subscriptionId }) => subscriptionId));
}
