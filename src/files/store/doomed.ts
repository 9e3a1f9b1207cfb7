import { and, asc, gt, inArray, lte } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { insertAll } from '../../db/insert-all.ts';
import { doomedFiles } from '../table.ts';

export async function insertDoomed(tx: Tx, keys: readonly string[], at: Date): Promise<void> {
  const rows = keys.map((key) => ({ key, at }));
  await insertAll(tx, doomedFiles, rows);
}

/** Those whose time has come, oldest first. */
export async function selectDoomed(db: Db, now: Date, limit: number): Promise<readonly string[]> {
  const rows = await db
    .select({ key: doomedFiles.key })
    .from(doomedFiles)
    .where(lte(doomedFiles.at, now))
    .orderBy(asc(doomedFiles.at))
    .limit(limit);
  return rows.map(({ key }) => key);
}

export async function deleteDoomed(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.delete(doomedFiles).where(inArray(doomedFiles.key, [...keys]));
}

/** Of these those whose time has not come; how many. */
export async function deleteDoomedAfter(
  tx: Tx,
  keys: readonly string[],
  now: Date,
): Promise<number> {
  const rows = await tx
    .delete(doomedFiles)
    .where(and(inArray(doomedFiles.key, [...keys]), gt(doomedFiles.at, now)))
    .returning({ key: doomedFiles.key });
  return rows.length;
}
