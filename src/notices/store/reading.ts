import { and, asc, eq, gt, gte, isNotNull, lte, ne, sql } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { HoldReason, Notice, NoticeState } from '../model/notice.ts';
import { notices } from '../table.ts';
import { toNotice } from './rows.ts';

/** One announcement of one change to everybody in its scope. */
export type Round = {
  readonly changeId: number;
  readonly round: number;
  readonly seq: number;
};

/** As the partial index says it. */
export const isOpen = sql`state <> 'ended' AND (effective_at IS NULL OR closed_at IS NULL)`;

/** One bound value, however many. */
function isAmong(ids: readonly CustomerId[]) {
  return sql`${notices.customerId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

function isOf({ changeId, round }: Pick<Round, 'changeId' | 'round'>) {
  return and(eq(notices.changeId, changeId), eq(notices.round, round));
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
  ids: readonly CustomerId[],
): Promise<readonly Notice[]> {
  const rows = await db
    .select()
    .from(notices)
    .where(and(eq(notices.changeId, changeId), isAmong(ids)))
    .orderBy(asc(notices.customerId), asc(notices.round));
  return rows.map(toNotice);
}

/** Rounds of which something may still move, by change. Each is one seek in the index, however many notices it has. */
export async function selectOpenRounds(db: Db): Promise<readonly Round[]> {
  const { changeId, round, seq } = notices;
  const found: Round[] = [];
  for (let after = 0; ;) {
    const [next] = await db
      .select({ changeId, round, seq })
      .from(notices)
      .where(and(isOpen, gt(changeId, after)))
      .orderBy(asc(changeId))
      .limit(1);
    if (!next) return found;
    found.push(next);
    after = next.changeId;
  }
}

export type Due = {
  /** The latest that it is anywhere: who it has not come for yet is told apart by their zone. */
  readonly today: Day;
  readonly isInEffect: boolean;
  /** Who has said something against the change. */
  readonly objecting: readonly CustomerId[];
};

/**
 * Of a round those for which something may have fallen due, in the order of customers. Who has to agree
 * still, or was not reached, is held until something is said or arrives: of those only `objecting`, who
 * have said something. They may be thousands, and this is asked every half minute.
 */
export async function selectDue(
  db: Db,
  round: Round,
  { today, isInEffect, objecting }: Due,
  after: CustomerId | undefined,
  limit: number,
): Promise<readonly Notice[]> {
  const mayHaveEffect = sql`effective_at IS NULL AND (hold IS NULL OR hold IN ('open-objection', 'excluded') OR approved IS NOT NULL OR (hold IN ('window-open', 'emergency-not-permitted') AND earliest_effect_on <= ${today}) OR ${isAmong(objecting)})`;
  const isDue = sql`(state IN ('waiting', 'unreached') OR (state = 'running' AND objection_ends_on < ${today}) ${isInEffect ? sql`OR (${mayHaveEffect})` : sql``})`;
  const rows = await db
    .select()
    .from(notices)
    .where(
      and(
        isOpen,
        isOf(round),
        isDue,
        after === undefined ? undefined : gt(notices.customerId, after),
      ),
    )
    .orderBy(asc(notices.customerId))
    .limit(limit);
  return rows.map(toNotice);
}

export async function selectNotices(
  db: Db,
  round: Pick<Round, 'changeId' | 'round'>,
  ids: readonly CustomerId[],
): Promise<readonly Notice[]> {
  const rows = await db
    .select()
    .from(notices)
    .where(and(isOf(round), isAmong(ids)))
    .orderBy(asc(notices.customerId));
  return rows.map(toNotice);
}

/** What was announced by the event at `seq` to these. */
export async function selectNoticesAt(
  db: Db,
  seq: number,
  ids: readonly CustomerId[],
): Promise<readonly Notice[]> {
  const rows = await db
    .select()
    .from(notices)
    .where(and(eq(notices.seq, seq), isAmong(ids)));
  return rows.map(toNotice);
}

/** Notices with a clock, by the event that announced them and their customer; in one statement, however many. */
export async function selectClocks(
  db: Db,
  of: readonly (readonly [seq: number, customerId: CustomerId])[],
): Promise<readonly Notice[]> {
  const isMeant = sql`(${notices.seq}, ${notices.customerId}) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(${JSON.stringify(of)}))`;
  const rows = await db
    .select()
    .from(notices)
    .where(and(isMeant, ne(notices.state, 'ended'), isNotNull(notices.clock)))
    .orderBy(asc(notices.seq), asc(notices.customerId));
  return rows.map(toNotice);
}

export type NoticeFilter = {
  readonly state?: NoticeState | undefined;
  readonly customer?: CustomerId | undefined;
  readonly isHeld?: boolean | undefined;
  readonly hold?: HoldReason | undefined;
};

/** The newest notices of a change by customer; those of earlier rounds have ended. */
export async function selectPage(
  db: Db,
  changeId: number,
  { state, customer, isHeld, hold }: NoticeFilter,
  after: CustomerId | undefined,
  limit: number,
): Promise<readonly Notice[]> {
  const newest = sql`${notices.round} = (SELECT max(round) FROM notices AS other WHERE other.change_id = ${changeId})`;
  const rows = await db
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.changeId, changeId),
        newest,
        state === undefined ? undefined : eq(notices.state, state),
        customer === undefined ? undefined : eq(notices.customerId, customer),
        hold === undefined ? undefined : eq(notices.hold, hold),
        isHeld === true ? sql`hold IS NOT NULL AND state <> 'ended'` : undefined,
        after === undefined ? undefined : gt(notices.customerId, after),
      ),
    )
    .orderBy(asc(notices.customerId))
    .limit(limit);
  return rows.map(toNotice);
}

/** What needs a person: nobody was reached, what waits since before, or is held for more than time. */
export async function selectTasks(
  db: Db,
  waitingSince: Date,
  after: Pick<Notice, 'changeId' | 'customerId'> | undefined,
  limit: number,
): Promise<readonly Notice[]> {
  const isTask = sql`(state = 'unreached' OR (state = 'waiting' AND announced_at <= ${waitingSince.getTime()}) OR (hold IS NOT NULL AND hold NOT IN ('window-open', 'emergency-not-permitted', 'excluded')))`;
  const rows = await db
    .select()
    .from(notices)
    .where(
      and(
        isOpen,
        isTask,
        after &&
          sql`(${notices.changeId}, ${notices.customerId}) > (${after.changeId}, ${after.customerId})`,
      ),
    )
    .orderBy(asc(notices.changeId), asc(notices.customerId))
    .limit(limit);
  return rows.map(toNotice);
}

/** By change and last day, how many customers' windows close from one day to another; the next first. */
export async function selectClosing(
  db: Db,
  from: Day,
  until: Day,
): Promise<
  readonly { readonly changeId: number; readonly on: Day | null; readonly customers: number }[]
> {
  return db
    .select({
      changeId: notices.changeId,
      on: notices.objectionEndsOn,
      customers: sql<number>`count(*)`,
    })
    .from(notices)
    .where(
      and(
        eq(notices.state, 'running'),
        gte(notices.objectionEndsOn, from),
        lte(notices.objectionEndsOn, until),
      ),
    )
    .groupBy(notices.changeId, notices.objectionEndsOn)
    .orderBy(asc(notices.objectionEndsOn), asc(notices.changeId));
}
