import { Refusal } from '../core/errors.ts';
import type { RightsRequestId } from '../core/ids.ts';
import type { Keys } from '../core/keys.ts';
import type { Db, Tx } from '../db/client.ts';
import { addressHash } from '../subscribers/model/address.ts';
import type { Restriction, RestrictionKind } from './model.ts';
import * as store from './store/restrictions.ts';

/** Whether data of this address may be kept and nothing else: then it is not deleted either (Article 18(2) GDPR). */
export async function isRestricted(db: Db, addressHash: string): Promise<boolean> {
  return (await listRestricted(db, [addressHash])).get(addressHash)?.has('no-processing') ?? false;
}

/** Before staff erase a record by hand. Refuses `conflict` where its person wants it kept (Article 18 GDPR). */
export async function refuseRestricted(
  db: Db,
  keys: Keys,
  email: string | undefined,
): Promise<void> {
  if (email !== undefined && (await isRestricted(db, addressHash(keys, 'email', email))))
    throw new Refusal(
      'conflict',
      'The person has restricted the use of this data, so it is kept. Lift the restriction first.',
    );
}

/** What stands against using each of these; those against which nothing stands are absent. One statement. */
export async function listRestricted(
  db: Db,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<RestrictionKind>>> {
  if (hashes.length === 0) return new Map();
  const found = Map.groupBy(await store.selectRestricted(db, hashes), (row) => row.addressHash);
  return new Map([...found].map(([hash, rows]) => [hash, new Set(rows.map(({ kind }) => kind))]));
}

/** Whether anybody has restricted anything: where nobody has, no address need be hashed. */
export async function isAnythingRestricted(db: Db): Promise<boolean> {
  return store.hasRestriction(db);
}

/** What a privacy request has set, with what was lifted again; oldest first. */
export async function restrictionsOf(db: Db, id: RightsRequestId): Promise<readonly Restriction[]> {
  return store.selectOfRequest(db, id);
}

/** With requests that are purged: what they restricted and is lifted. What is in force stays. */
export async function forgetLifted(tx: Tx, ids: readonly RightsRequestId[]): Promise<void> {
  await store.deleteLiftedOf(tx, ids);
}
