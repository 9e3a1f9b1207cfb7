import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  aspects,
  type ChangeClass,
  changeClasses,
  type ItemKind,
  itemKinds,
} from '../../src/changes/model.ts';
import { addDays, type Day } from '../../src/core/day.ts';
import {
  closingDay,
  earliestEffectiveDay,
  generalObjectionEnd,
  opensWindow,
} from '../../src/notices/model/window.ts';
import { planPublication } from '../../src/subprocessors/model/publishing.ts';
import { newId } from '../../src/core/ids.ts';
import { countingIds, day, facts } from '../support/factories.ts';
import '../support/chance.ts';

const pledge = { noticeDays: 30 };

describe('what opens a window', () => {
  const always: readonly ItemKind[] = ['added', 'replaced'];
  const cases = itemKinds.flatMap((kind) =>
    changeClasses.map((itemClass): [ItemKind, ChangeClass] => [kind, itemClass]),
  );
  test.each(cases)('%s, %s: as the table says, whatever the setting', (kind, itemClass) => {
    const item = { kind, class: itemClass, aspects: ['location'] as const };
    const byDefault = opensWindow([item], pledge);
    const switchedOff = opensWindow([item], { ...pledge, noticeForAmendments: [] });
    const isSubstantiveAmendment = kind === 'amended' && itemClass === 'substantive';
    expect(switchedOff).toBe(always.includes(kind));
    expect(byDefault).toBe(always.includes(kind) || isSubstantiveAmendment);
  });

  it.each(aspects)(
    'is an amendment of %s where the organisation says so, and only there',
    (aspect) => {
      const item = { kind: 'amended', class: 'substantive', aspects: [aspect] } as const;
      const others = aspects.filter((each) => each !== aspect);
      expect(opensWindow([item], { ...pledge, noticeForAmendments: [aspect] })).toBe(true);
      expect(opensWindow([item], { ...pledge, noticeForAmendments: others })).toBe(false);
    },
  );

  it('is one item of many', () => {
    const removed = { kind: 'removed', class: 'substantive', aspects: [] } as const;
    const added = { kind: 'added', class: 'substantive', aspects: [] } as const;
    expect(opensWindow([removed, removed], pledge)).toBe(false);
    expect(opensWindow([removed, added], pledge)).toBe(true);
    expect(opensWindow([], pledge)).toBe(false);
  });
});

describe('the days of a window', () => {
  const anyDay = fc
    .integer({ min: 0, max: 20_000 })
    .map((days) => addDays(day('2000-01-01'), days));
  const anyDays = fc.integer({ min: 1, max: 365 });

  it('are counted from the day after the announcement, over a leap day too', () => {
    expect(earliestEffectiveDay(day('2028-02-01'), pledge)).toBe('2028-03-03');
    expect(generalObjectionEnd(day('2026-11-22'), pledge)).toBe('2026-12-22');
    expect(generalObjectionEnd(day('2028-02-01'), pledge)).toBe('2028-03-02');
  });

  it('end on a working day, and are as many as promised or some more', () => {
    fc.assert(
      fc.property(anyDay, anyDays, (today, objectionDays) => {
        const end = generalObjectionEnd(today, { noticeDays: 0, objectionDays }) ?? today;
        const weekday = new Date(`${end}T00:00:00Z`).getUTCDay();
        expect([0, 6]).not.toContain(weekday);
        expect(end >= addDays(today, objectionDays)).toBe(true);
        expect(end <= addDays(today, objectionDays + 2)).toBe(true);
      }),
    );
  });

  it('are none where none are promised', () => {
    expect(generalObjectionEnd(day('2026-11-22'), { noticeDays: 0 })).toBeUndefined();
    expect(
      generalObjectionEnd(day('2026-11-22'), { noticeDays: 30, objectionDays: 0 }),
    ).toBeUndefined();
  });

  it.each([
    [30, 7],
    [14, 7],
    [13, 6],
    [10, 5],
    [3, 1],
    [2, 1],
    [1, 1],
  ])('of %i are told to end %i before the last', (days, before) => {
    const opened = day('2026-11-22');
    const last = addDays(opened, days);
    expect(closingDay(opened, last)).toBe(addDays(last, -before));
  });

  it('are told to end while they run, and not before they began', () => {
    fc.assert(
      fc.property(anyDay, anyDays, (opened, days) => {
        const last = addDays(opened, days);
        const told = closingDay(opened, last);
        expect(told >= opened && told < last).toBe(true);
      }),
    );
  });
});

describe('a plan', () => {
  const ids = countingIds();
  const today = day('2026-11-22');
  const planned = (
    effectiveOn: string,
    promise: Parameters<typeof generalObjectionEnd>[1] = pledge,
  ) =>
    planPublication({
      drafts: [{ slug: 'postmark', facts: facts() }],
      register: new Map(),
      pending: [],
      services: [],
      reason: 'Mail.',
      effectiveOn: day(effectiveOn),
      today,
      promise,
      decisions: { classes: {}, contractOverrides: {} },
      idFor: () => newId(ids, 'sub'),
    });

  it('holds to the notice on every day: refused before the earliest, never from it on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 130 }),
        (notice, objectionDays, ahead) => {
          const effectiveOn = addDays(today, ahead);
          const { faults } = planned(effectiveOn, { noticeDays: notice, objectionDays });
          const isRefused = faults.some(({ pointer }) => pointer === '#/effectiveOn');
          const last = objectionDays === 0 ? today : lastWeekday(addDays(today, objectionDays));
          expect(isRefused).toBe(ahead <= notice || effectiveOn <= last);
        },
      ),
    );
  });
});

/** The day, or the Monday after it. */
function lastWeekday(on: Day): Day {
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay();
  return weekday % 6 === 0 ? lastWeekday(addDays(on, 1)) : on;
}
