import { addDays, type Day, dayOf, startOfDay, weekdayOf } from '../../core/day.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { DayCount, Terms } from '../../customers/model.ts';
import type { Clock, DateRule, LegalDate } from './notice.ts';

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
function addBusinessDays(day: Day, days: number): Day {
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

/** What follows for a customer from the moment at which its contact's server took the notice. */
export function startClock(acceptedAt: Date, terms: Terms, subscriptionId: SubscriptionId): Clock {
  return {
    startsAt: acceptedAt.toISOString(),
    startsOn: dayOf(acceptedAt, terms.timeZone),
    subscriptionId,
    ...datesFrom(acceptedAt, terms),
  };
}

/** The last day to object and the first day of effect, in the customer's zone, each with its rule. */
export function datesFrom(
  acceptedAt: Date,
  { noticeDays, objectionDays, dayCount, timeZone }: Terms,
): Pick<Clock, 'objectionEnds' | 'earliestEffect'> {
  const startsOn = dayOf(acceptedAt, timeZone);
  const last = lastDayToObject(startsOn, objectionDays, dayCount);
  // Our own duty is not rolled forward; where it ends later than the customer's right, it counts.
  const noticed =
    dayCount === 'business' ? addBusinessDays(startsOn, noticeDays) : addDays(startsOn, noticeDays);
  const isOwn = noticed > last.on;
  const on = addDays(isOwn ? noticed : last.on, 1);
  const counted: DateRule = dayCount === 'business' ? 'business-days' : 'calendar-days';
  return {
    objectionEnds: {
      ...last,
      timeZone,
      at: new Date(startOfDay(addDays(last.on, 1), timeZone).getTime() - 1).toISOString(),
      days: objectionDays,
    },
    earliestEffect: {
      on,
      timeZone,
      at: startOfDay(on, timeZone).toISOString(),
      rule: isOwn ? counted : 'day-after-window',
      days: isOwn ? noticeDays : objectionDays,
    } satisfies LegalDate,
  };
}
