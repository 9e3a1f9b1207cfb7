import type { Db } from '../db/client.ts';
import type { StoredEvent } from '../db/ledger.ts';
import type { EventFilter } from './store.ts';
import * as store from './store.ts';

/** The private record: every event, newest first. `next` continues the list; null at its end. */
export async function listEvents(
  db: Db,
  filter: EventFilter,
  limit: number,
): Promise<{ items: readonly StoredEvent[]; next: number | null }> {
  const found = await store.selectEvents(db, filter, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.seq ?? null) : null };
}

/** How many the record has of these: it reads an index or all of it, some milliseconds a thousand. */
export async function countEvents(db: Db, filter: Omit<EventFilter, 'before'>): Promise<number> {
  return store.countEvents(db, filter);
}

/** All that the record has of each of these, oldest first. For subjects that have few events. */
export async function listEventsAbout(
  db: Db,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
  if (subjects.length === 0) return new Map();
  return Map.groupBy(await store.selectEventsAbout(db, subjects), ({ subject }) => subject);
}
