import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/core/day.ts';
import type { Entry } from '../../src/subprocessors/model/entry.ts';
import {
  barOf,
  type Life,
  livesOf,
  position,
  scaleOf,
} from '../../src/subprocessors/model/lives.ts';
import { anyEntry, pendingChangeOf } from '../support/arbitrary-entries.ts';
import { day } from '../support/factories.ts';
import { storySnapshot } from '../support/snapshot.ts';

const stand = day('2026-11-16');

describe('the lives of a register', () => {
  it('begin on the stated day, else with the first change, else on the day of listing', () => {
    const [stated, changed, listed] = [
      entry('a', { effectiveFrom: day('2024-05-13') }),
      entry('b'),
      entry('c'),
    ];
    const days = new Map([
      ['a', { first: day('2025-01-01'), amended: [] }],
      ['b', { first: day('2025-02-01'), amended: [] }],
    ]);
    const lives = livesOf([stated, changed, listed], [], days, 'Asia/Tokyo');
    expect(
      lives.map(({ entry: { slug }, from, isFromStated }) => [slug, from, isFromStated]),
    ).toEqual([
      // 30 June, 20:00 UTC is the first of July there.
      ['c', '2026-07-01', false],
      ['b', '2025-02-01', false],
      ['a', '2024-05-13', true],
    ]);
  });

  it('end when the entry says so, or when a pending change will', () => {
    const ended = entry('a', { effectiveUntil: day('2026-07-01') }, 'ended');
    const ending = entry('b');
    const change = pendingChangeOf(
      { ...ending, facts: { ...ending.facts, effectiveUntil: day('2027-01-04') } },
      day('2027-01-04'),
    );
    const lives = livesOf([ended, ending, entry('c')], [change], new Map(), 'UTC');
    const ends = lives.map(({ entry: { slug }, until }) => [slug, until]);
    expect(ends).toEqual([
      ['a', '2026-07-01'],
      ['b', '2027-01-04'],
      ['c', undefined],
    ]);
  });
});

describe('a bar', () => {
  const scale = scaleOf([life('2022-01-01'), life('2027-01-04', { state: 'announced' })], stand);

  it('of a current entry ends with the newest version, not with today', () => {
    const { past, announced } = barOf(life('2024-05-13'), scale);
    expect(announced).toBeUndefined();
    expect(past?.x).toBe(position(day('2024-05-13'), scale));
    expect(end(past)).toBeCloseTo(position(stand, scale));
  });

  it('of an ended entry ends on the first day without processing', () => {
    const { past, announced } = barOf(
      life('2024-05-13', { state: 'ended', until: day('2026-07-01') }),
      scale,
    );
    expect(announced).toBeUndefined();
    expect(end(past)).toBeCloseTo(position(day('2026-07-01'), scale));
  });

  it('of an announced entry is announced from its day to the end of the drawing', () => {
    const { past, announced } = barOf(life('2027-01-04', { state: 'announced' }), scale);
    expect(past).toBeUndefined();
    expect(announced?.x).toBeGreaterThan(position(stand, scale));
    expect(announced?.width).toBeGreaterThan(1);
    expect(end(announced)).toBeCloseTo(100);
  });

  it('with an announced end is in effect up to the newest version and announced from there', () => {
    const ending = life('2024-05-13', { until: day('2026-12-24') });
    const { past, announced } = barOf(ending, scale);
    expect(end(past)).toBeCloseTo(position(stand, scale));
    expect(announced?.x).toBeCloseTo(position(stand, scale));
    expect(end(announced)).toBeCloseTo(position(day('2026-12-24'), scale));
  });

  it('has a notch where it was amended, and none at its ends or beyond them', () => {
    const amendedOn = ['2021-01-01', '2022-01-01', '2024-02-29', '2026-11-16', '2026-12-01'].map(
      day,
    );
    expect(barOf({ ...life('2022-01-01'), amendedOn }, scale).notches).toEqual([
      position(day('2024-02-29'), scale),
    ]);
  });
});

it('a bar amended every day has notches that can be told apart', () => {
  const days = Array.from({ length: 400 }, (_, index) => addDays(day('2025-01-01'), index));
  const daily = { ...life('2022-01-01'), amendedOn: days.toReversed() };
  const { notches } = barOf(daily, scaleOf([daily], stand));
  expect(notches.length).toBeGreaterThan(5);
  for (const [index, x] of notches.slice(1).entries())
    expect((notches[index] ?? 0) - x).toBeGreaterThanOrEqual(2);
});

describe('the axis', () => {
  it('has years for years, and months for months', () => {
    const labels = (from: string) => scaleOf([life(from)], stand).ticks.map(({ label }) => label);
    expect(labels('2018-04-19').join(' ')).toBe('2019 2020 2021 2022 2023 2024 2025 2026');
    expect(labels('2026-03-01').join(' ')).toBe('Mar 2026  May Jun Jul Aug Sep Oct Nov');
    expect(labels('2025-08-20').join(' ')).toBe('Oct 2026 Apr Jul Oct');
    expect(labels('1990-06-01').join(' ')).toBe('1995 2000 2005 2010 2015 2020 2025');
    // A register that began today is not a line without width.
    expect(labels('2026-11-16').join(' ')).toBe('Nov 2026');
  });

  it('and every bar lie within the drawing, in the order of their days, whatever the register says', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 8 }), anyEntry, (entries, ending) => {
        const pending = [pendingChangeOf(ending, stand)];
        const lives = livesOf([...entries, ending], pending, new Map(), 'UTC');
        const scale = scaleOf(lives, stand);
        const xs = scale.ticks.map(({ x }) => x);
        expect(xs).toEqual(xs.toSorted((a, b) => a - b));
        expect(xs.length).toBeLessThanOrEqual(11);
        const bars = lives.map((each) => barOf(each, scale));
        for (const { past, announced } of bars) {
          for (const { x, width } of [past, announced].filter((part) => part !== undefined)) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(width).toBeGreaterThanOrEqual(0);
            expect(x + width).toBeLessThanOrEqual(100.01);
          }
        }
        const starts = bars.map(({ past, announced }) => (past ?? announced)?.x ?? Number.NaN);
        expect(starts).toEqual(starts.toSorted((a, b) => b - a));
      }),
    );
  });
});

function end(stretch: { x: number; width: number } | undefined): number {
  return stretch === undefined ? Number.NaN : stretch.x + stretch.width;
}

function entry(
  slug: string,
  facts: Partial<Entry['facts']> = {},
  state: Entry['state'] = 'current',
): Entry {
  const [some] = storySnapshot().entries;
  if (some === undefined) throw new TypeError('an empty story');
  return {
    ...some,
    slug,
    state,
    facts: { name: slug, kind: 'third-party', description: 'Hosting', ...facts },
    listedAt: new Date('2026-06-30T20:00:00Z'),
  };
}

function life(from: string, parts: { state?: Entry['state']; until?: Day } = {}): Life {
  const { state = 'current', until } = parts;
  return {
    entry: entry('vendor', {}, state),
    from: day(from),
    isFromStated: true,
    amendedOn: [],
    ...(until !== undefined && { until }),
  };
}
