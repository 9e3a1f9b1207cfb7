import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
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

/** Oldest first; one bound value, however many subjects. */
export async function selectEventsAbout(
  db: Db,
  subjects: readonly string[],
): Promise<readonly StoredEvent[]> {
  return db
    .select()
    .from(events)
    .where(sql`${events.subject} IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))`)
    .orderBy(asc(events.seq));
}
