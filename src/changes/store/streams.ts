import { and, asc, between, desc, eq, gt, max, type SQL, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/client.ts';
import type { Change, ChangeStep } from '../model.ts';
import type { EventId } from '../../core/ids.ts';
import { changes, feedPositions } from '../table.ts';
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

/** The newest entries of a stream, newest first, and how many it has had in all. */
export type Newest = { readonly steps: readonly ChangeStep[]; readonly total: number };

/**
 * The newest entries of each stream and the newest changes of all, asked at once. They are mostly the
 * same changes, so each is read once.
 */
export async function selectNewest(
  db: Db,
  streams: readonly string[],
  limit: number,
): Promise<{ readonly streams: readonly Newest[]; readonly recent: readonly Change[] }> {
  const last = db
    .select({ id: changes.id })
    .from(changes)
    .orderBy(desc(changes.id))
    .limit(limit)
    .as('last');
  const [first, ...others] = streams.map((stream) =>
    db.select({ id: changeId }).from(feedPositions).where(isAmongLast(stream, limit)),
  );
  const newest = db.select({ id: last.id }).from(last);
  const [found, ...rows] = await Promise.all([
    selectChangesById(db, first ? union(newest, first, ...others) : newest),
    ...streams.map((stream) => selectPositions(db, stream, limit)),
  ]);
  return {
    streams: rows.map((entries) => newestAmong(found, entries)),
    recent: found.slice(0, limit),
  };
}

/** Those of one stream. */
export async function selectNewestSteps(db: Db, stream: string, limit: number): Promise<Newest> {
  const [entries, found] = await Promise.all([
    selectPositions(db, stream, limit),
    selectChangesById(
      db,
      db.select({ id: changeId }).from(feedPositions).where(isAmongLast(stream, limit)),
    ),
  ]);
  return newestAmong(found, entries);
}

type Position = { readonly position: number; readonly eventId: EventId };

function newestAmong(found: readonly Change[], entries: readonly Position[]): Newest {
  // Positions have no gap.
  return { steps: stepsAmong(found, entries), total: entries[0]?.position ?? 0 };
}

async function selectPositions(
  db: Db,
  stream: string,
  limit: number,
): Promise<readonly Position[]> {
  return db
    .select({ position: feedPositions.position, eventId })
    .from(feedPositions)
    .where(isAmongLast(stream, limit))
    .orderBy(desc(feedPositions.position));
}

function isAmongLast(stream: string, limit: number): SQL | undefined {
  const length = sql`(SELECT max(position) FROM feed_positions WHERE stream = ${stream})`;
  return and(
    eq(feedPositions.stream, stream),
    gt(feedPositions.position, sql`${length} - ${limit}`),
  );
}
