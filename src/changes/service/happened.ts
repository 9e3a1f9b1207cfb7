import type { Db } from '../../db/client.ts';
import type { ChangeStep } from '../model.ts';
import { selectStepsAt } from '../store/happened.ts';
import { asOfStep } from '../words.ts';

/** Steps of changes by the places of their events in the ledger, each with its change as it stood then. */
export async function loadSteps(
  db: Db,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, ChangeStep>> {
  const found = await selectStepsAt(db, seqs);
  return new Map(
    [...found].map(([seq, entry]) => [seq, { step: entry.step, change: asOfStep(entry) }]),
  );
}
