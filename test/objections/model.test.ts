import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asCustomerId, newEventId } from '../../src/core/ids.ts';
import { isOpen, objectionStates } from '../../src/objections/model.ts';
import { type Act, decide } from '../../src/objections/model/deciding.ts';
import { latenessOf } from '../../src/objections/model/lateness.ts';
import { faultOfChange } from '../../src/objections/model/objecting.ts';
import { countingIds, day } from '../support/factories.ts';

const customerId = asCustomerId(`cus_${'1'.repeat(32)}`);
const today = day('2026-12-01');
const until = day('2026-12-31');

function outcome(before: Parameters<typeof decide>[0], act: Act): string {
  try {
    return decide(before, act).state;
  } catch {
    return 'refused';
  }
}

describe('what becomes of an objection', () => {
  const acts: readonly Act[] = [
    { kind: 'review' },
    { kind: 'resolve', outcome: 'accepted-explanation', isChangeWithdrawn: false },
    { kind: 'open-termination', until, today },
    { kind: 'terminate', today },
    { kind: 'lapse', today: day('2027-01-01') },
    { kind: 'withdraw' },
  ];
  const table = (state: (typeof objectionStates)[number]) =>
    acts.map((act) => outcome({ state, terminationUntil: until }, act));

  it('follows the one table of states and acts', () => {
    expect(Object.fromEntries(objectionStates.map((state) => [state, table(state)]))).toEqual({
      received: [
        'under-review',
        'resolved',
        'termination-right-open',
        'refused',
        'refused',
        'withdrawn',
      ],
      'under-review': [
        'refused',
        'resolved',
        'termination-right-open',
        'refused',
        'refused',
        'withdrawn',
      ],
      resolved: Array<string>(6).fill('refused'),
      'termination-right-open': [
        'refused',
        'resolved',
        'refused',
        'terminated',
        'lapsed',
        'withdrawn',
      ],
      terminated: Array<string>(6).fill('refused'),
      lapsed: Array<string>(6).fill('refused'),
      withdrawn: Array<string>(6).fill('refused'),
    });
  });

  it('never leaves a state in which it is closed, and each refusal says why', () => {
    for (const state of objectionStates.filter((each) => !isOpen({ state: each })))
      for (const act of acts)
        expect(() => decide({ state }, act)).toThrow(/^conflict: This objection is closed: \w/);
  });

  it('excludes only a customer that is named, and calls a change withdrawn only where it is', () => {
    const excluded = { kind: 'resolve', outcome: 'customer-excluded' } as const;
    const act = { ...excluded, isChangeWithdrawn: false };
    expect(() => decide({ state: 'received' }, act)).toThrow(/which customer/);
    expect(decide({ state: 'received', customerId }, act)).toEqual({
      state: 'resolved',
      resolution: 'customer-excluded',
    });
    const withdrawn = { kind: 'resolve', outcome: 'change-withdrawn' } as const;
    expect(outcome({ state: 'received' }, { ...withdrawn, isChangeWithdrawn: false })).toBe(
      'refused',
    );
    expect(outcome({ state: 'received' }, { ...withdrawn, isChangeWithdrawn: true })).toBe(
      'resolved',
    );
  });

  it('lets a right to terminate be used on its last day, and lapse on the day after', () => {
    const before = { state: 'termination-right-open', terminationUntil: until } as const;
    const next = day('2027-01-01');
    expect(outcome(before, { kind: 'terminate', today: until })).toBe('terminated');
    expect(outcome(before, { kind: 'lapse', today: until })).toBe('refused');
    expect(outcome(before, { kind: 'terminate', today: next })).toBe('refused');
    expect(outcome(before, { kind: 'lapse', today: next })).toBe('lapsed');
  });

  it('opens a right to terminate for a day to come only', () => {
    const before = { state: 'under-review' } as const;
    expect(() => decide(before, { kind: 'open-termination', until: today, today })).toThrow(
      /later than today/,
    );
  });
});

describe('whether an objection is late', () => {
  const berlin = { on: day('2026-12-21'), timeZone: 'Europe/Berlin' };

  it('goes by the day in the zone: the last instant of the last day is in time', () => {
    const last = new Date('2026-12-21T22:59:59.999Z');
    const first = new Date('2026-12-21T23:00:00.000Z');
    expect(latenessOf(last, berlin)).toEqual({
      isLate: false,
      rule: 'general-terms',
      endsOn: '2026-12-21',
    });
    expect(latenessOf(first, berlin).isLate).toBe(true);
  });

  it('takes the customer’s clock where it gives longer, and says so', () => {
    const own = { on: day('2027-01-04'), timeZone: 'America/New_York' };
    const at = new Date('2027-01-05T04:59:59Z');
    expect(latenessOf(at, berlin, own)).toEqual({
      isLate: false,
      rule: 'customer-clock',
      endsOn: '2027-01-04',
    });
    expect(latenessOf(new Date('2027-01-05T05:00:00Z'), berlin, own)).toMatchObject({
      isLate: true,
      rule: 'customer-clock',
    });
  });

  it('takes the date of the page where that gives longer', () => {
    const own = { on: day('2026-12-01'), timeZone: 'Europe/Berlin' };
    expect(latenessOf(new Date('2026-12-10T12:00:00Z'), berlin, own)).toEqual({
      isLate: false,
      rule: 'general-terms',
      endsOn: '2026-12-21',
    });
  });

  it('never is while no notice has arrived, and never is to a change that opens no window', () => {
    const at = new Date('2030-01-01T00:00:00Z');
    expect(latenessOf(at, berlin, 'not-started')).toEqual({
      isLate: false,
      rule: 'clock-not-started',
    });
    expect(latenessOf(at, { on: undefined, timeZone: 'UTC' })).toEqual({
      isLate: false,
      rule: 'no-window',
    });
  });

  it('goes by the customer’s clock alone where the page gives no date', () => {
    const own = { on: day('2026-12-21'), timeZone: 'UTC' };
    const general = { on: undefined, timeZone: 'UTC' };
    expect(latenessOf(new Date('2026-12-21T23:59:59Z'), general, own).isLate).toBe(false);
    expect(latenessOf(new Date('2026-12-22T00:00:00Z'), general, own)).toEqual({
      isLate: true,
      rule: 'customer-clock',
      endsOn: '2026-12-21',
    });
  });

  it('is never made late by knowing whose it is', () => {
    const days = fc.integer({ min: 0, max: 60 });
    const zones = fc.constantFrom('Pacific/Kiritimati', 'Europe/Berlin', 'Pacific/Pago_Pago');
    fc.assert(
      fc.property(days, days, zones, fc.integer({ min: 0, max: 90 * 24 }), (a, b, zone, hours) => {
        const on = (plus: number) =>
          day(new Date(Date.UTC(2026, 11, 1 + plus)).toISOString().slice(0, 10));
        const at = new Date(Date.UTC(2026, 10, 25) + hours * 3_600_000);
        const general = { on: on(a), timeZone: 'Europe/Berlin' };
        const own = { on: on(b), timeZone: zone };
        const alone = latenessOf(at, general);
        const known = latenessOf(at, general, own);
        const byClock = latenessOf(at, own);
        expect(known.isLate).toBe(alone.isLate && byClock.isLate);
      }),
    );
  });
});

describe('a change that nobody can object to', () => {
  it('says what became of it, and leads to what has taken its place', () => {
    const at = new Date('2026-11-22T09:00:00Z');
    const step = { at, eventId: newEventId(countingIds()), listVersion: 2 };
    expect(faultOfChange({ id: 3, steps: [{ ...step, name: 'announced' }] })).toBeUndefined();
    expect(faultOfChange({ id: 3, steps: [{ ...step, name: 'withdrawn' }] })).toMatch(
      /^Change 3 was withdrawn/,
    );
    const superseded = { ...step, name: 'superseded', supersededBy: 5 } as const;
    expect(faultOfChange({ id: 3, steps: [superseded] })).toMatch(
      /^Change 5 has taken the place of change 3/,
    );
  });
});
