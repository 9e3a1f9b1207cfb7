import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day, dayOf, startOfDay, weekdayOf } from '../../src/core/day.ts';
import { asSubscriptionId } from '../../src/core/ids.ts';
import type { Terms } from '../../src/customers/model.ts';
import { datesFrom, hasCome, isOver, latestDayAnywhere } from '../../src/notices/model/clock.ts';
import { decideEffect } from '../../src/notices/model/deciding.ts';

const hourMs = 3_600_000;

// Zones with half hours, clocks that change at midnight, a day that was left out, and the edges of the day.
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

const anyInstant = fc.date({
  min: new Date('2007-01-01T00:00:00Z'),
  max: new Date('2040-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const anyDays = fc.integer({ min: 0, max: 120 });
const anyTerms: fc.Arbitrary<Terms> = fc.record({
  authorisation: fc.constantFrom('general', 'specific'),
  noticeDays: anyDays,
  objectionDays: anyDays,
  dayCount: fc.constantFrom('calendar', 'business'),
  timeZone: fc.constantFrom(...zones),
  emergencyPermitted: fc.boolean(),
  hardHold: fc.boolean(),
});

/** Counted by walking, which shares nothing with what is tested. */
function walk(from: Day, to: Day, dayCount: Terms['dayCount']): number {
  let counted = 0;
  for (let on = from; on < to;) {
    on = addDays(on, 1);
    if (dayCount === 'calendar' || weekdayOf(on) <= 5) counted += 1;
  }
  return counted;
}

test('a customer has all the days to object that were promised, and at most a weekend more', () => {
  fc.assert(
    fc.property(anyInstant, anyTerms, (arrival, terms) => {
      const { objectionEnds } = datesFrom(arrival, terms);
      const had = walk(dayOf(arrival, terms.timeZone), objectionEnds.on, terms.dayCount);
      expect(had).toBeGreaterThanOrEqual(terms.objectionDays);
      expect(had).toBeLessThanOrEqual(
        terms.objectionDays + (terms.dayCount === 'calendar' ? 2 : 0),
      );
      // So many days of 24 hours have passed at the end, save what a change of clocks or a day left out takes.
      const ms = Date.parse(objectionEnds.at) - arrival.getTime();
      expect(ms).toBeGreaterThan(terms.objectionDays * 24 * hourMs - 25 * hourMs);
    }),
  );
});

test('no window of calendar days ends on a weekend', () => {
  fc.assert(
    fc.property(anyInstant, anyTerms, (arrival, terms) => {
      const { objectionEnds } = datesFrom(arrival, { ...terms, dayCount: 'calendar' });
      expect(weekdayOf(objectionEnds.on)).toBeLessThanOrEqual(5);
    }),
  );
});

test('nothing takes effect before the window is over and the notice period too', () => {
  fc.assert(
    fc.property(anyInstant, anyTerms, (arrival, terms) => {
      const { objectionEnds, earliestEffect } = datesFrom(arrival, terms);
      expect(earliestEffect.on > objectionEnds.on).toBe(true);
      expect(earliestEffect.at >= objectionEnds.at).toBe(true);
      const noticed = walk(
        dayOf(arrival, terms.timeZone),
        addDays(earliestEffect.on, -1),
        terms.dayCount,
      );
      expect(noticed).toBeGreaterThanOrEqual(terms.noticeDays);
    }),
  );
});

test('more days and a later arrival never give an earlier date', () => {
  fc.assert(
    fc.property(anyInstant, anyTerms, fc.nat(40), fc.nat(40), (arrival, terms, days, hours) => {
      const before = datesFrom(arrival, terms);
      const later = new Date(arrival.getTime() + hours * hourMs);
      const more = {
        ...terms,
        objectionDays: terms.objectionDays + days,
        noticeDays: terms.noticeDays + days,
      };
      for (const after of [datesFrom(later, terms), datesFrom(arrival, more)]) {
        expect(after.objectionEnds.on >= before.objectionEnds.on).toBe(true);
        expect(after.earliestEffect.on >= before.earliestEffect.on).toBe(true);
      }
    }),
  );
});

test('the instant of a date is where its day turns, to the millisecond', () => {
  fc.assert(
    fc.property(anyInstant, anyTerms, (arrival, terms) => {
      const { objectionEnds, earliestEffect } = datesFrom(arrival, terms);
      const [end, start] = [objectionEnds, earliestEffect].map(({ at }) => Date.parse(at));
      expect(isOver(objectionEnds, new Date((end ?? 0) + 1))).toBe(true);
      expect(isOver(objectionEnds, new Date(end ?? 0))).toBe(false);
      expect(hasCome(earliestEffect, new Date(start ?? 0))).toBe(true);
      expect(hasCome(earliestEffect, new Date((start ?? 0) - 1))).toBe(false);
    }),
  );
});

test('what is due anywhere is among what is looked through', () => {
  fc.assert(
    fc.property(anyInstant, fc.constantFrom(...zones), (now, timeZone) => {
      expect(dayOf(now, timeZone) <= latestDayAnywhere(now)).toBe(true);
    }),
  );
});

test('the zone of the process changes nothing', () => {
  const before = process.env['TZ'];
  try {
    fc.assert(
      fc.property(anyInstant, anyTerms, fc.constantFrom(...zones), (arrival, terms, zone) => {
        process.env['TZ'] = 'UTC';
        const there = datesFrom(arrival, terms);
        process.env['TZ'] = zone;
        expect(datesFrom(arrival, terms)).toEqual(there);
      }),
    );
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});

test('no time at all brings about what only a customer can', () => {
  const yearsMs = 100 * 366 * 24 * hourMs;
  fc.assert(
    fc.property(anyInstant, anyTerms, fc.nat(yearsMs), (arrival, terms, waited) => {
      const { objectionEnds, earliestEffect } = datesFrom(arrival, terms);
      const clock = {
        startsAt: arrival.toISOString(),
        startsOn: dayOf(arrival, terms.timeZone),
        subscriptionId: asSubscriptionId('sbs_1'),
        objectionEnds,
        earliestEffect,
      };
      const now = new Date(arrival.getTime() + waited);
      const silent = { hasObjected: false, isOpen: false, isExcluded: false };
      const decide = (isOpen: boolean) =>
        decideEffect(
          { terms, clock },
          { now, isEmergency: false, objecting: { ...silent, isOpen } },
        );
      if (terms.authorisation === 'specific') expect(decide(false)).not.toBe('effective');
      if (terms.hardHold) expect(decide(true)).toBe('open-objection');
      if (decide(false) === 'effective')
        expect(now >= startOfDay(earliestEffect.on, terms.timeZone)).toBe(true);
    }),
  );
});
