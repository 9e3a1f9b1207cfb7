import { and, asc, desc, eq, gte, lt, lte, max, or, sql } from 'drizzle-orm';
import type { UpdateId } from '../core/ids.ts';
import type { Db, Tx } from '../db/client.ts';
import { type Draft, isOpen, type Post, type Thread, type Topic } from './model.ts';
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

export type UpdateFilter = {
  readonly topic?: Topic | undefined;
  readonly service?: string | undefined;
};

export type PostInThread = { readonly post: Post; readonly thread: Thread };

export async function selectDraft(db: Db, id: UpdateId): Promise<StoredDraft | undefined> {
  const [row] = await db.select().from(updateDrafts).where(eq(updateDrafts.id, id));
  return row && toDraft(row);
}

/** Newest first, after the one given. */
export async function selectDrafts(
  db: Db,
  after: StoredDraft | undefined,
  limit: number,
): Promise<readonly StoredDraft[]> {
  const { createdAt, id } = updateDrafts;
  const older =
    after &&
    or(lt(createdAt, after.createdAt), and(eq(createdAt, after.createdAt), lt(id, after.id)));
  const rows = await db
    .select()
    .from(updateDrafts)
    .where(older)
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

/** Newest first, those before number `before`. */
export async function selectThreads(
  db: Db,
  { before, ...filter }: UpdateFilter & { readonly before?: number | undefined },
  limit: number,
): Promise<readonly Thread[]> {
  const rows = await db
    .select()
    .from(updateThreads)
    .where(
      and(
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
  const rows = await db
    .select()
    .from(updatePosts)
    .where(eq(updatePosts.thread, thread))
    .orderBy(asc(updatePosts.position));
  return rows.map(toPost);
}

export async function insertPost(tx: Tx, { withdrawal: _, ...post }: Post): Promise<void> {
  await tx.insert(updatePosts).values(post);
}

export async function saveWithdrawal(tx: Tx, { ordinal, withdrawal }: Post): Promise<void> {
  await tx
    .update(updatePosts)
    .set({ withdrawnAt: withdrawal?.at ?? null, withdrawnFor: withdrawal?.reason ?? null })
    .where(eq(updatePosts.ordinal, ordinal));
}

/** How many threads and posts there are: both are numbered without a gap. */
export async function selectCounts(db: Db): Promise<{ threadCount: number; postCount: number }> {
  const newest = db.select({ ordinal: max(updatePosts.ordinal) }).from(updatePosts);
  const [row] = await db
    .select({ threads: max(updateThreads.number), posts: sql<number | null>`(${newest})` })
    .from(updateThreads);
  return { threadCount: row?.threads ?? 0, postCount: row?.posts ?? 0 };
}

/** Posts by their ordinals, newest first. */
export async function selectPostsBetween(
  db: Db,
  filter: UpdateFilter,
  { from = 1, to }: { readonly from?: number; readonly to: number },
  limit: number,
): Promise<readonly PostInThread[]> {
  const rows = await db
    .select()
    .from(updatePosts)
    .innerJoin(updateThreads, eq(updateThreads.number, updatePosts.thread))
    .where(
      and(
        gte(updatePosts.ordinal, from),
        lte(updatePosts.ordinal, to),
        filter.topic && eq(updatePosts.topic, filter.topic),
        concerns(filter.service),
      ),
    )
    .orderBy(desc(updatePosts.ordinal))
    .limit(limit);
  return rows.map((row) => ({
    post: toPost(row.update_posts),
    thread: toThread(row.update_threads),
  }));
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

function toThread({
  severity,
  status,
  withdrawn,
  open: _,
  ...row
}: typeof updateThreads.$inferSelect): Thread {
  return {
    ...row,
    ...(severity !== null && { severity }),
    ...(status !== null && { status }),
    isWithdrawn: withdrawn,
  };
}

function toPost({
  severity,
  status,
  withdrawnAt,
  withdrawnFor,
  ...row
}: typeof updatePosts.$inferSelect): Post {
  return {
    ...row,
    ...(severity !== null && { severity }),
    ...(status !== null && { status }),
    ...(withdrawnAt !== null && { withdrawal: { at: withdrawnAt, reason: withdrawnFor ?? '' } }),
  };
}
