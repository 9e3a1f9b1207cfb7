import { and, asc, eq } from 'drizzle-orm';
import type { PersonId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { staffIdentities, staffPasskeys } from '../table.ts';

export type StoredPasskey = typeof staffPasskeys.$inferSelect;
export type StoredIdentity = typeof staffIdentities.$inferSelect;

/** Oldest first. */
export async function selectPasskeysOf(
  db: Db,
  personId: PersonId,
): Promise<readonly StoredPasskey[]> {
  return db
    .select()
    .from(staffPasskeys)
    .where(eq(staffPasskeys.personId, personId))
    .orderBy(asc(staffPasskeys.createdAt));
}

export async function selectPasskey(db: Db, id: string): Promise<StoredPasskey | undefined> {
  const [row] = await db.select().from(staffPasskeys).where(eq(staffPasskeys.id, id)).limit(1);
  return row;
}

export async function insertPasskey(tx: Tx, passkey: StoredPasskey): Promise<void> {
  await tx.insert(staffPasskeys).values(passkey);
}

export async function notePasskeyUse(
  tx: Tx,
  id: string,
  use: { readonly counter: number; readonly lastUsedAt: Date },
): Promise<void> {
  await tx.update(staffPasskeys).set(use).where(eq(staffPasskeys.id, id));
}

export async function deletePasskey(
  tx: Tx,
  { id, personId }: Pick<StoredPasskey, 'id' | 'personId'>,
): Promise<boolean> {
  const rows = await tx
    .delete(staffPasskeys)
    .where(and(eq(staffPasskeys.id, id), eq(staffPasskeys.personId, personId)))
    .returning({ id: staffPasskeys.id });
  return rows.length > 0;
}

export async function selectIdentity(
  db: Db,
  { issuer, subject }: Pick<StoredIdentity, 'issuer' | 'subject'>,
): Promise<StoredIdentity | undefined> {
  const [row] = await db
    .select()
    .from(staffIdentities)
    .where(and(eq(staffIdentities.issuer, issuer), eq(staffIdentities.subject, subject)))
    .limit(1);
  return row;
}

export async function selectIdentitiesOf(
  db: Db,
  personId: PersonId,
): Promise<readonly StoredIdentity[]> {
  return db.select().from(staffIdentities).where(eq(staffIdentities.personId, personId));
}

export async function insertIdentity(tx: Tx, identity: StoredIdentity): Promise<void> {
  await tx.insert(staffIdentities).values(identity);
}

/** All that somebody could show who they are with. */
export async function deleteProofsOf(tx: Tx, personId: PersonId): Promise<void> {
  await tx.delete(staffPasskeys).where(eq(staffPasskeys.personId, personId));
  await tx.delete(staffIdentities).where(eq(staffIdentities.personId, personId));
}

export async function deleteIdentitiesOf(tx: Tx, personId: PersonId): Promise<number> {
  const rows = await tx
    .delete(staffIdentities)
    .where(eq(staffIdentities.personId, personId))
    .returning({ issuer: staffIdentities.issuer });
  return rows.length;
}
