import { and, asc, eq } from 'drizzle-orm';
import type { CustomerId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { objections } from '../table.ts';

export async function selectReferencesOf(
  db: Db,
  { changeId, customerId }: { readonly changeId?: number; readonly customerId?: CustomerId },
) {
  const { id, reference, linkVersion, state, receivedAt, isLate } = objections;
  return db
    .select({
      id,
      reference,
      changeId: objections.changeId,
      linkVersion,
      state,
      receivedAt,
      isLate,
    })
    .from(objections)
    .where(
      and(
        changeId === undefined ? undefined : eq(objections.changeId, changeId),
        customerId === undefined ? undefined : eq(objections.customerId, customerId),
      ),
    )
    .orderBy(asc(objections.receivedAt), asc(objections.id));
}
