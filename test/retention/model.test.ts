import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPeriod, parsePeriod } from '../../src/core/period.ts';
import { allKeepers } from '../../src/retention/keepers.ts';
import { keptAtOnce } from '../../src/retention/model.ts';
import { lastDueDay } from '../../src/retention/model/due.ts';
import { shippedRules } from '../../src/retention/model/shipped.ts';
import { oracle } from '../rights/oracle.ts';
import { day } from '../support/factories.ts';

function period(text: string) {
  const parsed = parsePeriod(text);
  if (parsed === undefined) throw new Error(`no period: ${text}`);
  return parsed;
}

describe('what is due', () => {
  it.each([
    // Kept for a year from 29 February until the last day of the next one.
    ['2029-02-27', 'P1Y', '2028-02-27'],
    ['2029-02-28', 'P1Y', '2028-02-29'],
    ['2029-03-01', 'P1Y', '2028-03-01'],
    // Nothing is a month old on 30 March that was not on the 29th, but what came on 28 February or before.
    ['2027-02-28', 'P1M', '2027-01-31'],
    ['2027-03-01', 'P1M', '2027-02-01'],
    ['2027-03-31', 'P1M', '2027-02-28'],
    ['2027-05-30', 'P1M', '2027-04-30'],
    ['2027-05-31', 'P1M', '2027-04-30'],
    ['2028-12-31', 'P24M', '2026-12-31'],
    ['2027-01-01', 'P90D', '2026-10-03'],
    ['2027-01-01', 'P0D', '2027-01-01'],
  ])('on %s, %s: until %s', (today, kept, expected) => {
    expect(lastDueDay(day(today), period(kept))).toBe(expected);
  });

  it('is what its period is over of, and no day more, for every day and period', () => {
    const anyDay = fc.integer({ min: 0, max: 40_000 }).map((n) => oracle.days('1970-01-01', n));
    const anyPeriod = fc
      .tuple(fc.nat(30), fc.nat(400), fc.nat(60), fc.nat(400))
      .map(([y, m, w, d]) => period(`P${y}Y${m}M${w}W${d}D`));
    fc.assert(
      fc.property(anyDay, anyPeriod, (today, kept) => {
        const last = lastDueDay(day(today), kept);
        expect(addPeriod(last, kept) <= today).toBe(true);
        expect(addPeriod(day(oracle.days(last, 1)), kept) > today).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the rules that Annex ships', () => {
  it('are each kept by one feature, by Annex at their hour, or for good', () => {
    const kept = allKeepers.map(({ rule }) => rule);
    const rules = Object.entries(shippedRules);
    const forGood = rules.flatMap(([id, { fate }]) => (fate === 'keep' ? [id] : []));
    expect([...kept, ...keptAtOnce, ...forGood].toSorted()).toEqual(
      rules.map(([id]) => id).toSorted(),
    );
  });
});
