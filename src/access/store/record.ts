import { and, asc, gt, gte, lt, sql } from 'drizzle-orm';
import { type AccessRequestId, asId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { events, type StoredEvent } from '../../db/ledger.ts';

export type RecordSpan = { readonly from?: Date | undefined; readonly until?: Date | undefined };

const kind = 'access-request:';

function subjectOf(id: AccessRequestId): string {
  return `${kind}${id}`;
}

/** The request that an event is about. */
export function requestOf({ subject }: Pick<StoredEvent, 'subject'>): AccessRequestId {
  return asId('req', subject.slice(kind.length));
}

/** What happened to requests, in the order in which it did, behind the place `after`. */
export async function selectRecord(
  db: Db,
  { from, until }: RecordSpan,
  after: number,
  limit: number,
): Promise<readonly StoredEvent[]> {
  return db
    .select()
    .from(events)
    .where(
      and(
        gt(events.seq, after),
        // The plus keeps to the order of places, so that a long record is read once and not sorted.
        sql`+${events.subject} >= ${kind} AND +${events.subject} < ${`${kind}~`}`,
        from && gte(events.at, from),
        until && lt(events.at, until),
      ),
    )
    .orderBy(asc(events.seq))
    .limit(limit);
}

/** The same of some requests, all of it. */
export async function selectRecordOf(
  db: Db,
  ids: readonly AccessRequestId[],
  { from, until }: RecordSpan,
): Promise<readonly StoredEvent[]> {
  const subjects = JSON.stringify(ids.map(subjectOf));
  return db
    .select()
    .from(events)
    .where(
      and(
        sql`${events.subject} IN (SELECT value FROM json_each(${subjects}))`,
        from && gte(events.at, from),
        until && lt(events.at, until),
      ),
    )
    .orderBy(asc(events.seq));
}
