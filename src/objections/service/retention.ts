import type { CustomerId, ObjectionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Due } from '../../retention/keeper.ts';
import { placeOf, readPlace } from '../../retention/model/place.ts';
import { deleteAddresses } from '../../subscribers/service/cases.ts';
import * as store from '../store/retention.ts';

/** Cases of nobody who is known as a customer, which so end with no agreement: closed before that moment. */
export async function findStray(
  db: Db,
  before: Date,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly Due[]> {
  const rows = await store.selectStrayBefore(db, before, readPlace(after), limit);
  return rows.map(({ id, endedAt, addressHash }) => ({
    id,
    place: placeOf(endedAt ?? before, id),
    ...(addressHash !== null && { addressHash }),
  }));
}

export async function forgetObjections(tx: Tx, ids: readonly ObjectionId[]): Promise<void> {
  if (ids.length > 0) await deleteAddresses(tx, await store.deleteObjections(tx, ids));
}

export async function forgetObjectionsOf(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<void> {
  await forgetObjections(tx, await store.selectIdsOf(tx, customerIds));
}
