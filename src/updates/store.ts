import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  max,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { EventId, UpdateId } from '../core/ids.ts';
import type { Db, Tx } from '../db/client.ts';
import { events } from '../db/ledger.ts';
import { logLeaves } from '../db/log-table.ts';
import { type Draft, isOpen, type Post, type Thread, type Topic } from './model.ts';
import { toPost, toThread } from './store/rows.ts';
import { updateDrafts, updatePosts, updateThreads } from './table.ts';

/** A draft with its place; `post` is what it was published as. */
export type StoredDraft = {
  readonly id: UpdateId;
  readonly draft: Draft;
  readonly post?: { readonly thread: number; readonly position: number };
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
};

export type DraftState = 'draft' | 'published';

export type UpdateFilter = {
  readonly topic?: Topic | undefined;
  readonly service?: string | undefined;
};

/** What feeds tell of in one entry: that a post was published, or that one was withdrawn. */
export type FeedEvent = {
  readonly kind: 'posted' | 'withdrawn';
  /** Its place among all of them. */
  readonly ordinal: number;
  readonly post: Post;
  readonly thread: Thread;
};

export async function selectDraft(db: Db, id: UpdateId): Promise<StoredDraft | undefined> {
  const [row] = await db.select().from(updateDrafts).where(eq(updateDrafts.id, id));
  return row && toDraft(row);
}

/** Newest first, after the one given. */
export async function selectDrafts(
  db: Db,
  after: StoredDraft | undefined,
  limit: number,
  state?: DraftState,
): Promise<readonly StoredDraft[]> {
  const { createdAt, id, thread } = updateDrafts;
  const isOfState = state && (state === 'draft' ? isNull(thread) : isNotNull(thread));
  const older =
    after &&
    or(lt(createdAt, after.createdAt), and(eq(createdAt, after.createdAt), lt(id, after.id)));
  const rows = await db
    .select()
    .from(updateDrafts)
    .where(and(older, isOfState))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
  return rows.map(toDraft);
}

export async function saveDraft(tx: Tx, { post, ...stored }: StoredDraft): Promise<void> {
  const row = { ...stored, thread: post?.thread ?? null, position: post?.position ?? null };
  await tx
    .insert(updateDrafts)
    .values(row)
    .onConflictDoUpdate({ target: updateDrafts.id, set: row });
}

export async function deleteDraft(tx: Tx, id: UpdateId): Promise<void> {
  await tx.delete(updateDrafts).where(eq(updateDrafts.id, id));
}

/** Newest first, those from `from` up to, not including, `before`. */
export async function selectThreads(
  db: Db,
  filter: UpdateFilter,
  { from = 1, before }: { readonly from?: number; readonly before?: number | undefined },
  limit: number,
): Promise<readonly Thread[]> {
  const rows = await db
    .select()
    .from(updateThreads)
    .where(
      and(
        gte(updateThreads.number, from),
        before === undefined ? undefined : lt(updateThreads.number, before),
        filter.topic && eq(updateThreads.topic, filter.topic),
        concerns(filter.service),
      ),
    )
    .orderBy(desc(updateThreads.number))
    .limit(limit);
  return rows.map(toThread);
}

export async function selectOpenThreads(db: Db, limit: number): Promise<readonly Thread[]> {
  const rows = await db
    .select()
    .from(updateThreads)
    .where(eq(updateThreads.open, true))
    .orderBy(desc(updateThreads.number))
    .limit(limit);
  return rows.map(toThread);
}

export async function selectThread(db: Db, number: number): Promise<Thread | undefined> {
  const [row] = await db.select().from(updateThreads).where(eq(updateThreads.number, number));
  return row && toThread(row);
}

export async function saveThread(tx: Tx, thread: Thread): Promise<void> {
  const { isWithdrawn, ...rest } = thread;
  const row = {
    ...rest,
    translations: thread.translations ?? null,
    severity: thread.severity ?? null,
    status: thread.status ?? null,
    withdrawn: isWithdrawn,
    open: isOpen(thread),
  };
  await tx
    .insert(updateThreads)
    .values(row)
    .onConflictDoUpdate({ target: updateThreads.number, set: row });
}

/** Oldest first. */
export async function selectPosts(db: Db, thread: number): Promise<readonly Post[]> {
  return selectPostsOf(db, [thread]);
}

/** Of several threads, each oldest first. */
export async function selectPostsOf(db: Db, threads: readonly number[]): Promise<readonly Post[]> {
  const rows = await db
    .select()
    .from(updatePosts)
    .where(inArray(updatePosts.thread, [...threads]))
    .orderBy(asc(updatePosts.position));
  return rows.map(toPost);
}

/** Which leaves of the transparency log the events about a thread are. */
export async function selectLeaves(
  db: Db,
  thread: number,
): Promise<readonly { readonly id: EventId; readonly index: number }[]> {
  return db
    .select({ id: events.id, index: logLeaves.index })
    .from(events)
    .innerJoin(logLeaves, eq(logLeaves.seq, events.seq))
    .where(eq(events.subject, `update:${thread}`));
}

export async function insertPost(tx: Tx, { withdrawal: _, ...post }: Post): Promise<void> {
  await tx.insert(updatePosts).values(post);
}

export async function saveWithdrawal(tx: Tx, { ordinal, withdrawal }: Post): Promise<void> {
  await tx
    .update(updatePosts)
    .set({
      withdrawnAt: withdrawal?.at ?? null,
      withdrawnFor: withdrawal?.reason ?? null,
      withdrawnOrdinal: withdrawal?.ordinal ?? null,
      withdrawnBy: withdrawal?.eventId ?? null,
    })
    .where(eq(updatePosts.ordinal, ordinal));
}

/** How many threads there are, and how many entries of feeds: both are numbered without a gap. */
export async function selectCounts(db: Db): Promise<{ threadCount: number; entryCount: number }> {
  // Each is the end of an index; two in one select would read the table.
  const posted = db.select({ newest: max(updatePosts.ordinal) }).from(updatePosts);
  const withdrawn = db.select({ newest: max(updatePosts.withdrawnOrdinal) }).from(updatePosts);
  const [row] = await db
    .select({
      threads: max(updateThreads.number),
      entries: sql<number>`max(coalesce((${posted}), 0), coalesce((${withdrawn}), 0))`,
    })
    .from(updateThreads);
  return { threadCount: row?.threads ?? 0, entryCount: row?.entries ?? 0 };
}

type Range = { readonly from: number; readonly to: number };

/** What was posted and withdrawn, by its place, newest first. */
export async function selectFeedEvents(
  db: Db,
  filter: UpdateFilter,
  range: Range,
  limit: number,
): Promise<readonly FeedEvent[]> {
  const found = await Promise.all(
    feedColumns.map(async ({ kind, column }) => {
      const rows = await db
        .select()
        .from(updatePosts)
        .innerJoin(updateThreads, eq(updateThreads.number, updatePosts.thread))
        .where(within(column, filter, range))
        .orderBy(desc(column))
        .limit(limit);
      return rows.map((row) => toFeedEvent(kind, row));
    }),
  );
  return found
    .flat()
    .toSorted((a, b) => b.ordinal - a.ordinal)
    .slice(0, limit);
}

const feedColumns = [
  { kind: 'posted', column: updatePosts.ordinal },
  { kind: 'withdrawn', column: updatePosts.withdrawnOrdinal },
] as const;

function within(
  column: (typeof feedColumns)[number]['column'],
  { topic, service }: UpdateFilter,
  { from, to }: Range,
): SQL | undefined {
  const isOfTopic = topic && eq(updatePosts.topic, topic);
  return and(gte(column, from), lte(column, to), isOfTopic, concerns(service));
}

/** A thread that names no service concerns all of them. */
function concerns(service: string | undefined) {
  if (service === undefined) return undefined;
  const { services } = updateThreads;
  return sql`(${services} = '[]' or exists (select 1 from json_each(${services}) where json_each.value = ${service}))`;
}

function toDraft({ thread, position, ...row }: typeof updateDrafts.$inferSelect): StoredDraft {
  return { ...row, ...(thread !== null && position !== null && { post: { thread, position } }) };
}

type Row = {
  readonly update_posts: typeof updatePosts.$inferSelect;
  readonly update_threads: typeof updateThreads.$inferSelect;
};

function toFeedEvent(kind: FeedEvent['kind'], row: Row): FeedEvent {
  const post = toPost(row.update_posts);
  const ordinal = kind === 'posted' ? post.ordinal : (post.withdrawal?.ordinal ?? post.ordinal);
  return { kind, ordinal, post, thread: toThread(row.update_threads) };
}
