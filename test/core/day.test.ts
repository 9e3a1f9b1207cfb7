import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayOf,
  isTimeZone,
  parseDay,
  parseInstant,
  startOfDay,
} from '../../src/core/day.ts';
import { day } from '../support/factories.ts';

test.for(['2026-11-22', '2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])(
  '%s is a day',
  (text) => {
    expect(parseDay(text)).toBe(text);
  },
);

test.for([
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '26-01-01',
  '2026-1-1',
  '20261122',
  '2026-11-22T00:00',
  ' 2026-11-22',
  '2026-11-22\n',
  '+002026-11-22',
  '',
])('%j is no day', (text) => {
  expect(parseDay(text)).toBeUndefined();
});

describe('the day of an instant is that of the zone', () => {
  test.for([
    ['2026-11-22T23:59:59.999Z', 'UTC', '2026-11-22'],
    ['2026-11-22T12:00:00Z', 'Pacific/Kiritimati', '2026-11-23'],
    ['2026-11-22T11:00:00Z', 'Etc/GMT+12', '2026-11-21'],
    ['2026-11-22T04:59:59Z', 'America/New_York', '2026-11-21'],
    ['2026-11-22T05:00:00Z', 'America/New_York', '2026-11-22'],
    ['2026-07-01T03:59:59Z', 'America/New_York', '2026-06-30'],
    ['2026-07-01T04:00:00Z', 'America/New_York', '2026-07-01'],
    ['2011-12-30T09:59:59Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31'],
  ] as const)('%s in %s is %s', ([instant, zone, expected]) => {
    expect(dayOf(new Date(instant), zone)).toBe(expected);
  });
});

describe('a day begins when it begins there', () => {
  test.for([
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    // The clock goes from 23:59:59 to 01:00: there is no midnight.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2026-11-22', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
  ] as const)('%s in %s: %s', ([text, zone, expected]) => {
    expect(startOfDay(day(text), zone).toISOString()).toBe(expected);
  });

  test('and its first instant is on it, the one before on the day before', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Asia/Beirut',
      'Africa/Cairo',
      'Australia/Lord_Howe',
      'Pacific/Auckland',
    );
    const anyDay = fc
      .integer({ min: 0, max: 20_000 })
      .map((days) => addDays(day('2001-01-01'), days));
    fc.assert(
      fc.property(anyDay, zone, (each, where) => {
        const start = startOfDay(each, where);
        expect(dayOf(start, where)).toBe(each);
        expect(dayOf(new Date(start.getTime() - 1), where)).toBe(addDays(each, -1));
      }),
    );
  });
});

test('days are added on the calendar, whatever the clocks do', () => {
  expect(addDays(day('2026-11-22'), 31)).toBe('2026-12-23');
  expect(addDays(day('2026-11-22'), 45)).toBe('2027-01-06');
  expect(addDays(day('2026-11-22'), 90)).toBe('2027-02-20');
  expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
  expect(addDays(day('2026-03-01'), -1)).toBe('2026-02-28');
});

test('a time zone is a name of the IANA database', () => {
  expect(['UTC', 'Europe/Berlin', 'America/New_York'].every(isTimeZone)).toBe(true);
  expect(['', 'Europe/Atlantis', 'Berlin', 'CET+1'].some(isTimeZone)).toBe(false);
});

test('an instant whose year another zone would write with five digits, or below 0, is none', () => {
  expect(parseInstant('9998-12-31T23:59:59-12:00')?.toISOString()).toBe('9999-01-01T11:59:59.000Z');
  for (const text of ['9999-12-31T23:59:59-12:00', '0000-01-01T00:00:00+14:00'])
    expect(parseInstant(text)).toBeUndefined();
});
