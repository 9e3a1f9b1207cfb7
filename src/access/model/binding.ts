import { Temporal } from 'temporal-polyfill';
import { type Day, dayOf } from '../../core/day.ts';
import type { Period } from '../../core/period.ts';
import type { Acceptance } from '../model.ts';

/**
 * The last day on which an acceptance is proof that may still be needed: so long after it ended as its
 * rule says. Undefined while it binds, and under a rule without a period.
 */
export function lastDayOfProof(
  { endedAt }: Pick<Acceptance, 'endedAt'>,
  period: Period | undefined,
  timeZone: string,
): Day | undefined {
  if (endedAt === undefined || period === undefined) return undefined;
  const last = Temporal.PlainDate.from(dayOf(endedAt, timeZone)).add(period);
  return last.toString() as Day;
}
