import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, weekdayOf } from '../../src/core/day.ts';
import { asSubscriptionId } from '../../src/core/ids.ts';
import type { Terms } from '../../src/customers/model.ts';
import { lastDayToObject, startClock } from '../../src/notices/model/clock.ts';
import { holdOf, isWindowOver, outcomeOf } from '../../src/notices/model/effect.ts';
import { day } from '../support/factories.ts';

const contact = asSubscriptionId('sbs_1');
const usual: Terms = {
  authorisation: 'general',
  noticeDays: 30,
  objectionDays: 30,
  dayCount: 'calendar',
  timeZone: 'UTC',
  emergencyPermitted: false,
  hardHold: false,
};
const nobody = { isOpen: false, isExcluded: false };
const objected = { isOpen: true, isExcluded: false };

describe('a clock', () => {
  it('of 30 days from 22 November 2026 gives until the end of 22 December, and effect from the 23rd', () => {
    const { objectionEnds, earliestEffect } = startClock(
      new Date('2026-11-22T09:00:00Z'),
      usual,
      contact,
    );
    expect(objectionEnds).toMatchObject({ on: '2026-12-22', rule: 'calendar-days', days: 30 });
    expect(objectionEnds.at).toBe('2026-12-22T23:59:59.999Z');
    expect(earliestEffect).toMatchObject({ on: '2026-12-23', rule: 'day-after-window' });
    expect(earliestEffect.at).toBe('2026-12-23T00:00:00.000Z');
  });

  it.each([
    [
      'the customer has the next working day for a last day on a weekend',
      '2026-11-26',
      usual,
      '2026-12-28',
      '2026-12-29',
    ],
    [
      'working days leave weekends out',
      '2026-11-23',
      { ...usual, dayCount: 'business' as const, noticeDays: 10, objectionDays: 10 },
      '2026-12-07',
      '2026-12-08',
    ],
    [
      'a notice that is longer than the window gives the earliest effect',
      '2026-11-23',
      { ...usual, noticeDays: 60, objectionDays: 10 },
      '2026-12-03',
      '2027-01-23',
    ],
    [
      'a leap day is a day',
      '2028-01-31',
      { ...usual, noticeDays: 29, objectionDays: 29 },
      '2028-02-29',
      '2028-03-01',
    ],
  ])('%s', (_rule, on, terms, objection, effect) => {
    const clock = startClock(new Date(`${on}T09:00:00Z`), terms, contact);
    expect([clock.objectionEnds.on, clock.earliestEffect.on]).toEqual([objection, effect]);
  });

  it('counts in the zone of the customer, where it may be another day', () => {
    const at = new Date('2026-11-22T23:30:00Z');
    const auckland = startClock(at, { ...usual, timeZone: 'Pacific/Auckland' }, contact);
    expect(auckland.startsOn).toBe('2026-11-23');
    expect(auckland.objectionEnds.on).toBe('2026-12-23');
    // Midnight there is the day before in London.
    expect(auckland.earliestEffect.at).toBe('2026-12-23T11:00:00.000Z');
  });

  it('never gives less than was agreed, in any zone, on any day, and the effect comes after the window', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.constantFrom(
          'UTC',
          'America/Sao_Paulo',
          'Africa/Cairo',
          'Pacific/Apia',
          'Asia/Kathmandu',
          'Europe/Berlin',
        ),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 120 }),
        fc.constantFrom('calendar' as const, 'business' as const),
        (at, timeZone, noticeDays, objectionDays, dayCount) => {
          const terms = { ...usual, timeZone, noticeDays, objectionDays, dayCount };
          const { startsOn, objectionEnds, earliestEffect } = startClock(at, terms, contact);
          expect(startsOn).toBe(dayOf(at, timeZone));
          expect(objectionEnds.on >= addDays(startsOn, objectionDays)).toBe(true);
          expect(earliestEffect.on > objectionEnds.on).toBe(true);
          expect(earliestEffect.on > addDays(startsOn, noticeDays)).toBe(true);
          if (objectionDays > 0) expect(weekdayOf(objectionEnds.on)).toBeLessThan(6);
          // The instants are the ends of these days there, whatever the clocks do at night.
          expect(dayOf(new Date(objectionEnds.at), timeZone)).toBe(objectionEnds.on);
          expect(dayOf(new Date(Date.parse(objectionEnds.at) + 1), timeZone)).toBe(
            addDays(objectionEnds.on, 1),
          );
          expect(dayOf(new Date(earliestEffect.at), timeZone)).toBe(earliestEffect.on);
        },
      ),
    );
  });

  it('gives more time for more days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 60 }),
        (offset, days) => {
          const start = addDays(day('2026-01-01'), offset);
          for (const count of ['calendar', 'business'] as const)
            expect(
              lastDayToObject(start, days + 1, count).on >= lastDayToObject(start, days, count).on,
            ).toBe(true);
        },
      ),
    );
  });
});

describe('a window', () => {
  const clock = startClock(
    new Date('2026-11-22T09:00:00Z'),
    { ...usual, timeZone: 'America/New_York' },
    contact,
  );

  it('is open until the last day is over where the customer is', () => {
    expect(isWindowOver({ clock }, new Date('2026-12-23T04:59:59Z'))).toBe(false);
    expect(isWindowOver({ clock }, new Date('2026-12-23T05:00:00Z'))).toBe(true);
    expect(isWindowOver({}, new Date('2099-01-01T00:00:00Z'))).toBe(false);
  });

  it('that ends in silence is acceptance under a general authorisation and refusal under a specific one', () => {
    const specific = { ...usual, authorisation: 'specific' as const };
    const approved = { at: '2026-12-01T00:00:00Z', by: 'staff:x' };
    expect(outcomeOf({ terms: usual }, nobody)).toBe('accepted-by-silence');
    expect(outcomeOf({ terms: specific }, nobody)).toBe('refused-by-silence');
    expect(outcomeOf({ terms: specific, approved }, nobody)).toBe('approved');
    expect(outcomeOf({ terms: usual }, objected)).toBe('objected');
  });
});

describe('a change in effect', () => {
  const clock = startClock(new Date('2026-11-22T09:00:00Z'), usual, contact);
  const after = { isEmergency: false, now: new Date('2027-03-01T00:00:00Z') };
  const before = { isEmergency: false, now: new Date('2026-12-22T12:00:00Z') };
  const specific = { ...usual, authorisation: 'specific' as const };
  const approved = { at: '2026-12-01T00:00:00Z', by: 'staff:x' };

  it.each([
    ['is in effect once the window is over', { terms: usual, clock }, nobody, after, undefined],
    ['waits for the end of the window', { terms: usual, clock }, nobody, before, 'window-open'],
    ['waits for whoever was never reached', { terms: usual }, nobody, after, 'not-reached'],
    [
      'is not passed by time under a specific authorisation',
      { terms: specific, clock },
      nobody,
      after,
      'not-approved',
    ],
    [
      'is in effect once it was authorised',
      { terms: specific, clock, approved },
      nobody,
      after,
      undefined,
    ],
    [
      'is not held by an objection on general terms',
      { terms: usual, clock },
      objected,
      after,
      undefined,
    ],
    [
      'is held by an open objection under a hard hold',
      { terms: { ...usual, hardHold: true }, clock },
      objected,
      after,
      'open-objection',
    ],
    [
      'leaves out whoever was excluded',
      { terms: usual, clock },
      { isOpen: false, isExcluded: true },
      after,
      'excluded',
    ],
    [
      'in an emergency waits where the terms do not permit it',
      { terms: usual },
      nobody,
      { ...after, isEmergency: true },
      'emergency-not-permitted',
    ],
    [
      'in an emergency is in effect at once where they do',
      { terms: { ...usual, emergencyPermitted: true } },
      nobody,
      { ...before, isEmergency: true },
      undefined,
    ],
  ] as const)('%s', (_guarantee, notice, objections, when, hold) => {
    expect(holdOf(notice, objections, when)).toBe(hold);
  });
});
