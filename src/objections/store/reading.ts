import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { CustomerId, ObjectionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Objection, ObjectionState } from '../model.ts';
import type { Message } from '../model/case.ts';
import { objectionMessages, objections } from '../table.ts';

export type ObjectionFilter = {
  readonly change?: number | undefined;
  readonly customer?: CustomerId | undefined;
  readonly state?: ObjectionState | undefined;
  readonly late?: boolean | undefined;
  readonly matched?: boolean | undefined;
  readonly confirmed?: boolean | undefined;
};

export async function selectObjection(db: Db, id: ObjectionId): Promise<Objection | undefined> {
  const [row] = await db.select().from(objections).where(eq(objections.id, id));
  return row && toObjection(row);
}

/** The case of this address that is open for the change. */
export async function selectOpenCase(
  db: Db,
  changeId: number,
  addressHash: string,
): Promise<Objection | undefined> {
  const [row] = await db
    .select()
    .from(objections)
    .where(
      and(
        eq(objections.changeId, changeId),
        eq(objections.addressHash, addressHash),
        isNull(objections.endedAt),
      ),
    );
  return row && toObjection(row);
}

export async function selectOpen(db: Db, changeId: number): Promise<readonly Objection[]> {
  const rows = await db
    .select()
    .from(objections)
    .where(
      and(
        eq(objections.changeId, changeId),
        inArray(objections.state, ['received', 'under-review', 'termination-right-open']),
      ),
    )
    .orderBy(asc(objections.receivedAt), asc(objections.id));
  return rows.map(toObjection);
}

/** Of every change, oldest first. */
export async function selectAllOpen(db: Db, limit: number): Promise<readonly Objection[]> {
  const rows = await db
    .select()
    .from(objections)
    .where(isNull(objections.endedAt))
    .orderBy(asc(objections.receivedAt), asc(objections.id))
    .limit(limit);
  return rows.map(toObjection);
}

/** Oldest first. */
export async function selectObjectionsOf(
  db: Db,
  of: { readonly changeId?: number; readonly customerId?: CustomerId },
): Promise<readonly Objection[]> {
  const rows = await db
    .select()
    .from(objections)
    .where(
      and(
        of.changeId === undefined ? undefined : eq(objections.changeId, of.changeId),
        of.customerId === undefined ? undefined : eq(objections.customerId, of.customerId),
      ),
    )
    .orderBy(asc(objections.receivedAt), asc(objections.id));
  return rows.map(toObjection);
}

/** By change, the customers who have said something against it. */
export async function selectObjecting(
  db: Db,
  changeIds: readonly number[],
): Promise<readonly { readonly changeId: number; readonly customerId: CustomerId | null }[]> {
  const { changeId, customerId } = objections;
  return db
    .select({ changeId, customerId })
    .from(objections)
    .where(
      and(
        sql`${changeId} IN (SELECT value FROM json_each(${JSON.stringify(changeIds)}))`,
        isNotNull(customerId),
      ),
    )
    .groupBy(changeId, customerId);
}

/** Newest first, behind the one `after`. */
export async function selectPage(
  db: Db,
  filter: ObjectionFilter,
  after: Pick<Objection, 'id' | 'receivedAt'> | undefined,
  limit: number,
): Promise<readonly Objection[]> {
  const { receivedAt, id } = objections;
  const rows = await db
    .select()
    .from(objections)
    .where(
      and(
        ...conditionsOf(filter),
        after &&
          or(
            lt(receivedAt, after.receivedAt),
            and(eq(receivedAt, after.receivedAt), lt(id, after.id)),
          ),
      ),
    )
    .orderBy(desc(receivedAt), desc(id))
    .limit(limit);
  return rows.map(toObjection);
}

function conditionsOf({ change, customer, state, late, matched, confirmed }: ObjectionFilter) {
  const { changeId, customerId, isLate, confirmedAt } = objections;
  return [
    change === undefined ? undefined : eq(changeId, change),
    customer === undefined ? undefined : eq(customerId, customer),
    state === undefined ? undefined : eq(objections.state, state),
    late === undefined ? undefined : eq(isLate, late),
    matched === undefined ? undefined : sql`(${customerId} IS NOT NULL) = ${Number(matched)}`,
    confirmed === undefined ? undefined : sql`(${confirmedAt} IS NOT NULL) = ${Number(confirmed)}`,
  ];
}

/** Whose right to terminate ended before this day. */
export async function selectLapsed(db: Db, today: Day, limit: number): Promise<ObjectionId[]> {
  const rows = await db
    .select({ id: objections.id })
    .from(objections)
    .where(and(sql`state = 'termination-right-open'`, lt(objections.terminationUntil, today)))
    .orderBy(asc(objections.terminationUntil), asc(objections.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Oldest first. */
export async function selectMessages(db: Db, id: ObjectionId): Promise<readonly Message[]> {
  const rows = await db
    .select()
    .from(objectionMessages)
    .where(eq(objectionMessages.objectionId, id))
    .orderBy(asc(objectionMessages.id));
  return rows.map(toMessage);
}

export async function selectMessage(
  db: Db,
  id: ObjectionId,
  message: number,
): Promise<Message | undefined> {
  const [row] = await db
    .select()
    .from(objectionMessages)
    .where(and(eq(objectionMessages.objectionId, id), eq(objectionMessages.id, message)));
  return row && toMessage(row);
}

function toMessage({
  reference,
  objectionId: _,
  ...row
}: typeof objectionMessages.$inferSelect): Message {
  return { ...row, ...(reference !== null && { reference }) };
}

function toObjection(row: typeof objections.$inferSelect): Objection {
  const { id, reference, changeId, state, isLate, receivedAt, source, ground, language } = row;
  const { linkVersion, changedAt, version } = row;
  const known = { id, reference, changeId, state, isLate, receivedAt, source, ground, language };
  return { ...known, linkVersion, changedAt, version, ...optionalOf(row) };
}

/** What is null in the row is absent. */
function optionalOf(row: typeof objections.$inferSelect) {
  const { customerId, resolution, statement, request, objector } = row;
  const { subscriptionId, confirmedAt, terminationUntil, endedAt } = row;
  const some = { customerId, resolution, statement, request, objector };
  return present({ ...some, subscriptionId, confirmedAt, terminationUntil, endedAt });
}

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> };

function present<T extends object>(values: T): Present<T>;
function present(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
