import { and, desc, eq, lt } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import type { StoredEvent } from '../db/ledger.ts';
import { events } from '../db/ledger.ts';

export type EventFilter = {
  readonly subject?: string | undefined;
  readonly before?: number | undefined;
};

/** Newest first. */
export async function selectEvents(
  db: Db,
  { subject, before }: EventFilter,
  limit: number,
): Promise<readonly StoredEvent[]> {
  return db
    .select()
    .from(events)
    .where(
      and(
        subject === undefined ? undefined : eq(events.subject, subject),
        before === undefined ? undefined : lt(events.seq, before),
      ),
    )
    .orderBy(desc(events.seq))
    .limit(limit);
}
