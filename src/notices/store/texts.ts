import { inArray } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { noticeTexts } from '../table.ts';

export type StoredText = typeof noticeTexts.$inferSelect;

/** Many customers are told the same: a text stands once, whoever wrote it first. */
export async function insertTexts(tx: Tx, texts: readonly StoredText[]): Promise<void> {
  if (texts.length > 0)
    await tx
      .insert(noticeTexts)
      .values([...texts])
      .onConflictDoNothing();
}

export async function selectTexts(
  db: Db,
  hashes: readonly string[],
): Promise<readonly StoredText[]> {
  if (hashes.length === 0) return [];
  return db
    .select()
    .from(noticeTexts)
    .where(inArray(noticeTexts.hash, [...hashes]));
}
