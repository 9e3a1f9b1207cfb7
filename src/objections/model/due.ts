import { droppedBy, type Change } from '../../changes/model.ts';
import type { Day } from '../../core/day.ts';
import type { Objection } from '../model.ts';

/**
 * By when an open objection is to be settled: the last day of the right to terminate, before that the day
 * on which the change takes effect. Undefined for a change that never will.
 */
export function dueOf(
  { state, terminationUntil }: Pick<Objection, 'state' | 'terminationUntil'>,
  change: Pick<Change, 'effectiveOn' | 'steps'> | undefined,
): Day | undefined {
  if (state === 'termination-right-open') return terminationUntil;
  const isDropped = change?.steps.some(({ name }) => droppedBy.includes(name));
  return isDropped ? undefined : change?.effectiveOn;
}
