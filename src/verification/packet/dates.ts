import type { Json } from '../../core/canonical-json.ts';

// The rules of docs/notices.md once more, by other means than src/notices has: what publishes can not vouch for itself.

export type Counting = {
  readonly noticeDays: number;
  readonly objectionDays: number;
  readonly isBusiness: boolean;
  readonly timeZone: string;
};

/** The dates that follow from an arrival: days as `2026-12-22`, instants in milliseconds. */
export type Dates = {
  readonly startsOn: string;
  readonly objectionEndsOn: string;
  readonly objectionEndsAt: number;
  readonly objectionRule: string;
  readonly earliestOn: string;
  readonly earliestAt: number;
  readonly earliestRule: string;
};

export function datesOf(arrival: number, counting: Counting): Dates {
  const startsOn = localDay(arrival, counting.timeZone);
  const counted = countFrom(startsOn, counting.objectionDays, counting.isBusiness);
  const window = counting.isBusiness ? counted : rolled(counted);
  const notice = countFrom(startsOn, counting.noticeDays, counting.isBusiness);
  const later = window >= notice ? window : notice;
  const plain = counting.isBusiness ? 'business-days' : 'calendar-days';
  return {
    startsOn,
    objectionEndsOn: window,
    objectionEndsAt: firstInstant(shifted(window, 1), counting.timeZone) - 1,
    objectionRule: window === counted ? plain : 'rolled-to-working-day',
    earliestOn: shifted(later, 1),
    earliestAt: firstInstant(shifted(later, 1), counting.timeZone),
    earliestRule: window >= notice ? 'day-after-window' : plain,
  };
}

/** Throws a RangeError for a zone that nobody knows. */
export function localDay(instant: number, timeZone: string): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}

const dayMs = 24 * 60 * 60 * 1000;

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
}

function rolled(day: string): string {
  let on = day;
  while (isWeekend(on)) on = shifted(on, 1);
  return on;
}

function countFrom(day: string, days: number, isBusiness: boolean): string {
  if (!isBusiness) return shifted(day, days);
  let on = day;
  for (let left = days; left > 0; left -= isWeekend(on) ? 0 : 1) on = shifted(on, 1);
  return on;
}

/** The first millisecond of which a calendar there says this day, or a later one where it is skipped. */
function firstInstant(day: string, timeZone: string): number {
  let before = Date.parse(`${day}T00:00:00Z`) - 2 * dayMs;
  let after = before + 4 * dayMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localDay(middle, timeZone) >= day) after = middle;
    else before = middle;
  }
  return after;
}

/** Nowhere on earth it is a later day than this, and nowhere an earlier one than `soonestDay`. */
export function latestDay(at: string): string {
  return dayWithOffset(at, 14);
}

export function soonestDay(at: string): string {
  return dayWithOffset(at, -12);
}

function dayWithOffset(at: string, hours: number): string {
  const instant = new Date(Date.parse(at) + hours * 60 * 60 * 1000);
  return Number.isNaN(instant.getTime()) ? '' : instant.toISOString().slice(0, 10);
}

/** Milliseconds; throws a RangeError for what is none. */
export function instantOf(value: Json | undefined): number {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(instant)) throw new RangeError('no instant');
  return instant;
}
