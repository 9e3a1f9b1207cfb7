import { and, desc, eq, gt, isNull, lt } from 'drizzle-orm';
import type { BatchId, ListImportId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { listImports } from '../table.ts';

export type StoredImport = typeof listImports.$inferSelect;

export async function insertImport(tx: Tx, row: StoredImport): Promise<void> {
  await tx.insert(listImports).values(row);
}

export async function selectImport(
  db: Db,
  id: ListImportId,
  owner: string,
  now: Date,
): Promise<StoredImport | undefined> {
  const [row] = await db
    .select()
    .from(listImports)
    .where(
      and(eq(listImports.id, id), eq(listImports.owner, owner), gt(listImports.expiresAt, now)),
    );
  return row;
}

/** Those without a batch, newest first; without what is in them. */
export async function selectOpen(db: Db, owner: string, now: Date) {
  const { id, createdAt, expiresAt } = listImports;
  return db
    .select({ id, createdAt, expiresAt })
    .from(listImports)
    .where(
      and(
        eq(listImports.owner, owner),
        isNull(listImports.batchId),
        gt(listImports.expiresAt, now),
      ),
    )
    .orderBy(desc(createdAt));
}

/** Only where it is at that version and in no batch; says whether it was. */
export async function replaceSealed(
  tx: Tx,
  { id, version }: Pick<StoredImport, 'id' | 'version'>,
  sealed: string,
  batchId?: BatchId,
): Promise<boolean> {
  const rows = await tx
    .update(listImports)
    .set({ sealed, version: version + 1, ...(batchId && { batchId }) })
    .where(
      and(eq(listImports.id, id), eq(listImports.version, version), isNull(listImports.batchId)),
    )
    .returning({ id: listImports.id });
  return rows.length > 0;
}

export async function deleteImport(tx: Tx, id: ListImportId, owner: string): Promise<void> {
  await tx.delete(listImports).where(and(eq(listImports.id, id), eq(listImports.owner, owner)));
}

/** Whether anything is to be deleted: a look writes nothing. */
export async function hasExpired(db: Db, now: Date): Promise<boolean> {
  const rows = await db
    .select({ id: listImports.id })
    .from(listImports)
    .where(lt(listImports.expiresAt, now))
    .limit(1);
  return rows.length > 0;
}

export async function deleteExpired(tx: Tx, now: Date): Promise<void> {
  await tx.delete(listImports).where(lt(listImports.expiresAt, now));
}
