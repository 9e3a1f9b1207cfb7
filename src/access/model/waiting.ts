import { addDays, type Day, dayOf, startOfDay, weekdayOf } from '../../core/day.ts';

/** After how many working days without a decision staff are reminded. */
const reminderDays = 2;

const dayMs = 24 * 60 * 60 * 1000;

/** How long each state lasts before the request expires. */
export const patienceMs = {
  verifying: 7 * dayMs,
  question: 30 * dayMs,
  signing: 30 * dayMs,
} as const;

/**
 * When staff are reminded of a request that came then: so many working days later, Monday to Friday, at
 * the beginning of the day behind them, where the organisation is. No public holidays.
 */
export function remindAt(waitingSince: Date, timeZone: string): Date {
  let day: Day = dayOf(waitingSince, timeZone);
  for (let left = reminderDays; left > 0;) {
    day = addDays(day, 1);
    if (weekdayOf(day) <= 5) left -= 1;
  }
  return startOfDay(addDays(day, 1), timeZone);
}
