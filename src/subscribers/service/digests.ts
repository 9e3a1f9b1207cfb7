import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { DigestDue, Digested } from '../store/digests.ts';
import * as store from '../store/digests.ts';

export type { DigestDue, Digested } from '../store/digests.ts';

type Moment = { readonly now: Date; readonly until: number };

/** Whose digest is due, and whether it has anything to say, up to place `until` of the ledger. */
export async function listDigestsDue(
  db: Db,
  moment: Moment,
  limit: number,
): Promise<readonly DigestDue[]> {
  return store.selectDigestsDue(db, moment, limit);
}

/** Says that digests up to `until` are planned; answers with those that no other worker had moved on. */
export async function moveDigestsOn(
  tx: Tx,
  rows: readonly Digested[],
  moment: Moment,
): Promise<ReadonlySet<SubscriptionId>> {
  return store.moveDigestsOn(tx, rows, moment);
}

/** Whether any digest is due later than that. */
export async function hasDigestBeyond(db: Db, moment: Date): Promise<boolean> {
  return store.hasDigestBeyond(db, moment);
}

/** Those that are due later than `beyond` are due now. */
export async function pullDigestsBack(tx: Tx, beyond: Date, now: Date): Promise<void> {
  await store.pullDigestsBack(tx, beyond, now);
}
