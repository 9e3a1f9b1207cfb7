import { and, asc, desc, eq, gt, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { AssigneeId } from '../../staff/model.ts';
import type { LawId, Message, RightsRequest, RightsState, RightsType } from '../model.ts';
import type { Counted } from '../model/figures.ts';
import { rightsMessages, rightsRequests } from '../table.ts';

export type RightsFilter = {
  readonly state?: RightsState | undefined;
  readonly law?: LawId | undefined;
  readonly type?: RightsType | undefined;
  /** Open ones, or closed ones. */
  readonly open?: boolean | undefined;
  /** With a day that is not behind this one. */
  readonly dueBy?: Day | undefined;
  readonly confirmed?: boolean | undefined;
  /** Null for those that nobody looks after. */
  readonly assignee?: AssigneeId | null | undefined;
};

export async function selectRequest(
  db: Db,
  id: RightsRequestId,
): Promise<RightsRequest | undefined> {
  const [row] = await db.select().from(rightsRequests).where(eq(rightsRequests.id, id));
  return row && toRequest(row);
}

/** The open one that asks the same. */
export async function selectSame(db: Db, sameness: string): Promise<RightsRequest | undefined> {
  const [row] = await db
    .select()
    .from(rightsRequests)
    .where(and(eq(rightsRequests.sameness, sameness), isNull(rightsRequests.endedAt)));
  return row && toRequest(row);
}

type Place = Pick<RightsRequest, 'id' | 'receivedAt' | 'nextDueOn'>;

/** Those with a day first, the earliest of all first; then the others, newest first. Behind the one `after`. */
export async function selectPage(
  db: Db,
  filter: RightsFilter,
  after: Place | undefined,
  limit: number,
): Promise<readonly RightsRequest[]> {
  const { nextDueOn, receivedAt, id } = rightsRequests;
  const rows = await db
    .select()
    .from(rightsRequests)
    .where(and(...conditionsOf(filter), after && behind(after)))
    .orderBy(sql`${nextDueOn} IS NULL`, asc(nextDueOn), desc(receivedAt), asc(id))
    .limit(limit);
  return rows.map(toRequest);
}

function behind({ id, receivedAt, nextDueOn }: Place) {
  const row = rightsRequests;
  const later = or(
    lt(row.receivedAt, receivedAt),
    and(eq(row.receivedAt, receivedAt), gt(row.id, id)),
  );
  return nextDueOn === undefined
    ? and(isNull(row.nextDueOn), later)
    : or(
        isNull(row.nextDueOn),
        gt(row.nextDueOn, nextDueOn),
        and(eq(row.nextDueOn, nextDueOn), later),
      );
}

function conditionsOf({ state, law, type, open, dueBy, confirmed, assignee }: RightsFilter) {
  const row = rightsRequests;
  return [
    state === undefined ? undefined : eq(row.state, state),
    law === undefined ? undefined : eq(row.law, law),
    type === undefined
      ? undefined
      : sql`EXISTS (SELECT 1 FROM json_each(${row.items}) WHERE json_extract(value, '$.type') = ${type})`,
    open === undefined ? undefined : open ? isNull(row.endedAt) : isNotNull(row.endedAt),
    dueBy === undefined ? undefined : lte(row.nextDueOn, dueBy),
    assignee === undefined ? undefined : assignedTo(assignee),
    confirmed === undefined
      ? undefined
      : confirmed
        ? isNotNull(row.confirmedAt)
        : isNull(row.confirmedAt),
  ];
}

function assignedTo(assignee: AssigneeId | null) {
  const row = rightsRequests;
  return assignee === null ? isNull(row.assignee) : eq(row.assignee, assignee);
}

/** Open ones with a day up to this one, of which no answer is awaited that stops the clock. */
export async function selectDueBy(
  db: Db,
  on: Day,
  limit: number,
): Promise<readonly RightsRequest[]> {
  return selectPage(db, { open: true, dueBy: on }, undefined, limit);
}

/** Of which an answer has been awaited since a day before this one. */
export async function selectSilent(
  db: Db,
  before: Day,
  limit: number,
): Promise<readonly RightsRequestId[]> {
  const { id, awaitedSince, endedAt } = rightsRequests;
  const rows = await db
    .select({ id })
    .from(rightsRequests)
    .where(and(lt(awaitedSince, before), isNull(endedAt)))
    .orderBy(asc(awaitedSince), asc(id))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Received in that year. */
export async function selectOfYear(db: Db, year: number): Promise<readonly Counted[]> {
  const { law, state, clock, items } = rightsRequests;
  return db
    .select({ law, state, clock, items })
    .from(rightsRequests)
    .where(eq(rightsRequests.year, year));
}

/** Oldest first; notes of staff among them where asked for. */
export async function selectMessages(
  db: Db,
  id: RightsRequestId,
  { notes }: { readonly notes: boolean },
): Promise<readonly Message[]> {
  const rows = await db
    .select()
    .from(rightsMessages)
    .where(
      and(
        eq(rightsMessages.requestId, id),
        notes ? undefined : sql`${rightsMessages.author} <> 'note'`,
      ),
    )
    .orderBy(asc(rightsMessages.id));
  return rows.map(toMessage);
}

export async function selectMessage(
  db: Db,
  id: RightsRequestId,
  message: number,
): Promise<Message | undefined> {
  const [row] = await db
    .select()
    .from(rightsMessages)
    .where(and(eq(rightsMessages.requestId, id), eq(rightsMessages.id, message)));
  return row && toMessage(row);
}

function toMessage({
  reference,
  requestId: _,
  ...row
}: typeof rightsMessages.$inferSelect): Message {
  return { ...row, ...(reference !== null && { reference }) };
}

/** What is null in the row is absent; what is there to search by stays here. */
function toRequest({
  addressHash: _,
  agentHash: _agent,
  sameness: _same,
  year: _year,
  awaitedSince: _since,
  ...row
}: typeof rightsRequests.$inferSelect): RightsRequest {
  return present(row);
}

type Optional<T> = { [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]> };
type Required<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] };

function present<T extends object>(values: T): Required<T> & Optional<T>;
function present(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
