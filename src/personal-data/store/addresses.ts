import { and, asc, eq, inArray } from 'drizzle-orm';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { subjectAddresses } from '../table.ts';

export type AddressRow = typeof subjectAddresses.$inferSelect;

/** In the order in which they were added. */
export async function selectAddresses(db: Db, id: RightsRequestId): Promise<readonly AddressRow[]> {
  return db
    .select()
    .from(subjectAddresses)
    .where(eq(subjectAddresses.requestId, id))
    .orderBy(asc(subjectAddresses.id));
}

export async function selectHashesOf(db: Db, ids: readonly RightsRequestId[]) {
  const { requestId, addressHash } = subjectAddresses;
  return db
    .select({ requestId, addressHash })
    .from(subjectAddresses)
    .where(inArray(requestId, [...ids]));
}

/** Undefined where it is there already. */
export async function insertAddress(
  tx: Tx,
  row: typeof subjectAddresses.$inferInsert,
): Promise<number | undefined> {
  const [stored] = await tx
    .insert(subjectAddresses)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: subjectAddresses.id });
  return stored?.id;
}

/** False where there is none of this number. */
export async function deleteAddress(
  tx: Tx,
  requestId: RightsRequestId,
  id: number,
): Promise<boolean> {
  const gone = await tx
    .delete(subjectAddresses)
    .where(and(eq(subjectAddresses.requestId, requestId), eq(subjectAddresses.id, id)))
    .returning({ id: subjectAddresses.id });
  return gone.length > 0;
}

export async function deleteAddressesOf(tx: Tx, ids: readonly RightsRequestId[]): Promise<void> {
  await tx.delete(subjectAddresses).where(inArray(subjectAddresses.requestId, [...ids]));
}
