import { and, asc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Contact, Customer } from '../model.ts';
import { customerContacts, customers } from '../table.ts';
import { toCustomer } from './customers.ts';

type Row = typeof customerContacts.$inferSelect;

const rowsPerStatement = 200;

function toContact({ name, removedAt, ...rest }: Row): Contact {
  return { ...rest, ...(name !== null && { name }), ...(removedAt !== null && { removedAt }) };
}

function isAmong(
  column: typeof customerContacts.customerId | typeof customerContacts.subscriptionId,
  ids: readonly string[],
) {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

/** Of these customers, removed ones too, in the order in which they were added. */
export async function selectContacts(
  db: Db,
  ids: readonly CustomerId[],
): Promise<readonly Contact[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(customerContacts)
    .where(isAmong(customerContacts.customerId, ids))
    .orderBy(
      asc(customerContacts.customerId),
      asc(customerContacts.addedAt),
      asc(customerContacts.subscriptionId),
    );
  return rows.map(toContact);
}

/** For whom these addresses stand or stood. */
export async function selectLinks(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<readonly Contact[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(customerContacts)
    .where(isAmong(customerContacts.subscriptionId, ids))
    .orderBy(asc(customerContacts.customerId));
  return rows.map(toContact);
}

/** The customers for whom each of these addresses is a contact in force. */
export async function selectStoodFor(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<readonly { readonly subscriptionId: SubscriptionId; readonly customer: Customer }[]> {
  const rows = await db
    .select({
      subscriptionId: customerContacts.subscriptionId,
      customer: getTableColumns(customers),
    })
    .from(customerContacts)
    .innerJoin(customers, eq(customers.id, customerContacts.customerId))
    .where(and(isAmong(customerContacts.subscriptionId, ids), isNull(customerContacts.removedAt)));
  return rows.map(({ subscriptionId, customer }) => ({
    subscriptionId,
    customer: toCustomer(customer),
  }));
}

/** Adds them, or makes what stands there like this. */
export async function saveContacts(tx: Tx, contacts: readonly Contact[]): Promise<void> {
  const rows = contacts.map((contact) => ({
    ...contact,
    name: contact.name ?? null,
    removedAt: contact.removedAt ?? null,
  }));
  for (let start = 0; start < rows.length; start += rowsPerStatement)
    await tx
      .insert(customerContacts)
      .values(rows.slice(start, start + rowsPerStatement))
      .onConflictDoUpdate({
        target: [customerContacts.customerId, customerContacts.subscriptionId],
        set: {
          role: sql`excluded.role`,
          name: sql`excluded.name`,
          addedAt: sql`excluded.added_at`,
          removedAt: sql`excluded.removed_at`,
        },
      });
}
