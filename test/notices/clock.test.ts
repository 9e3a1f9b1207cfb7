import { describe, expect, test } from 'vitest';
import type { Terms } from '../../src/customers/model.ts';
import { asCustomerId, asSubscriptionId } from '../../src/core/ids.ts';
import { type Facts, stepsOf } from '../../src/notices/model/advancing.ts';
import { clockOf, datesFrom, isOver, startClock } from '../../src/notices/model/clock.ts';
import { closeWindow, decideEffect, noObjection } from '../../src/notices/model/deciding.ts';
import type { Notice } from '../../src/notices/model/notice.ts';
import { day } from '../support/factories.ts';

const general: Terms = {
  authorisation: 'general',
  noticeDays: 30,
  objectionDays: 30,
  dayCount: 'calendar',
  timeZone: 'Europe/Berlin',
  emergencyPermitted: true,
  hardHold: false,
};
const specific: Terms = { ...general, authorisation: 'specific' };
const dora: Terms = { ...general, hardHold: true, emergencyPermitted: false };

const contact = asSubscriptionId('sbs_1');
const sunday = new Date('2026-11-22T09:00:00Z');
const arrival = { acceptedAt: sunday, subscriptionId: contact };

describe('a notice of 30 days that arrives on 22 November 2026 at 9:00 UTC', () => {
  test('can be objected to until the end of 22 December, and takes effect on the 23rd at 0:00 there', () => {
    expect(startClock(arrival, general)).toEqual({
      startsAt: '2026-11-22T09:00:00.000Z',
      startsOn: '2026-11-22',
      subscriptionId: contact,
      objectionEnds: {
        on: '2026-12-22',
        timeZone: 'Europe/Berlin',
        at: '2026-12-22T22:59:59.999Z',
        rule: 'calendar-days',
        days: 30,
      },
      earliestEffect: {
        on: '2026-12-23',
        timeZone: 'Europe/Berlin',
        at: '2026-12-22T23:00:00.000Z',
        rule: 'day-after-window',
        days: 30,
      },
    });
  });

  test.for([
    // Where it is the 23rd already, and where it is still the 21st.
    ['Pacific/Kiritimati', '2026-11-22', '2026-12-22', '2026-12-22T09:59:59.999Z'],
    ['Pacific/Pago_Pago', '2026-11-21', '2026-12-21', '2026-12-22T10:59:59.999Z'],
    ['America/New_York', '2026-11-22', '2026-12-22', '2026-12-23T04:59:59.999Z'],
  ] as const)('counts the days of %s', ([timeZone, startsOn, on, at]) => {
    const clock = startClock(arrival, { ...general, timeZone });
    expect(clock.startsOn).toBe(startsOn);
    expect(clock.objectionEnds).toMatchObject({ on, at });
  });
});

test.for([
  // The 10th day is Wednesday the 2nd of December; with 6 it is a Saturday, and Monday counts.
  [10, 'calendar', '2026-12-02', 'calendar-days'],
  [6, 'calendar', '2026-11-30', 'rolled-to-working-day'],
  [7, 'calendar', '2026-11-30', 'rolled-to-working-day'],
  [10, 'business', '2026-12-04', 'business-days'],
  [1, 'business', '2026-11-23', 'business-days'],
] as const)('%i %s days to object end on %s', ([objectionDays, dayCount, on, rule]) => {
  const { objectionEnds } = datesFrom(sunday, { ...general, objectionDays, dayCount });
  expect(objectionEnds).toMatchObject({ on, rule, days: objectionDays });
});

test.for([
  [30, 10, '2026-12-23', 'calendar-days', 30],
  // Both end with the same day: the window says it.
  [10, 10, '2026-12-03', 'day-after-window', 10],
  // The window was rolled behind the notice: nothing takes effect within it.
  [7, 6, '2026-12-01', 'day-after-window', 6],
] as const)(
  'of %i days of notice and %i to object the later is waited for',
  ([noticeDays, objectionDays, on, rule, days]) => {
    const { earliestEffect } = datesFrom(sunday, { ...general, noticeDays, objectionDays });
    expect(earliestEffect).toMatchObject({ on, rule, days });
  },
);

test('where a country has no midnight on a day, the day begins when it begins', () => {
  // In Santiago clocks went from 24:00 on 5 September 2026 to 1:00.
  const { earliestEffect } = datesFrom(new Date('2026-08-05T12:00:00Z'), {
    ...general,
    noticeDays: 31,
    objectionDays: 10,
    timeZone: 'America/Santiago',
  });
  expect(earliestEffect.on).toBe('2026-09-06');
  expect(earliestEffect.at).toBe('2026-09-06T04:00:00.000Z');
});

test('a leap day is a day', () => {
  const terms = { ...general, noticeDays: 29, objectionDays: 29 };
  const { objectionEnds, earliestEffect } = datesFrom(new Date('2028-01-31T09:00:00Z'), terms);
  expect([objectionEnds.on, earliestEffect.on]).toEqual(['2028-02-29', '2028-03-01']);
});

test('a clock starts with the first of several acceptances', () => {
  const later = { acceptedAt: new Date('2026-11-25T09:00:00Z'), subscriptionId: contact };
  expect(clockOf([later, arrival], general)?.startsOn).toBe('2026-11-22');
  expect(clockOf([later], general)?.startsOn).toBe('2026-11-25');
  expect(clockOf([], general)).toBeUndefined();
});

test('should the clocks of a country be changed, the promised day is what counts', () => {
  const promised = { on: day('2026-12-22'), timeZone: 'Europe/Berlin' };
  // As computed with the rules of another day, the window would have ended at this instant.
  expect(isOver(promised, new Date('2026-12-22T22:00:00Z'))).toBe(false);
  expect(isOver(promised, new Date('2026-12-22T23:00:00Z'))).toBe(true);
});

describe('what a window came to', () => {
  test('silence is a yes under a general authorisation, and a no under a specific one', () => {
    const silent = { hasObjected: false };
    expect(closeWindow({ terms: general }, silent)).toBe('accepted-by-silence');
    expect(closeWindow({ terms: specific }, silent)).toBe('refused-by-silence');
  });

  test('who has objected was not silent, and who has agreed neither', () => {
    const approved = { at: sunday.toISOString(), by: 'staff:key_1' };
    expect(closeWindow({ terms: general }, { hasObjected: true })).toBe('objected');
    expect(closeWindow({ terms: specific, approved }, { hasObjected: false })).toBe('approved');
  });

  test('an objection that was withdrawn within the window is none, and one withdrawn behind it was one', () => {
    const notice = { terms: general, clock: startClock(arrival, general) };
    const withdrawn = (at: string) => ({ hasObjected: true, withdrawnAt: new Date(at) });
    expect(closeWindow(notice, withdrawn('2026-12-22T22:59:59Z'))).toBe('accepted-by-silence');
    expect(closeWindow(notice, withdrawn('2026-12-22T23:00:00Z'))).toBe('objected');
  });

  test('who agrees when the window is over had accepted by silence, however late somebody looks', () => {
    const silent = { hasObjected: false };
    const agreed = (parts: Partial<Terms>, at: string) => {
      const terms = { ...general, ...parts };
      return { terms, clock: startClock(arrival, terms), approved: { at, by: 'staff:key_1' } };
    };
    expect(closeWindow(agreed({}, '2026-12-22T22:59:59Z'), silent)).toBe('approved');
    expect(closeWindow(agreed({}, '2026-12-22T23:00:00Z'), silent)).toBe('accepted-by-silence');
    const late = agreed({ authorisation: 'specific' }, '2026-12-22T23:00:00Z');
    expect(closeWindow(late, silent)).toBe('approved');
  });
});

const inTime = new Date('2026-12-23T12:00:00Z');
const tooEarly = new Date('2026-12-20T12:00:00Z');
const clock = startClock(arrival, general);
const open = { hasObjected: true, isOpen: true, isExcluded: false };
const approved = { at: '2026-12-01T00:00:00.000Z', by: 'staff:key_1' };

describe('a change that is in effect', () => {
  const planned = { isEmergency: false, objecting: noObjection };

  test.for([
    ['not reached', { terms: general }, inTime, 'not-reached'],
    ['within the window', { terms: general, clock }, tooEarly, 'window-open'],
    ['behind it', { terms: general, clock }, inTime, 'effective'],
    ['specific and silent', { terms: specific, clock }, inTime, 'not-approved'],
    ['specific and agreed', { terms: specific, clock, approved }, inTime, 'effective'],
    ['agreed before its day', { terms: specific, clock, approved }, tooEarly, 'effective'],
    ['a hard hold and silent', { terms: dora, clock }, inTime, 'effective'],
  ] as const)('is, for a customer who is %s, %s', ([, notice, now, expected]) => {
    expect(decideEffect(notice, { ...planned, now })).toBe(expected);
  });

  test.for([
    ['DORA', dora, 'open-objection'],
    ['specific authorisation', specific, 'open-objection'],
    ['general authorisation', general, 'effective'],
  ] as const)(
    'does not pass an open objection by time under %s unless allowed',
    ([, terms, expected]) => {
      for (const years of [0, 1, 30]) {
        const now = new Date(inTime.getTime() + years * 366 * 86_400_000);
        expect(decideEffect({ terms, clock }, { isEmergency: false, objecting: open, now })).toBe(
          expected,
        );
      }
    },
  );

  test('never is for a customer who was left out of it', () => {
    const objecting = { hasObjected: true, isOpen: false, isExcluded: true };
    const facts = { isEmergency: false, objecting, now: inTime };
    expect(decideEffect({ terms: general, clock }, facts)).toBe('excluded');
    expect(decideEffect({ terms: general, clock }, { ...facts, isEmergency: true })).toBe(
      'excluded',
    );
  });
});

describe('an emergency', () => {
  const emergency = { isEmergency: true, objecting: noObjection };
  const forbidding: Terms = { ...general, emergencyPermitted: false };

  test.for([
    ['permitted, before anything arrived', { terms: general }, sunday, 'effective'],
    ['not permitted, not arrived', { terms: forbidding }, inTime, 'emergency-not-permitted'],
    [
      'not permitted, in the window',
      { terms: forbidding, clock },
      tooEarly,
      'emergency-not-permitted',
    ],
    ['not permitted, behind it', { terms: forbidding, clock }, inTime, 'effective'],
    ['a hard hold, behind it', { terms: dora, clock }, inTime, 'not-approved'],
    ['a hard hold that agrees', { terms: dora, clock, approved }, tooEarly, 'effective'],
  ] as const)('%s', ([, notice, now, expected]) => {
    expect(decideEffect(notice, { ...emergency, now })).toBe(expected);
  });
});

describe('what falls due', () => {
  const notice: Notice = {
    changeId: 1,
    round: 1,
    customerId: asCustomerId('cus_1'),
    seq: 1,
    announcedAt: sunday,
    plannedEffectiveOn: day('2026-12-23'),
    terms: general,
    texts: {},
    state: 'waiting',
    version: 1,
  };
  const facts: Facts = {
    now: new Date('2027-01-15T12:00:00Z'),
    acceptances: [arrival],
    isOutOfReach: false,
    objecting: noObjection,
    effect: { isEmergency: false },
  };

  test('after long downtime comes in its order, each with its own day', () => {
    const steps = stepsOf(notice, facts, facts.now);
    expect(steps.map(({ action, on }) => [action, on])).toEqual([
      ['notice.clock_started', '2026-11-22'],
      ['notice.window_closed', '2026-12-22'],
      ['notice.took_effect', '2026-12-23'],
    ]);
    const last = steps.at(-1)?.notice ?? notice;
    expect(stepsOf(last, facts, facts.now)).toEqual([]);
  });

  test('a bounce takes back a window that had closed, and the next contact starts another', () => {
    const closed = stepsOf(notice, facts, facts.now).at(1)?.notice ?? notice;
    const other = {
      acceptedAt: new Date('2027-01-14T09:00:00Z'),
      subscriptionId: asSubscriptionId('sbs_2'),
    };
    const { clock: takenBack } = closed;
    if (!takenBack) throw new Error('no clock ran');
    const steps = stepsOf(closed, { ...facts, takenBack, acceptances: [other] }, facts.now);
    expect(steps.map(({ action }) => action)).toEqual([
      'notice.clock_taken_back',
      'notice.clock_started',
      'notice.held',
    ]);
    expect(steps.at(-1)?.notice).toMatchObject({ state: 'running', hold: 'window-open' });
    expect(steps.at(-1)?.notice.outcome).toBeUndefined();
  });

  test('does not go by what is known of a contact that was forgotten since', () => {
    const running = stepsOf(notice, facts, sunday).at(0)?.notice ?? notice;
    const steps = stepsOf(running, { ...facts, acceptances: [] }, facts.now);
    expect(steps.map(({ action }) => action)).toEqual([
      'notice.window_closed',
      'notice.took_effect',
    ]);
  });

  test('comes with the promised day, though a country has moved its clocks since it was computed', () => {
    // As if the instants had been computed when Berlin was to stay on summer time.
    const running = stepsOf(notice, { ...facts, now: sunday }, sunday).at(0)?.notice ?? notice;
    const at = '2026-12-22T22:00:00.000Z';
    const moved = running.clock && {
      ...running.clock,
      objectionEnds: { ...running.clock.objectionEnds, at },
      earliestEffect: { ...running.clock.earliestEffect, at },
    };
    if (!moved) throw new Error('no clock ran');
    const told = { ...running, clock: moved };
    const before = new Date('2026-12-22T22:59:59.999Z');
    expect(stepsOf(told, { ...facts, now: before }, before).map(({ action }) => action)).toEqual([
      'notice.held',
    ]);
    const after = new Date('2026-12-22T23:00:00Z');
    expect(stepsOf(told, { ...facts, now: after }, after).map(({ action }) => action)).toEqual([
      'notice.window_closed',
      'notice.took_effect',
    ]);
  });

  test('whom nobody reached is said so once', () => {
    const out = { ...facts, acceptances: [], isOutOfReach: true };
    const steps = stepsOf(notice, out, facts.now);
    expect(steps.map(({ action }) => action)).toEqual(['notice.unreached', 'notice.held']);
    expect(stepsOf(steps.at(-1)?.notice ?? notice, out, facts.now)).toEqual([]);
  });

  test('of a notice that has ended there is nothing', () => {
    expect(stepsOf({ ...notice, state: 'ended' }, facts, facts.now)).toEqual([]);
  });
});
