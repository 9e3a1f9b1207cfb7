import { Temporal } from 'temporal-polyfill';

declare const brand: unique symbol;
/** A calendar day, `2026-11-22`: what contracts and laws mean by a date, without a time of day. */
export type Day = string & { readonly [brand]: 'Day' };

/** Reads `YYYY-MM-DD`; undefined for a day that does not exist, such as 2026-02-29. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as Day;
  } catch {
    return undefined;
  }
}

/** The calendar day on which `instant` falls in an IANA time zone. */
export function dayOf(instant: Date, timeZone: string): Day {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(
    timeZone,
  );
  return zoned.toPlainDate().toString() as Day;
}

/** The first instant of the day in that zone; not always midnight where clocks change at night. */
export function startOfDay(day: Day, timeZone: string): Date {
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime(timeZone);
  return new Date(zoned.epochMilliseconds);
}

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString() as Day;
}

/** An IANA name such as Europe/Berlin; a bare offset knows no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
