import { and, asc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm';
import type { CustomerId, ObjectionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { objectionMessages, objections } from '../table.ts';

/** Of nobody who is known as a customer, closed before that moment, oldest first, behind `after`. */
export async function selectStrayBefore(
  db: Db,
  before: Date,
  after: { readonly at: Date; readonly id: string },
  limit: number,
) {
  const { id, endedAt, customerId, addressHash } = objections;
  return db
    .select({ id, endedAt, addressHash })
    .from(objections)
    .where(
      and(
        isNull(customerId),
        lt(endedAt, before),
        or(gt(endedAt, after.at), and(eq(endedAt, after.at), gt(id, after.id as ObjectionId))),
      ),
    )
    .orderBy(asc(endedAt), asc(id))
    .limit(limit);
}

export async function selectOf(db: Db, customerIds: readonly CustomerId[]) {
  const { id, customerId, addressHash } = objections;
  return db
    .select({ id, customerId, addressHash })
    .from(objections)
    .where(inArray(customerId, [...customerIds]));
}

/** Cases with what was written on them; to which addresses they were answered. */
export async function deleteObjections(tx: Tx, ids: readonly ObjectionId[]) {
  await tx.delete(objectionMessages).where(inArray(objectionMessages.objectionId, [...ids]));
  const gone = await tx
    .delete(objections)
    .where(inArray(objections.id, [...ids]))
    .returning({ id: objections.subscriptionId });
  return gone.flatMap(({ id }) => id ?? []);
}
