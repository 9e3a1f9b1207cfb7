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

/**
 * The same date so many months later; the last day of the month where it has no such date (Regulation
 * (EEC, Euratom) No 1182/71, Article 3(2)(c)).
 */
export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }, { overflow: 'constrain' }).toString() as Day;
}

/** So many days from Monday to Friday later, the day itself not counted; holidays are nobody's here. */
export function addBusinessDays(day: Day, days: number): Day {
  let date = Temporal.PlainDate.from(day);
  for (let left = days; left > 0;) {
    date = date.add({ days: 1 });
    if (date.dayOfWeek <= 5) left -= 1;
  }
  return date.toString() as Day;
}

/** From one day to a later one: 1 from a day to the next; below 0 where it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' })
    .days;
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
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

declare const momentBrand: unique symbol;
/**
 * A calendar day `2026-11-22`, or a day with a wall-clock time `2026-11-22T14:03:07`, in one zone.
 * Sorts as text: a day before every time of it.
 */
export type Moment = string & { readonly [momentBrand]: 'Moment' };

export function startMoment(day: Day): Moment {
  return day as string as Moment;
}

/** Behind every moment of the day. */
export function endMoment(day: Day): Moment {
  return `${day}~` as Moment;
}

/** The wall-clock time at which an instant is in an IANA time zone. */
export function momentAt(instant: Date, timeZone: string): Moment {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString() as Moment;
}

export function dayOfMoment(moment: Moment): Day {
  return moment.slice(0, 10) as Day;
}

/** Reads an instant with its offset (RFC 3339 section 5.6), `2026-03-01T10:00:00Z`; undefined for any other text, and beyond years 1 to 9998. */
export function parseInstant(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i.test(text))
    return undefined;
  // An offset or a zone may lead into the year beside it, and no text here has a year of five digits.
  if (/^(0000|9999)/.test(text)) return undefined;
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    return undefined;
  }
}
