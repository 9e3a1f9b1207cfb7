import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Role } from '../context.ts';
import type { StaffKeyId } from '../core/ids.ts';
import type { Db, Tx } from '../db/client.ts';
import type { StaffKey } from './model.ts';
import { staffKeys } from './table.ts';

export async function selectByHash(
  db: Db,
  hash: string,
): Promise<{ id: StaffKeyId; role: Role } | undefined> {
  const rows = await db
    .select({ id: staffKeys.id, role: staffKeys.role })
    .from(staffKeys)
    .where(and(eq(staffKeys.hash, hash), isNull(staffKeys.revokedAt)))
    .limit(1);
  return rows[0];
}

/** Oldest first; there are as many as staff members, so the list is not paged. */
export async function selectKeys(db: Db): Promise<readonly StaffKey[]> {
  const rows = await db
    .select()
    .from(staffKeys)
    .orderBy(asc(staffKeys.createdAt), asc(staffKeys.id));
  return rows.map(({ hash: _, revokedAt, ...row }) => ({
    ...row,
    ...(revokedAt !== null && { revokedAt }),
  }));
}

export async function insertKey(tx: Tx, key: StaffKey, hash: string): Promise<void> {
  await tx.insert(staffKeys).values({ ...key, hash, revokedAt: null });
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
