import { and, eq, gt, lt } from 'drizzle-orm';
import type { PersonId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { staffLinks } from '../table.ts';

export type StoredLink = typeof staffLinks.$inferSelect;

export async function insertLink(tx: Tx, link: StoredLink): Promise<void> {
  await tx.insert(staffLinks).values(link);
}

/** One that has not run out; opening uses nothing up. */
export async function selectLink(db: Db, hash: string, now: Date): Promise<StoredLink | undefined> {
  const [row] = await db
    .select()
    .from(staffLinks)
    .where(and(eq(staffLinks.hash, hash), gt(staffLinks.expiresAt, now)))
    .limit(1);
  return row;
}

/** Of two who use a link at once one gets it. */
export async function takeLink(tx: Tx, hash: string, now: Date): Promise<StoredLink | undefined> {
  const [row] = await tx
    .delete(staffLinks)
    .where(and(eq(staffLinks.hash, hash), gt(staffLinks.expiresAt, now)))
    .returning();
  return row;
}

export async function deleteLinksOf(tx: Tx, personId: PersonId): Promise<void> {
  await tx.delete(staffLinks).where(eq(staffLinks.personId, personId));
}

export async function deleteLinksOfKind(tx: Tx, kind: StoredLink['kind']): Promise<void> {
  await tx.delete(staffLinks).where(eq(staffLinks.kind, kind));
}

export async function deleteLinksBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.delete(staffLinks).where(lt(staffLinks.expiresAt, moment));
}
