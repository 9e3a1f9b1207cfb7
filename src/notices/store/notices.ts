import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { asCustomerId, type CustomerId } from '../../core/ids.ts';
import type { Day } from '../../core/day.ts';
import type { Db, Tx } from '../../db/client.ts';
import { insertAll } from '../../db/insert-all.ts';
import type { Notice, NoticeState } from '../model/notice.ts';
import { notices } from '../table.ts';

type Row = typeof notices.$inferSelect;

export async function insertNotices(tx: Tx, rows: readonly Notice[]): Promise<void> {
  await insertAll(tx, notices, rows.map(toRow));
}

/** Every round, oldest first. */
export async function selectCustomerNotices(
  db: Db,
  customerId: CustomerId,
): Promise<readonly Notice[]> {
  const rows = await db
    .select()
    .from(notices)
    .where(eq(notices.customerId, customerId))
    .orderBy(asc(notices.changeId), asc(notices.round));
  return rows.map(toNotice);
}

/** Every round of a change for one customer, oldest first. */
export async function selectRounds(
  db: Db,
  changeId: number,
  customerId: CustomerId,
): Promise<readonly Notice[]> {
  const rows = await db
    .select()
    .from(notices)
    .where(and(eq(notices.changeId, changeId), eq(notices.customerId, customerId)))
    .orderBy(asc(notices.round));
  return rows.map(toNotice);
}

export type NoticeFilter = {
  readonly state?: NoticeState | undefined;
  readonly customer?: CustomerId | undefined;
  readonly held?: boolean | undefined;
};

/** The newest round of a change for each customer, in the order of ids. */
export async function selectOfChange(
  db: Db,
  changeId: number,
  { state, customer, held }: NoticeFilter,
  after: string,
  limit: number,
): Promise<readonly Notice[]> {
  const newest = sql`${notices.round} = (SELECT max(n.round) FROM notices n WHERE n.change_id = ${changeId} AND n.customer_id = ${notices.customerId})`;
  const rows = await db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.changeId, changeId),
        gt(notices.customerId, asCustomerId(after)),
        newest,
        state && eq(notices.state, state),
        customer && eq(notices.customerId, customer),
        held ? sql`${notices.hold} IS NOT NULL` : undefined,
      ),
    )
    .orderBy(asc(notices.customerId))
    .limit(limit);
  return rows.map(toNotice);
}

/** Those of which something may still happen: neither ended nor closed and in effect. */
export async function selectOpen(db: Db): Promise<readonly Notice[]> {
  const rows = await db
    .select()
    .from(notices)
    .where(
      and(ne(notices.state, 'ended'), or(isNull(notices.effectiveAt), isNull(notices.closedAt))),
    )
    .orderBy(asc(notices.changeId), asc(notices.customerId));
  return rows.map(toNotice);
}

/** The one of each of these customers that an event told of. */
export async function selectTold(
  db: Db,
  seq: number,
  customerIds: readonly CustomerId[],
): Promise<readonly Notice[]> {
  if (customerIds.length === 0) return [];
  const rows = await db
    .select()
    .from(notices)
    .where(and(eq(notices.seq, seq), inArray(notices.customerId, [...customerIds])));
  return rows.map(toNotice);
}

/** False where somebody else has changed it since it was read. */
export async function updateNotice(tx: Tx, before: Notice, after: Notice): Promise<boolean> {
  const rows = await tx
    .update(notices)
    .set(toRow({ ...after, version: before.version + 1 }))
    .where(and(ofNotice(before), eq(notices.version, before.version)))
    .returning({ version: notices.version });
  return rows.length > 0;
}

/** Ends every notice of a change that has not ended; how many. */
export async function endAll(tx: Tx, changeId: number): Promise<number> {
  const rows = await tx
    .update(notices)
    .set({ state: 'ended', hold: null, version: sql`${notices.version} + 1` })
    .where(and(eq(notices.changeId, changeId), ne(notices.state, 'ended')))
    .returning({ customerId: notices.customerId });
  return rows.length;
}

export async function moveAll(tx: Tx, changeId: number, to: Day): Promise<void> {
  await tx
    .update(notices)
    .set({ plannedEffectiveOn: to, version: sql`${notices.version} + 1` })
    .where(and(eq(notices.changeId, changeId), ne(notices.state, 'ended')));
}

/** Customers of pending notices that nobody's server has accepted, or that are held: what needs a person. */
export async function selectTroubled(
  db: Db,
  before: Date,
  limit: number,
): Promise<readonly Notice[]> {
  const rows = await db
    .select()
    .from(notices)
    .where(
      and(
        ne(notices.state, 'ended'),
        or(
          and(eq(notices.state, 'waiting'), lte(notices.announcedAt, before)),
          sql`${notices.hold} IS NOT NULL`,
        ),
      ),
    )
    .orderBy(asc(notices.changeId), asc(notices.customerId))
    .limit(limit);
  return rows.map(toNotice);
}

function ofNotice({ changeId, round, customerId }: Notice) {
  return and(
    eq(notices.changeId, changeId),
    eq(notices.round, round),
    eq(notices.customerId, customerId),
  );
}

const absent = {
  acknowledged: null,
  clock: null,
  outcome: null,
  closedAt: null,
  approved: null,
  effectiveAt: null,
  hold: null,
};

function toRow(notice: Notice): typeof notices.$inferInsert {
  const { clock } = notice;
  return {
    ...absent,
    ...notice,
    objectionEndsOn: clock?.objectionEnds.on ?? null,
    earliestEffectOn: clock?.earliestEffect.on ?? null,
  };
}

function toNotice({
  objectionEndsOn: _,
  earliestEffectOn: __,
  acknowledged,
  clock,
  outcome,
  closedAt,
  approved,
  effectiveAt,
  hold,
  ...rest
}: Row): Notice {
  return {
    ...rest,
    ...(acknowledged && { acknowledged }),
    ...(clock && { clock }),
    ...(outcome && { outcome }),
    ...(closedAt && { closedAt }),
    ...(approved && { approved }),
    ...(effectiveAt && { effectiveAt }),
    ...(hold && { hold }),
  };
}
