import { dayOf, type Day } from '../core/day.ts';
import { type Change, lastStep, publishesList } from './model.ts';
import { stateOf } from './words.ts';

/** The day that belongs to a change's status in a log: of its newest step, once in effect that of the effect. */
export function shownDay(change: Change, timeZone: string): Day {
  if (stateOf(change) === 'in-effect') return change.effectiveOn;
  const step = change.steps.findLast(publishesList) ?? lastStep(change);
  return dayOf(step.at, timeZone);
}
