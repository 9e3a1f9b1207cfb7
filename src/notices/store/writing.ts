import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { CustomerId } from '../../core/ids.ts';
import { asCustomerId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Notice } from '../model/notice.ts';
import { notices } from '../table.ts';

/** Of one statement's parameter; a customer's notice has some hundreds of bytes. */
const rowsPerStatement = 2_000;

type NewNotice = Omit<Notice, 'version'>;

const column = (index: number) => sql.raw(`json_extract(given.value, '$[${index}]')`);

/** Thousands in one statement: over HTTP each is a round trip, and a transaction has five seconds. */
export async function insertNotices(tx: Tx, rows: readonly NewNotice[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const given = JSON.stringify(rows.slice(start, start + rowsPerStatement).map(toGiven));
    await tx
      .insert(notices)
      .select(
        sql`SELECT ${column(0)}, ${column(1)}, ${column(2)}, ${column(3)}, ${column(4)}, ${column(5)}, ${column(6)}, ${column(7)}, ${column(8)}, ${column(9)}, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1 FROM json_each(${given}) AS given`,
      );
  }
}

/** In the order of the table's columns. */
function toGiven({
  changeId,
  round,
  customerId,
  seq,
  announcedAt,
  plannedEffectiveOn,
  terms,
  texts,
  acknowledged,
  state,
}: NewNotice): readonly unknown[] {
  return [
    changeId,
    round,
    customerId,
    seq,
    announcedAt.getTime(),
    plannedEffectiveOn,
    JSON.stringify(terms),
    JSON.stringify(texts),
    acknowledged === undefined ? null : JSON.stringify(acknowledged),
    state,
  ];
}

/**
 * Brings notices to where they stand now, unless somebody else was first: `version` is the one that was
 * read. Of one change and round; whose notices were changed.
 */
export async function updateNotices(
  tx: Tx,
  rows: readonly Notice[],
): Promise<ReadonlySet<CustomerId>> {
  if (rows.length === 0) return new Set();
  const given = JSON.stringify(rows.map(toChanged));
  const changed = await tx
    .update(notices)
    .set({
      state: sql`${column(4)}`,
      clock: sql`${column(5)}`,
      objectionEndsOn: sql`${column(6)}`,
      earliestEffectOn: sql`${column(7)}`,
      outcome: sql`${column(8)}`,
      closedAt: sql`${column(9)}`,
      approved: sql`${column(10)}`,
      effectiveAt: sql`${column(11)}`,
      hold: sql`${column(12)}`,
      version: sql`notices.version + 1`,
    })
    .from(sql`json_each(${given}) AS given`)
    .where(
      sql`notices.change_id = ${column(0)} AND notices.round = ${column(1)} AND notices.customer_id = ${column(2)} AND notices.version = ${column(3)}`,
    )
    .returning({ id: notices.customerId });
  return new Set(changed.map(({ id }) => asCustomerId(id)));
}

function toChanged(notice: Notice): readonly unknown[] {
  const { changeId, round, customerId, version, state, clock, outcome, approved, hold } = notice;
  const values = [
    changeId,
    round,
    customerId,
    version,
    state,
    clock && JSON.stringify(clock),
    clock?.objectionEnds.on,
    clock?.earliestEffect.on,
    outcome,
    notice.closedAt?.getTime(),
    approved && JSON.stringify(approved),
    notice.effectiveAt?.getTime(),
    hold,
  ];
  return values.map((value) => value ?? null);
}

/** How many there were. */
export async function endRound(tx: Tx, changeId: number): Promise<number> {
  const rows = await tx
    .update(notices)
    .set({ state: 'ended', hold: null, version: sql`${notices.version} + 1` })
    .where(and(eq(notices.changeId, changeId), sql`state <> 'ended'`))
    .returning({ id: notices.customerId });
  return rows.length;
}

export async function moveRound(tx: Tx, changeId: number, effectiveOn: Day): Promise<void> {
  await tx
    .update(notices)
    .set({ plannedEffectiveOn: effectiveOn, version: sql`${notices.version} + 1` })
    .where(and(eq(notices.changeId, changeId), sql`state <> 'ended'`));
}

/** All that was ever announced to these customers. */
export async function deleteNoticesOf(tx: Tx, customerIds: readonly CustomerId[]): Promise<void> {
  await tx.delete(notices).where(inArray(notices.customerId, [...customerIds]));
}
