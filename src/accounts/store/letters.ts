import { and, asc, eq, lt, lte } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { staffLetters } from '../table.ts';

export type StoredLetter = typeof staffLetters.$inferSelect;

export async function insertLetter(tx: Tx, letter: Omit<StoredLetter, 'id'>): Promise<void> {
  await tx.insert(staffLetters).values(letter);
}

export async function selectDueLetters(
  db: Db,
  now: Date,
  limit: number,
): Promise<readonly StoredLetter[]> {
  return db
    .select()
    .from(staffLetters)
    .where(lte(staffLetters.dueAt, now))
    .orderBy(asc(staffLetters.dueAt))
    .limit(limit);
}

/** False where another worker has it. */
export async function claimLetter(
  tx: Tx,
  { id, dueAt }: Pick<StoredLetter, 'id' | 'dueAt'>,
  until: Date,
): Promise<boolean> {
  const rows = await tx
    .update(staffLetters)
    .set({ dueAt: until })
    .where(and(eq(staffLetters.id, id), eq(staffLetters.dueAt, dueAt)))
    .returning({ id: staffLetters.id });
  return rows.length > 0;
}

export async function deleteLetter(tx: Tx, id: number): Promise<void> {
  await tx.delete(staffLetters).where(eq(staffLetters.id, id));
}

export async function deleteLettersBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.delete(staffLetters).where(lt(staffLetters.expiresAt, moment));
}
