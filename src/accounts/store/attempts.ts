import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { staffAttempts } from '../table.ts';

export type StoredAttempt = typeof staffAttempts.$inferSelect;

export async function insertAttempt(tx: Tx, attempt: Omit<StoredAttempt, 'tries'>): Promise<void> {
  await tx.insert(staffAttempts).values({ ...attempt, tries: 0 });
}

/** One more try at it; undefined where there is none that goes on. */
export async function tryAttempt(
  tx: Tx,
  { hash, kind }: Pick<StoredAttempt, 'hash' | 'kind'>,
  now: Date,
): Promise<StoredAttempt | undefined> {
  const [row] = await tx
    .update(staffAttempts)
    .set({ tries: sql`${staffAttempts.tries} + 1` })
    .where(
      and(
        eq(staffAttempts.hash, hash),
        eq(staffAttempts.kind, kind),
        gt(staffAttempts.expiresAt, now),
      ),
    )
    .returning();
  return row;
}

/** False where it was ended already: of two ends at once one counts. */
export async function endAttempt(tx: Tx, hash: string): Promise<boolean> {
  const rows = await tx
    .delete(staffAttempts)
    .where(eq(staffAttempts.hash, hash))
    .returning({ hash: staffAttempts.hash });
  return rows.length > 0;
}

export async function deleteAttemptsBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.delete(staffAttempts).where(lt(staffAttempts.expiresAt, moment));
}
