import { asc, inArray } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { insertAll } from '../../db/insert-all.ts';
import { doomedFiles } from '../table.ts';

export async function insertDoomed(tx: Tx, keys: readonly string[], at: Date): Promise<void> {
  const rows = keys.map((key) => ({ key, at }));
  await insertAll(tx, doomedFiles, rows);
}

/** Oldest first. */
export async function selectDoomed(db: Db, limit: number): Promise<readonly string[]> {
  const rows = await db
    .select({ key: doomedFiles.key })
    .from(doomedFiles)
    .orderBy(asc(doomedFiles.at))
    .limit(limit);
  return rows.map(({ key }) => key);
}

export async function deleteDoomed(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.delete(doomedFiles).where(inArray(doomedFiles.key, [...keys]));
}
