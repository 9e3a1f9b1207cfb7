import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPeriod, parsePeriod, periodFromWords, periodToType } from '../../src/core/period.ts';
import { kinds } from '../../src/policies/model.ts';
import { readSource, readStretches } from '../../src/policies/model/source.ts';
import { starterText } from '../../src/policies/model/starter.ts';
import { day } from '../support/factories.ts';

const count = (most: number) => fc.integer({ min: 0, max: most });

describe('what is typed in the console', () => {
  it('a period in words is the period that they say', () => {
    fc.assert(
      fc.property(count(99), count(999), count(999), count(9_999), (years, months, weeks, days) => {
        const period = parsePeriod(`P${years}Y${months}M${weeks}W${days}D`);
        if (period === undefined) throw new Error('no period');
        const read = periodFromWords(periodToType(period));
        const from = day('2027-01-31');
        expect(read && addPeriod(from, read)).toBe(addPeriod(from, period));
      }),
      { numRuns: 50 },
    );
    expect(periodFromWords(' 1 Year, 6 months ')).toBe('P1Y6M');
    expect(periodFromWords('p24m')).toBe('P24M');
    for (const text of ['', 'a while', '24', '24 hours', 'months', '6 months and', '1.5 years'])
      expect(periodFromWords(text), text).toBeUndefined();
  });

  it('a first draft is one that can be stored, whatever the policy is called', () => {
    const title = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.constantFrom(...kinds), title, (kind, called) => {
        const named = called.replaceAll(/\s+/g, ' ').trim() || 'Terms';
        const text = starterText(kind, named, 'en');
        expect(readSource(text)).toMatchObject({ title: named });
        expect(readStretches(text)).not.toHaveProperty('fault');
      }),
      { numRuns: 100 },
    );
  });
});
