import { addDays, addMonths, type Day } from './day.ts';

declare const brand: unique symbol;
/** A duration of years, months, weeks and days (ISO 8601), `P24M`; `P0D` is at once. */
export type Period = string & { readonly [brand]: 'Period' };

const form = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/;

/** Undefined for anything else: hours and fractions say nothing of how long a record is kept. */
export function parsePeriod(text: string): Period | undefined {
  return form.test(text) ? (text as Period) : undefined;
}

/** The day on which it is over that began on `day`; months count by the calendar and end with their month. */
export function addPeriod(day: Day, period: Period): Day {
  const [years = 0, months = 0, weeks = 0, days = 0] = numbersOf(period);
  return addDays(addMonths(day, years * 12 + months), weeks * 7 + days);
}

/** Years, months, weeks, days. */
function numbersOf(period: Period): readonly number[] {
  return (form.exec(period) ?? []).slice(1).map((text) => Number(text ?? 0));
}

const units = {
  en: [
    ['year', 'years'],
    ['month', 'months'],
    ['week', 'weeks'],
    ['day', 'days'],
  ],
  de: [
    ['Jahr', 'Jahre'],
    ['Monat', 'Monate'],
    ['Woche', 'Wochen'],
    ['Tag', 'Tage'],
  ],
} as const;

/** `P0D`, however it is written. */
export function isNone(period: Period): boolean {
  return !/[1-9]/.test(period);
}

/** `24 months`, as whoever wrote the period counts; empty of none. */
export function periodInWords(period: Period, language: 'en' | 'de' = 'en'): string {
  const said = numbersOf(period).flatMap((count, index) => {
    const [one, many] = units[language][index] ?? ['', ''];
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return said.join(language === 'de' ? ' und ' : ' and ');
}

const atOnce = 'at once';

/** What `periodInWords` gives in English, or the duration itself; `at once` is no time. Undefined for anything else. */
export function periodFromWords(text: string): Period | undefined {
  const said = text.trim().toLowerCase();
  if (said === atOnce) return parsePeriod('P0D');
  const found = said.split(/,|\band\b/).map((part) => {
    const [, count = '', unit = ''] = /^(\d+) (year|month|week|day)s?$/.exec(part.trim()) ?? [];
    return unit === '' ? undefined : `${count}${unit.slice(0, 1).toUpperCase()}`;
  });
  return parsePeriod(found.includes(undefined) ? text.trim().toUpperCase() : `P${found.join('')}`);
}

/** As `periodFromWords` reads it. */
export function periodToType(period: Period): string {
  return isNone(period) ? atOnce : periodInWords(period);
}
