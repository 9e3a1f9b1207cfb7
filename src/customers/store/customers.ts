import { and, asc, count, eq, gt, like, lt, or, sql } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { CustomerId } from '../../core/ids.ts';
import { asCustomerId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { insertAll, upsertAll } from '../../db/insert-all.ts';
import type { Customer, Terms } from '../model.ts';
import { contractProfiles, customers } from '../table.ts';

type Row = typeof customers.$inferSelect;

/** Columns that are null are fields that are absent. */
export function toCustomer({ reference, agreementUntil, erasedAt, ...rest }: Row): Customer {
  return {
    ...rest,
    ...(reference !== null && { reference }),
    ...(agreementUntil !== null && { agreementUntil }),
    ...(erasedAt !== null && { erasedAt }),
  };
}

function toRow(customer: Customer): Row {
  return {
    ...customer,
    reference: customer.reference ?? null,
    agreementUntil: customer.agreementUntil ?? null,
    erasedAt: customer.erasedAt ?? null,
  };
}

/** One bound value, however many. */
function isAmong(
  column: typeof customers.id | typeof customers.reference,
  values: readonly string[],
) {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** Those that exist, erased ones too. */
export async function selectCustomers(
  db: Db,
  ids: readonly CustomerId[],
): Promise<readonly Customer[]> {
  if (ids.length === 0) return [];
  const rows = await db.select().from(customers).where(isAmong(customers.id, ids));
  return rows.map(toCustomer);
}

export async function selectByReferences(
  db: Db,
  references: readonly string[],
): Promise<readonly Customer[]> {
  if (references.length === 0) return [];
  const rows = await db.select().from(customers).where(isAmong(customers.reference, references));
  return rows.map(toCustomer);
}

export type CustomerFilter = {
  readonly after?: CustomerId | undefined;
  /** A part of the name or reference. */
  readonly q?: string | undefined;
  readonly service?: string | undefined;
  readonly profile?: string | undefined;
  /** Whether agreement and post-termination period are over, on a day. */
  readonly state?: { readonly isOver: boolean; readonly on: Day } | undefined;
};

/** The last day in scope, as `lastDayInScope` in model.ts has it. */
const lastDay = sql`date(${customers.agreementUntil}, '+' || ${customers.postTerminationDays} || ' days')`;

function isOverOn(day: Day) {
  return sql`(${customers.agreementUntil} IS NOT NULL AND ${lastDay} < ${day})`;
}

/** Names and references hold no escape character of their own for LIKE. */
function contains(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

function isAsked({ after, q, service, profile, state }: CustomerFilter) {
  return and(
    after === undefined ? undefined : gt(customers.id, after),
    q === undefined
      ? undefined
      : or(
          sql`${like(customers.name, contains(q))} ESCAPE '\\'`,
          sql`${like(customers.reference, contains(q))} ESCAPE '\\'`,
        ),
    service === undefined ? undefined : uses([service]),
    profile === undefined ? undefined : eq(customers.profile, profile),
    state === undefined
      ? undefined
      : state.isOver
        ? isOverOn(state.on)
        : sql`NOT ${isOverOn(state.on)}`,
  );
}

function uses(services: readonly string[]) {
  return sql`(${customers.services} = '[]' OR EXISTS (SELECT 1 FROM json_each(${customers.services}) WHERE value IN (SELECT value FROM json_each(${JSON.stringify(services)}))))`;
}

/** In the order of ids. */
export async function selectPage(
  db: Db,
  filter: CustomerFilter,
  limit: number,
): Promise<readonly Customer[]> {
  const rows = await db
    .select()
    .from(customers)
    .where(isAsked(filter))
    .orderBy(asc(customers.id))
    .limit(limit);
  return rows.map(toCustomer);
}

/** How many a filter selects, whatever page of it is asked for. */
export async function countCustomers(
  db: Db,
  filter: Omit<CustomerFilter, 'after'> = {},
): Promise<number> {
  const [row] = await db.select({ count: count() }).from(customers).where(isAsked(filter));
  return row?.count ?? 0;
}

/**
 * Those whose data may be processed on that day, who use any of the services; none named concerns all.
 * With the terms of their profiles, in the order of ids.
 */
export async function selectInScope(
  db: Db,
  services: readonly string[],
  on: Day,
): Promise<readonly { readonly customer: Customer; readonly profileTerms: Terms }[]> {
  const rows = await db
    .select({ customer: customers, profileTerms: contractProfiles.terms })
    .from(customers)
    .innerJoin(contractProfiles, eq(contractProfiles.slug, customers.profile))
    .where(
      and(
        sql`${customers.erasedAt} IS NULL`,
        sql`${customers.agreementFrom} <= ${on}`,
        sql`NOT ${isOverOn(on)}`,
        services.length === 0 ? undefined : uses(services),
      ),
    )
    .orderBy(asc(customers.id));
  return rows.map(({ customer, profileTerms }) => ({
    customer: toCustomer(customer),
    profileTerms,
  }));
}

/** The next of those that are over and have contacts still, by id. */
export async function selectOverWithContacts(
  db: Db,
  today: Day,
  limit: number,
): Promise<readonly CustomerId[]> {
  const rows = await db
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(
        lt(customers.agreementUntil, today),
        isOverOn(today),
        sql`EXISTS (SELECT 1 FROM customer_contacts WHERE customer_id = ${customers.id} AND removed_at IS NULL)`,
      ),
    )
    .limit(limit);
  return rows.map(({ id }) => asCustomerId(id));
}

export async function insertCustomers(tx: Tx, added: readonly Customer[]): Promise<void> {
  await insertAll(tx, customers, added.map(toRow));
}

export async function updateCustomers(tx: Tx, changed: readonly Customer[]): Promise<void> {
  // A reference may pass from one customer to another: none holds it in between.
  const ids = changed.map(({ id }) => id);
  if (ids.length > 0)
    await tx.update(customers).set({ reference: null }).where(isAmong(customers.id, ids));
  await upsertAll(tx, customers, customers.id, changed.map(toRow));
}
