import { addDays, type Day, weekdayOf } from '../../core/day.ts';
import type { DayCount } from '../../customers/model.ts';
import type { DateRule } from './notice.ts';

/**
 * The last day to object: the day of the event is not counted (Regulation 1182/71, Article 3), and a
 * period that would end on a weekend ends with the next working day, for it is the customer's right.
 */
export function lastDayToObject(
  startsOn: Day,
  days: number,
  count: DayCount,
): { readonly on: Day; readonly rule: DateRule } {
  if (count === 'business') return { on: addBusinessDays(startsOn, days), rule: 'business-days' };
  const end = addDays(startsOn, days);
  const on = workingDayFrom(end);
  return { on, rule: on === end ? 'calendar-days' : 'rolled-to-working-day' };
}

/** `days` working days after `day`, which is not counted itself. */
export function addBusinessDays(day: Day, days: number): Day {
  let on = day;
  for (let left = days; left > 0;) {
    on = addDays(on, 1);
    if (!isWeekend(on)) left -= 1;
  }
  return on;
}

function workingDayFrom(day: Day): Day {
  return isWeekend(day) ? workingDayFrom(addDays(day, 1)) : day;
}

function isWeekend(day: Day): boolean {
  return weekdayOf(day) > 5;
}
