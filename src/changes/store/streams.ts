import { and, asc, between, desc, eq, gt, max, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { ChangeStep } from '../model.ts';
import type { EventId } from '../../core/ids.ts';
import { feedPositions } from '../table.ts';
import { selectChangesById, stepsAmong, withChanges } from './reading.ts';

/** The change and the event of an entry; those that an older Annex entered are looked up by their place. */
const changeId = sql<number>`coalesce(change_id, (SELECT s.change_id FROM change_steps s WHERE s.seq = feed_positions.seq))`;
const eventId = sql<EventId>`coalesce(event_id, (SELECT s.event_id FROM change_steps s WHERE s.seq = feed_positions.seq))`;

/** How many entries a stream has had in all. */
export async function selectStreamLength(db: Db, stream: string): Promise<number> {
  const [row] = await db
    .select({ n: max(feedPositions.position) })
    .from(feedPositions)
    .where(eq(feedPositions.stream, stream));
  return row?.n ?? 0;
}

/** Entries `first` to `last` of a stream, 1-based and inclusive, oldest first. */
export async function selectStream(
  db: Db,
  stream: string,
  first: number,
  last: number,
): Promise<readonly ChangeStep[]> {
  const rows = await db
    .select({ changeId, eventId })
    .from(feedPositions)
    .where(and(eq(feedPositions.stream, stream), between(feedPositions.position, first, last)))
    .orderBy(asc(feedPositions.position));
  return withChanges(db, rows);
}

/** The newest entries of a stream, newest first, and how many it has had in all; asked at once. */
export async function selectNewestSteps(
  db: Db,
  stream: string,
  limit: number,
): Promise<{ steps: readonly ChangeStep[]; total: number }> {
  const newest = () =>
    and(
      eq(feedPositions.stream, stream),
      gt(
        feedPositions.position,
        sql`(SELECT max(${feedPositions.position}) FROM ${feedPositions} WHERE ${feedPositions.stream} = ${stream}) - ${limit}`,
      ),
    );
  const [rows, found] = await Promise.all([
    db
      .select({ position: feedPositions.position, eventId })
      .from(feedPositions)
      .where(newest())
      .orderBy(desc(feedPositions.position)),
    selectChangesById(db, db.select({ changeId }).from(feedPositions).where(newest())),
  ]);
  // Positions have no gap.
  return { steps: stepsAmong(found, rows), total: rows[0]?.position ?? 0 };
}
