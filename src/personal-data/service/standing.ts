import type { RightsRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Deed, RightsType } from '../../rights/model.ts';
import { forgetLifted, restrictionsOf } from '../../restrictions/service.ts';
import type { RestrictionKind } from '../../restrictions/model.ts';
import { typesFor } from '../model/acting.ts';
import { type Findings, sumOf } from '../model/findings.ts';
import type { Run } from '../model/run.ts';
import { deleteAddressesOf, selectHashesOf } from '../store/addresses.ts';
import { deleteCopiesOf, endCopies, selectNewestCopy } from '../store/copies.ts';
import { deleteRunsOf, selectRuns } from '../store/runs.ts';

/** What was done with somebody's data, as the page of their request shows it. */
export type Standing = {
  /** Newest first. */
  readonly runs: readonly Run[];
  /** Until when the copy can be opened; absent where none is ready. */
  readonly copyUntil?: Date;
};

export async function standingOf(db: Db, id: RightsRequestId, now: Date): Promise<Standing> {
  const copy = await selectNewestCopy(db, id);
  const isReady = copy !== undefined && copy.usedAt === null && copy.expiresAt > now;
  return { runs: await selectRuns(db, id), ...(isReady && { copyUntil: copy.expiresAt }) };
}

/** What was done for each thing that was asked; absent for what nothing was done for. `running`: it is not over. */
export async function deedsOf(
  db: Db,
  id: RightsRequestId,
): Promise<ReadonlyMap<RightsType, Deed | 'running'>> {
  const found = new Map<RightsType, Deed | 'running'>();
  const note = (types: readonly RightsType[], deed: Deed | 'running') =>
    types.forEach((type) => found.set(type, deed));
  for (const { kind, liftedAt } of await restrictionsOf(db, id))
    if (liftedAt === undefined) note(typesFor[kind], deedByKind[kind]);
  // Oldest first, so that the newest says it.
  for (const run of (await selectRuns(db, id)).toReversed())
    note(typesFor[run.act], run.finishedAt === undefined ? 'running' : deedOf(run));
  if (await selectNewestCopy(db, id)) note(typesFor.copy, 'exported');
  return found;
}

const deedByKind: Readonly<Record<RestrictionKind, Deed>> = {
  'no-processing': 'restricted',
  'no-marketing': 'restricted',
  'opt-out': 'opted-out',
};

function deedOf({ act, findings }: Run): Deed {
  if (act === 'correct') return 'corrected';
  return isNothing(findings) ? 'nothing-held' : 'erased';
}

function isNothing(findings: Findings): boolean {
  const { deleted, erased, kept } = sumOf(findings);
  return deleted + erased + kept === 0;
}

/** Hashes of the addresses that staff have added to each of these requests. */
export async function listAddedHashes(
  db: Db,
  ids: readonly RightsRequestId[],
): Promise<ReadonlyMap<RightsRequestId, readonly string[]>> {
  const rows = Map.groupBy(await selectHashesOf(db, ids), ({ requestId }) => requestId);
  return new Map([...rows].map(([id, own]) => [id, own.map((each) => each.addressHash)]));
}

/** With the request's own: which addresses are the person's is forgotten, and links to copies end. */
export async function forgetSubject(tx: Tx, id: RightsRequestId, now: Date): Promise<void> {
  await deleteAddressesOf(tx, [id]);
  await endCopies(tx, id, now);
}

/** The same of requests that are gone, with what was done for them; what they restricted stays while it is in force. */
export async function forgetRequests(tx: Tx, ids: readonly RightsRequestId[]): Promise<void> {
  await deleteAddressesOf(tx, ids);
  await deleteCopiesOf(tx, ids);
  await deleteRunsOf(tx, ids);
  await forgetLifted(tx, ids);
}
