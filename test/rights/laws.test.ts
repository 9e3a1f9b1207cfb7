import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/day.ts';
import { addBusinessDays, addMonths } from '../../src/core/day.ts';
import { lawIds, residences, type RightsType, rightsTypes } from '../../src/rights/model.ts';
import {
  latestFor,
  nextDue,
  openDays,
  pause,
  resume,
  type Days,
} from '../../src/rights/model/clock.ts';
import { laws, lawOf, rightOf, rules } from '../../src/rights/model/laws.ts';
import { day } from '../support/factories.ts';
import { answers, latest, neverLonger, oracle } from './oracle.ts';

const anyDay = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)));
const anyAsked = fc.constantFrom(...lawIds).chain((law) =>
  fc.record({
    law: fc.constant(law),
    type: fc.constantFrom(...laws[law].rights.map(({ type }) => type)),
    on: anyDay,
  }),
);

function only(days: Days) {
  const [item] = days.items;
  if (item === undefined) throw new Error('nothing is asked');
  return item;
}

describe('days', () => {
  it('of months end on the same date, or on the last of a shorter month', () => {
    const months = (from: string, count: number) => addMonths(day(from), count);
    expect(months('2026-01-31', 1)).toBe('2026-02-28');
    expect(months('2028-01-31', 1)).toBe('2028-02-29');
    expect(months('2026-11-30', 3)).toBe('2027-02-28');
    expect(months('2028-02-29', 1)).toBe('2028-03-29');
    expect(months('2027-11-29', 3)).toBe('2028-02-29');
    expect(months('2028-02-29', 12)).toBe('2029-02-28');
  });

  it('of business are Monday to Friday, with no holidays: Thanksgiving counts', () => {
    expect(addBusinessDays(day('2026-11-23'), 10)).toBe('2026-12-07');
    expect(addBusinessDays(day('2026-11-27'), 1)).toBe('2026-11-30');
    expect(addBusinessDays(day('2026-11-28'), 1)).toBe('2026-11-30');
  });

  it('of CCPA requests are 45 and 90 calendar days from receipt', () => {
    const days = openDays('ccpa', ['know-specific'], day('2026-11-22'));
    expect(only(days).dueOn).toBe('2027-01-06');
    expect(latestFor(only(days), days.clock)).toBe('2027-02-20');
    expect(openDays('ccpa', ['delete'], day('2026-11-23')).clock.acknowledgeBy).toBe('2026-12-07');
  });

  it('are as an independent count has them, under every law, for every right, on every day', () => {
    fc.assert(
      fc.property(anyAsked, ({ law, type, on }) => {
        const days = openDays(law, [type], on);
        const key = `${law} ${type}`;
        expect(only(days).dueOn).toBe((answers[key] ?? answers[law])?.(on));
        const most = neverLonger.includes(key) ? undefined : latest[law]?.(on);
        expect(latestFor(only(days), days.clock)).toBe(most);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a pause', () => {
  const asked = { law: 'uk-gdpr', types: ['access', 'erasure', 'complaint'] } as const;

  it('for clarification does not count for access under the UK GDPR, and for nothing else anywhere', () => {
    const days = openDays(asked.law, asked.types, day('2026-05-13'));
    const paused = pause(days, 'clarification', day('2026-05-14'));
    expect(paused.items).toEqual(days.items);
    const { items, moves } = resume(paused, 'clarification', day('2026-05-16'));
    expect(moves).toEqual([{ type: 'access', before: '2026-06-13', after: '2026-06-15' }]);
    expect(items.map(({ dueOn }) => dueOn)).toEqual(['2026-06-15', '2026-06-13', undefined]);
  });

  it('answered on its own day moves nothing', () => {
    const days = openDays(asked.law, asked.types, day('2026-05-13'));
    const paused = pause(days, 'clarification', day('2026-05-14'));
    expect(resume(paused, 'clarification', day('2026-05-14')).moves).toEqual([]);
  });

  it('for proof of identity begins the month anew under the UK GDPR only', () => {
    for (const law of lawIds) {
      const type = laws[law].rights[0]?.type ?? 'access';
      const days = openDays(law, [type], day('2028-01-31'));
      const shown = resume(
        pause(days, 'identity', day('2028-02-03')),
        'identity',
        day('2028-02-29'),
      );
      const { startedOn } = shown.clock;
      expect({ law, startedOn }).toEqual({
        law,
        startedOn: law === 'uk-gdpr' ? '2028-02-29' : '2028-01-31',
      });
      expect(only(shown).dueOn).toBe(law === 'uk-gdpr' ? '2028-03-29' : only(days).dueOn);
    }
  });

  it('moves the latest day to which one can extend by as much', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(20), fc.nat(60), (on, before, length) => {
        const days = openDays('uk-gdpr', ['access'], on);
        const from = day(oracle.days(on, before));
        const until = day(oracle.days(from, length));
        const after = resume(pause(days, 'clarification', from), 'clarification', until);
        expect(only(after).dueOn).toBe(oracle.days(oracle.months(on, 1), length));
        expect(latestFor(only(after), after.clock)).toBe(oracle.days(oracle.months(on, 3), length));
      }),
    );
  });

  it('for clarification counts once where proof of identity begins the month within it', () => {
    let days: Days = openDays('uk-gdpr', ['access'], day('2026-03-01'));
    days = pause(days, 'clarification', day('2026-03-02'));
    days = pause(days, 'identity', day('2026-03-02'));
    days = resume(days, 'identity', day('2026-03-10'));
    expect(only(days).dueOn).toBe('2026-04-10');
    days = resume(days, 'clarification', day('2026-03-15'));
    expect(only(days).dueOn).toBe('2026-04-15');
    expect(latestFor(only(days), days.clock)).toBe('2026-06-15');
  });
});

describe('what is due next', () => {
  it('is the confirmation of receipt where a law asks for one, then the earliest answer', () => {
    const { clock, items } = openDays('ccpa', ['know-specific', 'opt-out'], day('2026-11-23'));
    expect(nextDue({ clock, items })).toBe('2026-12-07');
    const confirmed = { ...clock, acknowledgedOn: day('2026-11-24') };
    expect(nextDue({ clock: confirmed, items })).toBe('2026-12-14');
    const answered = items.map((each) => ({ ...each, outcome: 'granted' as const }));
    expect(nextDue({ clock, items: answered })).toBeUndefined();
    const complaint = openDays('uk-gdpr', ['complaint'], day('2026-11-23'));
    expect(nextDue(complaint)).toBe('2026-12-23');
  });
});

describe('the laws', () => {
  it('cite a provision for every right, number and denial, and say which numbers are ours', () => {
    const cited =
      /(Article|Section|§|CCR|Civ\. Code|Schedules|as under|as for|as Article|defence|no law)/;
    for (const { rights, keep, denials, verification } of Object.values(laws)) {
      const sources = [...rights.map(({ source }) => source), ...Object.values(denials)];
      for (const source of [...sources, keep.source, verification]) expect(source).toMatch(cited);
    }
    for (const { answer, acknowledge, extension } of Object.values(rules))
      for (const period of [answer, acknowledge, extension])
        if (period) expect(period.source).toMatch(period.ours ? /./ : /Article|Section|§/);
  });

  it('are one for each place, and know each type that can be asked', () => {
    expect(residences.map((each) => lawOf(each).id)).toEqual([...lawIds]);
    const known = new Set<RightsType>(
      lawIds.flatMap((id) => laws[id].rights.map(({ type }) => type)),
    );
    expect([...known].toSorted()).toEqual([...rightsTypes].toSorted());
    for (const law of lawIds) expect(rightOf(law, 'marketing')?.grade).toBe('none');
  });

  it('ask no proof of who opts out or limits, and the most of who wants to see every item', () => {
    expect(rightOf('ccpa', 'opt-out')?.grade).toBe('none');
    expect(rightOf('ccpa', 'limit')?.grade).toBe('none');
    expect(rightOf('ccpa', 'know-categories')?.grade).toBe('reasonable');
    expect(rightOf('ccpa', 'know-specific')?.grade).toBe('reasonably-high');
    expect(laws.ccpa.keep).toMatchObject({ count: 24, unit: 'months' });
  });

  it('give no day for what they do not know', () => {
    expect(
      openDays('gdpr', ['opt-out', 'complaint'], day('2026-01-01') satisfies Day).items,
    ).toEqual([]);
  });
});
