import { and, asc, count, desc, eq, gt, gte, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import type { StoredEvent } from '../db/ledger.ts';
import { events } from '../db/ledger.ts';

export type EventFilter = {
  readonly subject?: string | undefined;
  /** `staff:key_…`, `system:notices`. */
  readonly actor?: string | undefined;
  /** One action, or with a dot at its end all that begin so: `access.`. */
  readonly action?: string | undefined;
  readonly public?: boolean | undefined;
  /** Recorded at or after. */
  readonly from?: Date | undefined;
  /** Recorded before. */
  readonly until?: Date | undefined;
  readonly before?: number | undefined;
};

/** Newest first. */
export async function selectEvents(
  db: Db,
  { before, ...filter }: EventFilter,
  limit: number,
): Promise<readonly StoredEvent[]> {
  return db
    .select()
    .from(events)
    .where(and(matches(filter), before === undefined ? undefined : lt(events.seq, before)))
    .orderBy(desc(events.seq))
    .limit(limit);
}

export async function countEvents(db: Db, filter: Omit<EventFilter, 'before'>): Promise<number> {
  const [row] = await db.select({ found: count() }).from(events).where(matches(filter));
  return row?.found ?? 0;
}

/** Oldest first, those after `seq`. */
export async function selectEventsAfter(
  db: Db,
  filter: Omit<EventFilter, 'before'>,
  seq: number,
  limit: number,
): Promise<readonly StoredEvent[]> {
  return db
    .select()
    .from(events)
    .where(and(matches(filter), gt(events.seq, seq)))
    .orderBy(asc(events.seq))
    .limit(limit);
}

function matches({
  subject,
  actor,
  action,
  public: isPublic,
  from,
  until,
}: Omit<EventFilter, 'before'>) {
  return and(
    subject === undefined ? undefined : eq(events.subject, subject),
    actor === undefined ? undefined : eq(events.actor, actor),
    action === undefined ? undefined : ofAction(action),
    isPublic === undefined ? undefined : eq(events.public, isPublic),
    from === undefined ? undefined : gte(events.at, from),
    until === undefined ? undefined : lt(events.at, until),
  );
}

function ofAction(action: string) {
  if (!action.endsWith('.')) return eq(events.action, action);
  // The sign after the dot: a range, because LIKE would read % and _ in it.
  return and(gte(events.action, action), lt(events.action, `${action.slice(0, -1)}/`));
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
