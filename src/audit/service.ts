import type { Db } from '../db/client.ts';
import type { StoredEvent } from '../db/ledger.ts';
import type { EventFilter } from './store.ts';
import { selectEvents } from './store.ts';

/** The private record: every event, newest first. `next` continues the list; null at its end. */
export async function listEvents(
  db: Db,
  filter: EventFilter,
  limit: number,
): Promise<{ items: readonly StoredEvent[]; next: number | null }> {
  const found = await selectEvents(db, filter, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.seq ?? null) : null };
}
