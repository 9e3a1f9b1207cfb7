import { dayOf, type Day } from '../core/day.ts';
import { type Change, isPending, lastStep } from './model.ts';

/** The day that belongs to a change's status in a log: of the announcement, then of the effect. */
export function shownDay(change: Change, timeZone: string): Day {
  return isPending(change) ? dayOf(lastStep(change).at, timeZone) : change.effectiveOn;
}
