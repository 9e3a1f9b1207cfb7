import { and, asc, between, desc, eq, gt, max, type SQL, sql } from 'drizzle-orm';
import { union } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/client.ts';
import type { Change, ChangeStep } from '../model.ts';
import type { EventId } from '../../core/ids.ts';
import { changes, feedPositions } from '../table.ts';
import { selectChangesById, stepsAmong, withChanges } from './reading.ts';

/**
 * The change and the event of an entry; those that an older Annex enters beside this one are looked up by
 * their place. In words, since drizzle leaves the table's name away where a statement has one table.
 */
const changeId = sql<number>`coalesce(feed_positions.change_id, (SELECT s.change_id FROM change_steps s WHERE s.seq = feed_positions.seq))`;
const eventId = sql<EventId>`coalesce(feed_positions.event_id, (SELECT s.event_id FROM change_steps s WHERE s.seq = feed_positions.seq))`;

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

/** What is newest: of the two feeds that no service narrows, and the changes, newest first. */
export type Latest = Readonly<Record<'substantive' | 'all', Newest>> & {
  readonly recent: readonly Change[];
};

/**
 * The newest entries of both streams and the newest changes of all, asked at once. They are mostly the
 * same changes, so each is read once.
 */
export async function selectNewest(
  db: Db,
  streams: Readonly<Record<'substantive' | 'all', string>>,
  limit: number,
): Promise<Latest> {
  const last = db
    .select({ id: changes.id })
    .from(changes)
    .orderBy(desc(changes.id))
    .limit(limit)
    .as('last');
  const ids = union(
    db.select({ id: last.id }).from(last),
    changesOf(db, streams.substantive, limit),
    changesOf(db, streams.all, limit),
  );
  const [found, substantive, all] = await Promise.all([
    selectChangesById(db, ids),
    selectPositions(db, streams.substantive, limit),
    selectPositions(db, streams.all, limit),
  ]);
  return {
    substantive: newestAmong(found, substantive),
    all: newestAmong(found, all),
    recent: found.slice(0, limit),
  };
}

/** Those of one stream. */
export async function selectNewestSteps(db: Db, stream: string, limit: number): Promise<Newest> {
  const [entries, found] = await Promise.all([
    selectPositions(db, stream, limit),
    selectChangesById(db, changesOf(db, stream, limit)),
  ]);
  return newestAmong(found, entries);
}

type Position = { readonly position: number; readonly eventId: EventId };

function newestAmong(found: readonly Change[], entries: readonly Position[]): Newest {
  // Positions have no gap.
  return { steps: stepsAmong(found, entries), total: entries[0]?.position ?? 0 };
}

function changesOf(db: Db, stream: string, limit: number) {
  return db.select({ id: changeId }).from(feedPositions).where(isAmongLast(stream, limit));
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
