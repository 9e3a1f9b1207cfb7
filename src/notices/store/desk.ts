import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { HoldReason, NoticeState } from '../model/notice.ts';
import { notices } from '../table.ts';
import { isOpen } from './reading.ts';

/** By change and reason, for how many customers it is not in effect though its day has come; oldest change first. */
export async function selectHolds(db: Db): Promise<
  readonly {
    readonly changeId: number;
    readonly hold: HoldReason | null;
    readonly customers: number;
  }[]
> {
  const { changeId, hold } = notices;
  return db
    .select({ changeId, hold, customers: sql<number>`count(*)` })
    .from(notices)
    .where(and(isOpen, isNotNull(hold)))
    .groupBy(changeId, hold)
    .orderBy(asc(changeId), asc(hold));
}

/** Numbers of the changes to which some customer may object still. */
export async function selectRunning(db: Db): Promise<readonly number[]> {
  const { changeId, state } = notices;
  const rows = await db
    .select({ changeId })
    .from(notices)
    .where(and(isOpen, eq(state, 'running')))
    .groupBy(changeId);
  return rows.map((row) => row.changeId);
}

/** How many of the newest notices of a change stand alike, and the place in the ledger of what told them. */
export async function selectTally(
  db: Db,
  changeId: number,
): Promise<
  readonly {
    readonly seq: number;
    readonly state: NoticeState;
    readonly hasClock: boolean;
    readonly isApproved: boolean;
    readonly customers: number;
  }[]
> {
  const { state, seq } = notices;
  const newest = sql`${notices.round} = (SELECT max(round) FROM notices AS other WHERE other.change_id = ${changeId})`;
  const hasClock = sql<boolean>`clock IS NOT NULL`.mapWith(Boolean);
  const isApproved = sql<boolean>`approved IS NOT NULL`.mapWith(Boolean);
  return db
    .select({ seq, state, hasClock, isApproved, customers: sql<number>`count(*)` })
    .from(notices)
    .where(and(eq(notices.changeId, changeId), newest))
    .groupBy(seq, state, hasClock, isApproved);
}
