import type { Db } from '../../db/client.ts';
import type { ChangeStep } from '../model.ts';
import { standingAfter } from '../model.ts';
import { selectStepsAt } from '../store/happened.ts';

/** Steps of changes by the places of their events in the ledger, each as it stood then. */
export async function loadSteps(
  db: Db,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, ChangeStep>> {
  const found = await selectStepsAt(db, seqs);
  return new Map(
    [...found].map(([seq, { step, change }]) => [
      seq,
      { step, change: standingAfter(change, change.steps.indexOf(step) + 1) },
    ]),
  );
}
