import { and, asc, eq, gt, inArray, lte, notInArray, or } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { contactCorrections, customerContacts, customers } from '../table.ts';

export type EndPlace = { readonly day: Day; readonly id: string };

/** Agreements that ended on that day or before, oldest first, behind `after`. */
export async function selectEndedBy(
  db: Db,
  lastDay: Day,
  after: EndPlace | undefined,
  limit: number,
): Promise<readonly { readonly id: CustomerId; readonly endedOn: Day }[]> {
  const { id, agreementUntil } = customers;
  const rows = await db
    .select({ id, agreementUntil })
    .from(customers)
    .where(
      and(
        lte(agreementUntil, lastDay),
        after &&
          or(
            gt(agreementUntil, after.day),
            and(eq(agreementUntil, after.day), gt(id, after.id as CustomerId)),
          ),
      ),
    )
    .orderBy(asc(agreementUntil), asc(id))
    .limit(limit);
  return rows.map(({ id: each, agreementUntil: on }) => ({ id: each, endedOn: on ?? lastDay }));
}

/** Customers with their contacts; the addresses that stood for nobody else. */
export async function deleteCustomers(tx: Tx, ids: readonly CustomerId[]) {
  const { customerId, subscriptionId } = customerContacts;
  const contacts = await tx
    .select({ subscriptionId })
    .from(customerContacts)
    .where(inArray(customerId, [...ids]));
  const all = [...new Set(contacts.map((each) => each.subscriptionId))];
  const shared = await tx
    .select({ subscriptionId })
    .from(customerContacts)
    .where(and(inArray(subscriptionId, all), notInArray(customerId, [...ids])));
  const kept = new Set(shared.map((each) => each.subscriptionId));
  await tx.delete(contactCorrections).where(inArray(contactCorrections.customerId, [...ids]));
  await tx.delete(customerContacts).where(inArray(customerId, [...ids]));
  await tx.delete(customers).where(inArray(customers.id, [...ids]));
  return all.filter((each) => !kept.has(each));
}
