import { and, asc, eq, isNull } from 'drizzle-orm';
import type { StaffKeyId } from '../core/ids.ts';
import type { Db, Tx } from '../db/client.ts';
import type { StaffKey } from './model.ts';
import type { Approval } from './model/four-eyes.ts';
import { staffKeys } from './table.ts';

export async function selectByHash(db: Db, hash: string): Promise<StaffKey | undefined> {
  const rows = await db.select().from(staffKeys).where(eq(staffKeys.hash, hash)).limit(1);
  return rows.map(toKey)[0];
}

export async function selectKey(db: Db, id: StaffKeyId): Promise<StaffKey | undefined> {
  const rows = await db.select().from(staffKeys).where(eq(staffKeys.id, id));
  return rows.map(toKey)[0];
}

/** Oldest first; there are as many as staff members, so the list is not paged. */
export async function selectKeys(db: Db): Promise<readonly StaffKey[]> {
  const rows = await db
    .select()
    .from(staffKeys)
    .orderBy(asc(staffKeys.createdAt), asc(staffKeys.id));
  return rows.map(toKey);
}

export async function insertKey(tx: Tx, key: StaffKey, hash: string): Promise<void> {
  await tx.insert(staffKeys).values({ ...key, hash });
}

/** False when there is no such key in force. */
export async function revokeKey(tx: Tx, id: StaffKeyId, at: Date): Promise<boolean> {
  const rows = await tx
    .update(staffKeys)
    .set({ revokedAt: at })
    .where(and(eq(staffKeys.id, id), isNull(staffKeys.revokedAt)))
    .returning({ id: staffKeys.id });
  return rows.length > 0;
}

export async function approveKey(tx: Tx, id: StaffKeyId, approval: Approval): Promise<void> {
  await tx.update(staffKeys).set({ approval }).where(eq(staffKeys.id, id));
}

function toKey(row: typeof staffKeys.$inferSelect): StaffKey {
  const { hash: _, scopes, expiresAt, proposedBy, approval, revokedAt, ...rest } = row;
  return {
    ...rest,
    ...(scopes !== null && { scopes }),
    ...(expiresAt !== null && { expiresAt }),
    ...(proposedBy !== null && { proposedBy }),
    ...(approval !== null && { approval }),
    ...(revokedAt !== null && { revokedAt }),
  };
}
