import { addDays, type Day, daysBetween } from '../../core/day.ts';
import { addPeriod, type Period } from '../../core/period.ts';

/** One period is longer than another by at most so many days, wherever it begins: three of February, and leap days. */
const slack = 8;

/**
 * The last day of which a period is over today: what happened on it or before is due. Counted from each
 * day forward, as the rule is read; counting back from today would say otherwise at the end of a month.
 */
export function lastDueDay(today: Day, period: Period): Day {
  let day = addDays(today, -daysBetween(today, addPeriod(today, period)) - slack);
  while (addPeriod(addDays(day, 1), period) <= today) day = addDays(day, 1);
  return day;
}
