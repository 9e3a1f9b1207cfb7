import { asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { CustomerId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { contactCorrections } from '../table.ts';

export type CorrectionRow = typeof contactCorrections.$inferSelect;

export async function insertCorrection(tx: Tx, row: Omit<CorrectionRow, 'id'>): Promise<number> {
  const [added] = await tx
    .insert(contactCorrections)
    .values(row)
    .returning({ id: contactCorrections.id });
  return added?.id ?? 0;
}

/** Oldest first. */
export async function selectCorrections(
  db: Db,
  after: number,
  limit: number,
): Promise<readonly CorrectionRow[]> {
  return db
    .select()
    .from(contactCorrections)
    .where(gt(contactCorrections.id, after))
    .orderBy(asc(contactCorrections.id))
    .limit(limit);
}

export async function selectCorrectionsOf(
  db: Db,
  customerId: CustomerId,
): Promise<readonly CorrectionRow[]> {
  return db
    .select()
    .from(contactCorrections)
    .where(eq(contactCorrections.customerId, customerId))
    .orderBy(asc(contactCorrections.id));
}

export async function selectCorrection(db: Db, id: number): Promise<CorrectionRow | undefined> {
  const [found] = await db.select().from(contactCorrections).where(eq(contactCorrections.id, id));
  return found;
}

export async function deleteCorrections(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length > 0)
    await tx.delete(contactCorrections).where(inArray(contactCorrections.id, [...ids]));
}

export async function countCorrectionsOf(db: Db, customerId: CustomerId): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)` })
    .from(contactCorrections)
    .where(eq(contactCorrections.customerId, customerId));
  return row?.count ?? 0;
}
