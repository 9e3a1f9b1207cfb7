import { type Change, type ChangeItem, changedFields } from '../../changes/model.ts';
import { type Day, dayOfMoment, type Moment, momentAt, startMoment } from '../../core/day.ts';
import { carryFields } from './applying.ts';
import type { Facts } from './facts.ts';

/** What holds for an entry from a moment on, up to its next period. */
export type Period = { readonly validFrom: Moment; readonly facts: Facts };

/**
 * When a change has effect: on its day, which begins with it. A history claims more: which of two
 * revisions of one day came first, so the time of day counts too.
 */
export function momentOf(
  { effectiveOn, claimedAt }: Pick<Change, 'effectiveOn' | 'claimedAt'>,
  timeZone: string,
): Moment {
  return claimedAt === undefined ? startMoment(effectiveOn) : momentAt(claimedAt, timeZone);
}

/** From when on a change says something else about an entry: an addition or an end may lie before its own day. */
export function firstMoment({ before, after }: ChangeItem, moment: Moment): Moment {
  const [earliest] = bounds
    .filter((field) => before?.[field] !== after[field])
    .flatMap((field) => [before?.[field], after[field]])
    .filter((day) => day !== undefined && day < dayOfMoment(moment))
    .sort();
  return earliest === undefined ? moment : startMoment(earliest);
}

/**
 * The periods of an entry once a change is known, beginning with the first that it changes. It counts
 * from its day on: what was known to follow later stays, with the fields that it changes laid over.
 * Only first and last day count for earlier days too: they say themselves for which.
 */
export function restate(
  periods: readonly Period[],
  item: ChangeItem,
  moment: Moment,
): readonly Period[] {
  const start = firstMoment(item, moment);
  const { before, after } = item;
  if (before === undefined) return [{ validFrom: start, facts: after }];
  const fields = changedFields(before, after);
  const lasting = fields.filter((field) => isBound(field));
  const rest = fields.filter((field) => !isBound(field));
  const bounded = layOver(periods, start, after, lasting);
  return layOver(bounded, moment, after, rest).filter(({ validFrom }) => validFrom >= start);
}

/** Whether an entry of which these facts are known is processing on a day. */
export function isInEffectOn({ effectiveFrom, effectiveUntil }: Facts, day: Day): boolean {
  return (
    (effectiveFrom === undefined || effectiveFrom <= day) &&
    (effectiveUntil === undefined || day < effectiveUntil)
  );
}

const bounds = ['effectiveFrom', 'effectiveUntil'] as const;

function isBound(field: keyof Facts): boolean {
  return bounds.some((bound) => bound === field);
}

function layOver(
  periods: readonly Period[],
  from: Moment,
  after: Facts,
  fields: readonly (keyof Facts)[],
): readonly Period[] {
  const held = periods.findLast(({ validFrom }) => validFrom <= from) ?? periods[0];
  if (fields.length === 0 || held === undefined) return periods;
  const later = periods.filter(({ validFrom }) => validFrom > from);
  const edited = [{ validFrom: from, facts: held.facts }, ...later].map((period) => ({
    ...period,
    facts: carryFields(period.facts, after, fields),
  }));
  return [...periods.filter(({ validFrom }) => validFrom < from), ...edited];
}
