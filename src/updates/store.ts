import { asc, eq } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import type { Post, Thread } from './model.ts';
import { updatePosts, updateThreads } from './table.ts';

export async function selectThread(db: Db, number: number): Promise<Thread | undefined> {
  const [row] = await db.select().from(updateThreads).where(eq(updateThreads.number, number));
  if (!row) return undefined;
  const { severity, status, withdrawn, open: _, ...rest } = row;
  return {
    ...rest,
    ...(severity !== null && { severity }),
    ...(status !== null && { status }),
    isWithdrawn: withdrawn,
  };
}

/** Oldest first. */
export async function selectPosts(db: Db, thread: number): Promise<readonly Post[]> {
  const rows = await db
    .select()
    .from(updatePosts)
    .where(eq(updatePosts.thread, thread))
    .orderBy(asc(updatePosts.position));
  return rows.map(({ severity, status, withdrawnAt, withdrawnFor, ...row }) => ({
    ...row,
    ...(severity !== null && { severity }),
    ...(status !== null && { status }),
    ...(withdrawnAt !== null &&
      withdrawnFor !== null && { withdrawal: { at: withdrawnAt, reason: withdrawnFor } }),
  }));
}
