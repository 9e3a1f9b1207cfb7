import type { SQL } from 'drizzle-orm';
import { and, asc, between, desc, eq, lt, gte, or, sql } from 'drizzle-orm';
import type { Hash, Span } from '../core/merkle.ts';
import type { Db, Tx } from '../db/client.ts';
import { leafOf } from '../db/leaf.ts';
import { events } from '../db/ledger.ts';
import type { LogKeys } from '../db/log-keys.ts';
import { logKeys, logLeaves, logState, logTiles } from '../db/log-table.ts';
import { catchUpLog, isLogBehind, keyAdded } from '../db/log.ts';
import type { LogKey, PublishedLog } from './model.ts';

export { isLogBehind as isBehind, keyAdded };

/** Undefined while nothing is in the log. */
export async function selectLog(db: Db): Promise<PublishedLog | undefined> {
  const [row] = await db
    .select({ checkpoint: logState.checkpoint, size: logState.size, since: events.at })
    .from(logState)
    .innerJoin(logLeaves, eq(logLeaves.index, 0))
    .innerJoin(events, eq(events.seq, logLeaves.seq))
    .where(eq(logState.id, 1));
  return row?.checkpoint ? { ...row, checkpoint: row.checkpoint } : undefined;
}

/** The newest first; a rotation a year makes few, so they are not paged. */
export async function selectKeys(db: Db): Promise<readonly LogKey[]> {
  return db
    .select({
      generation: logKeys.generation,
      verifierKey: logKeys.verifierKey,
      addedAt: logKeys.addedAt,
    })
    .from(logKeys)
    .orderBy(desc(logKeys.position));
}

export async function selectKeyLeaves(db: Db): Promise<readonly number[]> {
  const rows = await db
    .select({ index: logLeaves.index })
    .from(logLeaves)
    .innerJoin(events, eq(events.seq, logLeaves.seq))
    .where(eq(events.action, keyAdded))
    .orderBy(asc(logLeaves.index));
  return rows.map(({ index }) => index);
}

/** Reads the hashes of all spans in two statements; gives what looks each of them up. */
export async function selectHashes(
  db: Db,
  spans: readonly Span[],
): Promise<(span: Span) => readonly Hash[]> {
  const found = new Map<string, Hash>();
  const low = spans.filter(({ level }) => level === 0);
  const high = spans.filter(({ level }) => level > 0);
  const leaves = low.length === 0 ? [] : await selectLeaves(db, low);
  for (const { index, hash } of leaves) found.set(`0/${index}`, hash);
  const roots = high.length === 0 ? [] : await selectTiles(db, high);
  for (const { level, index, hash } of roots) found.set(`${level}/${index}`, hash);
  return ({ level, start, end }) =>
    Array.from({ length: end - start }, (_, offset) => {
      const hash = found.get(`${level}/${start + offset}`);
      if (hash === undefined) throw new TypeError(`the log lacks ${level}/${start + offset}`);
      return hash;
    });
}

/** Entries `start` up to, not including, `end`, as they were hashed. */
export async function selectEntries(
  db: Db,
  start: number,
  end: number,
): Promise<readonly Uint8Array[]> {
  return selectEntriesWhere(db, and(gte(logLeaves.index, start), lt(logLeaves.index, end)));
}

/** These, in the order of the log. */
export async function selectEntriesAt(
  db: Db,
  indexes: readonly number[],
): Promise<readonly Uint8Array[]> {
  const given = JSON.stringify(indexes);
  return selectEntriesWhere(db, sql`${logLeaves.index} IN (SELECT value FROM json_each(${given}))`);
}

async function selectEntriesWhere(db: Db, which: SQL | undefined): Promise<readonly Uint8Array[]> {
  const rows = await db
    .select({
      id: events.id,
      at: events.at,
      action: events.action,
      subject: events.subject,
      data: events.data,
    })
    .from(logLeaves)
    .innerJoin(events, eq(events.seq, logLeaves.seq))
    .where(which)
    .orderBy(asc(logLeaves.index));
  return rows.map(leafOf);
}

/** Makes leaves of at most `limit` events that are none yet; how many it made. */
export async function catchUp(tx: Tx, keys: LogKeys, limit: number): Promise<number> {
  return catchUpLog(tx, keys, limit);
}

async function selectLeaves(db: Db, spans: readonly Span[]) {
  return db
    .select({ index: logLeaves.index, hash: logLeaves.hash })
    .from(logLeaves)
    .where(anyOf(spans.map(({ start, end }) => between(logLeaves.index, start, end - 1))));
}

async function selectTiles(db: Db, spans: readonly Span[]) {
  const within = ({ level, start, end }: Span) =>
    and(eq(logTiles.level, level), between(logTiles.index, start, end - 1));
  return db
    .select()
    .from(logTiles)
    .where(anyOf(spans.map(within)));
}

function anyOf(conditions: readonly (SQL | undefined)[]): SQL | undefined {
  return or(...conditions);
}
