import type { RightsRequestId } from '../core/ids.ts';
import type { Db } from '../db/client.ts';
import type { Restriction, RestrictionKind } from './model.ts';
import * as store from './store/restrictions.ts';

/** Whether data of this address may be kept and nothing else: then it is not deleted either (Article 18(2) GDPR). */
export async function isRestricted(db: Db, addressHash: string): Promise<boolean> {
  return (await listRestricted(db, [addressHash])).get(addressHash)?.has('no-processing') ?? false;
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
