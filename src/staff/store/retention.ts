import { and, asc, eq, gt, inArray, lt, ne, or } from 'drizzle-orm';
import type { StaffKeyId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { staffKeys } from '../table.ts';

/** Keys revoked before that moment whose holder is still named, oldest first, behind `after`. */
export async function selectRevokedBefore(
  db: Db,
  before: Date,
  after: { readonly at: Date; readonly id: string },
  limit: number,
) {
  const { id, revokedAt, holder } = staffKeys;
  return db
    .select({ id, revokedAt })
    .from(staffKeys)
    .where(
      and(
        ne(holder, ''),
        lt(revokedAt, before),
        or(gt(revokedAt, after.at), and(eq(revokedAt, after.at), gt(id, after.id as StaffKeyId))),
      ),
    )
    .orderBy(asc(revokedAt), asc(id))
    .limit(limit);
}

/** Which keys there were stays, and since when they open nothing. */
export async function eraseHolders(tx: Tx, ids: readonly StaffKeyId[]): Promise<void> {
  await tx
    .update(staffKeys)
    .set({ holder: '' })
    .where(inArray(staffKeys.id, [...ids]));
}
