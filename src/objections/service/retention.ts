import type { CustomerId, ObjectionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Due } from '../../retention/keeper.ts';
import { placeOf, readPlace } from '../../retention/model/place.ts';
import { deleteAddresses } from '../../subscribers/service/cases.ts';
import { selectObjection } from '../store/reading.ts';
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
    since: endedAt ?? before,
    ...(addressHash !== null && { addressHash }),
  }));
}

export async function forgetObjections(tx: Tx, ids: readonly ObjectionId[]): Promise<void> {
  if (ids.length > 0) await deleteAddresses(tx, await store.deleteObjections(tx, ids));
}

export async function hasObjection(db: Db, id: ObjectionId): Promise<boolean> {
  return (await selectObjection(db, id)) !== undefined;
}

/** Cases of each of these customers, which go with it. */
export async function listPartsOf(
  db: Db,
  customerIds: readonly CustomerId[],
): Promise<ReadonlyMap<CustomerId | null, NonNullable<Due['parts']>>> {
  const parts = (await store.selectOf(db, customerIds)).map(({ addressHash, ...each }) => ({
    ...each,
    ...(addressHash !== null && { addressHash }),
  }));
  return Map.groupBy(parts, ({ customerId }) => customerId);
}

export async function forgetObjectionsOf(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<void> {
  const all = await store.selectOf(tx, customerIds);
  await forgetObjections(
    tx,
    all.map(({ id }) => id),
  );
}
