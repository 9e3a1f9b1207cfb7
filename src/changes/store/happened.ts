import { inArray } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { ChangeStep } from '../model.ts';
import { changeSteps } from '../table.ts';
import { withChanges } from './reading.ts';

/** Steps by the places of their events in the ledger. */
export async function selectStepsAt(
  db: Db,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, ChangeStep>> {
  if (seqs.length === 0) return new Map();
  const { seq, changeId, eventId } = changeSteps;
  const rows = await db
    .select({ seq, changeId, eventId })
    .from(changeSteps)
    .where(inArray(seq, [...seqs]));
  const found = await withChanges(db, rows);
  const places = new Map(rows.map((row) => [row.eventId, row.seq]));
  return new Map(found.map((each) => [places.get(each.step.eventId) ?? 0, each]));
}
