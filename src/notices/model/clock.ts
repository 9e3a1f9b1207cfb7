import {
  addBusinessDays,
  addDays,
  type Day,
  dayOf,
  startOfDay,
  weekdayOf,
} from '../../core/day.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { getOrMake } from '../../core/remembered.ts';
import type { DayCount, Terms } from '../../customers/model.ts';
import type { Clock, DateRule, LegalDate } from './notice.ts';

/** When a contact's server took the notice, as far as it has not been taken back. */
export type Acceptance = { readonly subscriptionId: SubscriptionId; readonly acceptedAt: Date };

type Counted = Pick<Terms, 'noticeDays' | 'objectionDays' | 'dayCount' | 'timeZone'>;

/**
 * The dates that follow from a notice's arrival. The window is the customer's right: its end is rolled
 * and it lasts to the end of that day where the customer is. The effect is ours to wait for: it comes
 * with the day behind the later of the two periods.
 */
export function startClock({ acceptedAt, subscriptionId }: Acceptance, terms: Counted): Clock {
  return {
    startsAt: acceptedAt.toISOString(),
    startsOn: dayThere(acceptedAt, terms.timeZone),
    subscriptionId,
    ...datesFrom(acceptedAt, terms),
  };
}

/** The two dates, were the notice to arrive then. */
export function datesFrom(
  arrival: Date,
  terms: Counted,
): Pick<Clock, 'objectionEnds' | 'earliestEffect'> {
  const { noticeDays, objectionDays, dayCount, timeZone } = terms;
  const startsOn = dayThere(arrival, timeZone);
  const key = [startsOn, noticeDays, objectionDays, dayCount, timeZone].join(' ');
  return remembered(datesByKey, key, () => countFrom(startsOn, terms));
}

function countFrom(
  startsOn: Day,
  { noticeDays, objectionDays, dayCount, timeZone }: Counted,
): Pick<Clock, 'objectionEnds' | 'earliestEffect'> {
  const window = lastDayToObject(startsOn, objectionDays, dayCount);
  const notice = lastDayOfNotice(startsOn, noticeDays, dayCount);
  const isWindowLonger = window.on >= notice.on;
  const last = isWindowLonger ? window : notice;
  return {
    objectionEnds: {
      ...window,
      timeZone,
      at: new Date(startOfDay(addDays(window.on, 1), timeZone).getTime() - 1).toISOString(),
      days: objectionDays,
    },
    earliestEffect: {
      on: addDays(last.on, 1),
      timeZone,
      at: startOfDay(addDays(last.on, 1), timeZone).toISOString(),
      rule: isWindowLonger ? 'day-after-window' : notice.rule,
      days: isWindowLonger ? objectionDays : noticeDays,
    },
  };
}

/** The clock that the first of these starts; none, none. Of two at once the smaller id, so that all agree. */
export function clockOf(acceptances: readonly Acceptance[], terms: Counted): Clock | undefined {
  const [first] = acceptances.toSorted(
    (a, b) =>
      a.acceptedAt.getTime() - b.acceptedAt.getTime() ||
      (a.subscriptionId < b.subscriptionId ? -1 : 1),
  );
  return first && startClock(first, terms);
}

/**
 * Whether the promised day is over where the customer is. It goes by the day and not by the instant
 * computed from it: should the clocks of a country be changed meanwhile, the day is what was promised.
 */
export function isOver({ on, timeZone }: Pick<LegalDate, 'on' | 'timeZone'>, now: Date): boolean {
  return dayThere(now, timeZone) > on;
}

/** Whether the promised day has begun there. */
export function hasCome({ on, timeZone }: Pick<LegalDate, 'on' | 'timeZone'>, now: Date): boolean {
  return dayThere(now, timeZone) >= on;
}

/** Nowhere on earth is it a later day: clocks are at most 14 hours ahead of UTC. */
export function latestDayAnywhere(now: Date): Day {
  return dayOf(new Date(now.getTime() + 14 * 60 * 60 * 1000), 'UTC');
}

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

/** The notice period is our own duty: nothing is rolled. */
function lastDayOfNotice(
  startsOn: Day,
  days: number,
  count: DayCount,
): { readonly on: Day; readonly rule: DateRule } {
  return count === 'business'
    ? { on: addBusinessDays(startsOn, days), rule: 'business-days' }
    : { on: addDays(startsOn, days), rule: 'calendar-days' };
}

function workingDayFrom(day: Day): Day {
  return isWeekend(day) ? workingDayFrom(addDays(day, 1)) : day;
}

function isWeekend(day: Day): boolean {
  return weekdayOf(day) > 5;
}

// Thousands of customers share a few kinds of terms, and time zones cost a tenth of a millisecond each.
const datesByKey = new Map<string, Pick<Clock, 'objectionEnds' | 'earliestEffect'>>();
const daysByKey = new Map<string, Day>();
const mostRemembered = 1_000;

function dayThere(instant: Date, timeZone: string): Day {
  const key = `${instant.getTime()} ${timeZone}`;
  return remembered(daysByKey, key, () => dayOf(instant, timeZone));
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  if (known.size >= mostRemembered) known.clear();
  return getOrMake(known, key, make);
}
