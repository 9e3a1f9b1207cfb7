import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { CopyLinkId, RightsRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { dataCopies } from '../table.ts';

export type CopyRow = typeof dataCopies.$inferSelect;

/** The newest of a request. */
export async function selectNewestCopy(db: Db, id: RightsRequestId): Promise<CopyRow | undefined> {
  const [row] = await db
    .select()
    .from(dataCopies)
    .where(eq(dataCopies.requestId, id))
    .orderBy(desc(dataCopies.createdAt), desc(dataCopies.id))
    .limit(1);
  return row;
}

export async function selectCopy(db: Db, id: CopyLinkId): Promise<CopyRow | undefined> {
  const [row] = await db.select().from(dataCopies).where(eq(dataCopies.id, id));
  return row;
}

export async function selectBySecret(db: Db, secretHash: string): Promise<CopyRow | undefined> {
  const [row] = await db.select().from(dataCopies).where(eq(dataCopies.secretHash, secretHash));
  return row;
}

export async function insertCopy(tx: Tx, row: typeof dataCopies.$inferInsert): Promise<void> {
  await tx.insert(dataCopies).values(row);
}

type Session = { readonly secretHash: string; readonly sessionEndsAt: Date };

/** False where somebody was first, or it has expired: of two at once one uses it. */
export async function useCopy(
  tx: Tx,
  id: CopyLinkId,
  now: Date,
  session: Session,
): Promise<boolean> {
  const used = await tx
    .update(dataCopies)
    .set({ usedAt: now, ...session })
    .where(and(eq(dataCopies.id, id), isNull(dataCopies.usedAt), gt(dataCopies.expiresAt, now)))
    .returning({ id: dataCopies.id });
  return used.length > 0;
}

/** Links that nobody has used end, and sessions too. How many were open. */
export async function endCopies(tx: Tx, id: RightsRequestId, now: Date): Promise<number> {
  const ofRequest = eq(dataCopies.requestId, id);
  const links = await tx
    .update(dataCopies)
    .set({ expiresAt: now })
    .where(and(ofRequest, isNull(dataCopies.usedAt), gt(dataCopies.expiresAt, now)))
    .returning({ id: dataCopies.id });
  const sessions = await tx
    .update(dataCopies)
    .set({ sessionEndsAt: now })
    .where(and(ofRequest, gt(dataCopies.sessionEndsAt, now)))
    .returning({ id: dataCopies.id });
  return links.length + sessions.length;
}

/** Of requests that are gone. */
export async function deleteCopiesOf(tx: Tx, ids: readonly RightsRequestId[]): Promise<void> {
  await tx.delete(dataCopies).where(inArray(dataCopies.requestId, [...ids]));
}
