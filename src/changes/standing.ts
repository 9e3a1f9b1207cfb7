import type { Day } from '../core/day.ts';
import { type Change, isPending, type Step } from './model.ts';

/** The time to object on general terms, by what the steps say of it: the clock has no part in it. */
export type ObjectionWindow = { readonly objectionEndsOn: Day; readonly isOpen: boolean };

type Stepped = Pick<Change, 'steps' | 'objectionEndsOn'>;

/** Undefined where the change opens no window. */
export function windowOf(change: Stepped): ObjectionWindow | undefined {
  const { objectionEndsOn } = change;
  if (objectionEndsOn === undefined) return undefined;
  return { objectionEndsOn, isOpen: !isOver(change) };
}

/** Whether an objection is asked for: before the change takes effect, of an emergency until its window closes. */
export function mayObject(change: Stepped): boolean {
  const window = windowOf(change);
  return window !== undefined && (isPending(change) || window.isOpen);
}

/**
 * What a reader is to know before anything else: changes to come, and emergencies that can still be
 * objected to; the one whose next day is nearest first.
 */
export function changesDue({
  pending,
  recent,
}: {
  readonly pending: readonly Change[];
  readonly recent: readonly Change[];
}): readonly Change[] {
  const emergencies = recent.filter((change) => change.emergency && windowOf(change)?.isOpen);
  return [...pending, ...emergencies].toSorted(
    (a, b) => Date.parse(nextDay(a)) - Date.parse(nextDay(b)) || a.id - b.id,
  );
}

function nextDay(change: Change): Day {
  const window = windowOf(change);
  if (!window?.isOpen) return change.effectiveOn;
  const { objectionEndsOn } = window;
  return isPending(change) && change.effectiveOn < objectionEndsOn
    ? change.effectiveOn
    : objectionEndsOn;
}

function endsOnAfter(steps: readonly Step[]): Day | undefined {
  return steps.findLast((step) => step.objectionEndsOn !== undefined)?.objectionEndsOn;
}

/** Closed by its step and not opened anew since; of what was taken back nothing is left to object to. */
function isOver({ steps }: Stepped): boolean {
  if (steps.some(({ name }) => name === 'withdrawn' || name === 'superseded')) return true;
  const closed = steps.findLastIndex(({ name }) => name === 'objection-closed');
  if (closed < 0) return false;
  const before = endsOnAfter(steps.slice(0, closed));
  const since = endsOnAfter(steps.slice(closed + 1));
  return since === undefined || since === before;
}
