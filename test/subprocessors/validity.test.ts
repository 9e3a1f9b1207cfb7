import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, ChangeItem } from '../../src/changes/model.ts';
import { changedFields } from '../../src/changes/model.ts';
import { addDays, type Day, endMoment, momentAt, startMoment } from '../../src/core/day.ts';
import { newEventId, newId } from '../../src/core/ids.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { type KnownPeriod, takeSteps } from '../../src/subprocessors/model/timeline.ts';
import { isInEffectOn, momentOf, restate } from '../../src/subprocessors/model/validity.ts';
import { countingIds, day, facts } from '../support/factories.ts';

const ids = countingIds();
const subprocessorId = newId(ids, 'sub');

function amendment(before: Facts, after: Facts): ChangeItem {
  return {
    subprocessorId,
    slug: 'x',
    kind: 'amended',
    class: 'substantive',
    aspects: [],
    before,
    after,
  };
}

describe('what is known of an entry', () => {
  const base = facts({ effectiveFrom: day('2025-01-01') });
  const start = [{ validFrom: startMoment(day('2025-01-01')), facts: base }];

  it('counts from the day of a change on', () => {
    const later = { ...base, description: 'Sends all e-mail.' };
    const known = restate(start, amendment(base, later), startMoment(day('2025-06-01')));
    expect(known).toEqual([{ validFrom: '2025-06-01', facts: later }]);
  });

  it('keeps what was known to follow when a change is published later for an earlier day', () => {
    const moved = { ...base, category: 'Mail' };
    const june = [...start, { validFrom: startMoment(day('2025-06-01')), facts: moved }];
    const named = { ...moved, legalName: 'Postmark LLC' };
    const known = restate(june, amendment(moved, named), startMoment(day('2025-03-01')));
    expect(
      known.map(({ validFrom, facts: { category, legalName } }) => [
        validFrom,
        category,
        legalName,
      ]),
    ).toEqual([
      ['2025-03-01', undefined, 'Postmark LLC'],
      ['2025-06-01', 'Mail', 'Postmark LLC'],
    ]);
  });

  it('ends on the day that is stated, and what else was said with it counts from its publication', () => {
    const ended: Facts = {
      ...base,
      effectiveUntil: day('2025-03-01'),
      disposal: { method: 'deleted' },
    };
    const known = restate(start, amendment(base, ended), startMoment(day('2025-08-01')));
    expect(
      known.map(({ validFrom, facts: { effectiveUntil, disposal } }) => [
        validFrom,
        effectiveUntil,
        disposal?.method,
      ]),
    ).toEqual([
      ['2025-03-01', '2025-03-01', undefined],
      ['2025-08-01', '2025-03-01', 'deleted'],
    ]);
  });

  it('is half open: in effect on its first day, not on the day it ends', () => {
    const interval = { ...base, effectiveUntil: day('2025-03-01') };
    expect(
      ['2024-12-31', '2025-01-01', '2025-02-28', '2025-03-01'].map((each) =>
        isInEffectOn(interval, day(each)),
      ),
    ).toEqual([false, true, true, false]);
  });

  it('tells two claimed revisions of one day apart, and a day has all of them', () => {
    const claimed = (at: string) =>
      momentOf({ effectiveOn: day('2024-04-18'), claimedAt: new Date(at) }, 'UTC');
    const [morning, evening] = [claimed('2024-04-18T08:00:00Z'), claimed('2024-04-18T20:00:00Z')];
    expect(morning < evening).toBe(true);
    expect(momentAt(new Date('2024-04-18T12:00:00Z'), 'UTC') < evening).toBe(true);
    expect(endMoment(day('2024-04-18')) > evening).toBe(true);
    expect(startMoment(day('2024-04-18')) < morning).toBe(true);
  });
});

type Step = {
  readonly gap: number;
  readonly shift: number;
  readonly edit: Partial<Record<'description' | 'category' | 'legalName', string>>;
  readonly from: number | undefined;
};

const step: fc.Arbitrary<Step> = fc.record({
  gap: fc.integer({ min: 0, max: 20 }),
  /** Days from the publication to the effect: announced, at once, or told afterwards. */
  shift: fc.integer({ min: -60, max: 30 }),
  edit: fc.record(
    {
      description: fc.constantFrom('a', 'b', 'c'),
      category: fc.constantFrom('d', 'e'),
      legalName: fc.constantFrom('f', 'g'),
    },
    { requiredKeys: [] },
  ),
  from: fc.option(fc.integer({ min: -90, max: 0 }), { nil: undefined }),
});

const opening = day('2025-06-01');

/** Changes of one entry, the first of which adds it; each after the one before has taken effect. */
function told(steps: readonly Step[]): readonly Change[] {
  let list = facts({ effectiveFrom: opening, description: 'a' });
  const changes: Change[] = [changeOf(1, opening, { ...amendment(list, list), kind: 'added' })];
  let today = opening;
  for (const { gap, shift, edit, from } of steps) {
    today = addDays(today, gap);
    const effectiveOn = addDays(today, shift);
    const after = {
      ...list,
      ...edit,
      ...(from !== undefined && { effectiveFrom: addDays(opening, from) }),
    };
    if (changedFields(list, after).length === 0) continue;
    changes.push(changeOf(changes.length + 1, effectiveOn, amendment(list, after)));
    if (effectiveOn > today) today = effectiveOn;
    list = after;
  }
  return changes;
}

function changeOf(id: number, effectiveOn: Day, item: ChangeItem): Change {
  const { before: _, ...added } = item;
  const items = [item.kind === 'added' ? added : item];
  const at = new Date(Date.UTC(2025, 5, 1) + id);
  const steps = [{ name: 'in-effect' as const, at, eventId: newEventId(ids), listVersion: id }];
  return { id, class: 'substantive', reason: '', effectiveOn, items, steps };
}

/** Field by field: the last change known, whose day has come, says it. Shares nothing with the product. */
function oracle(changes: readonly Change[], moment: string, version: number): Facts | undefined {
  const known = changes.filter(({ id }) => id <= version);
  const [first] = known;
  const added = first?.items[0]?.after;
  if (!first || !added) return undefined;
  const begins = known.flatMap(({ effectiveOn, items: [item] }) =>
    [effectiveOn, item?.after.effectiveFrom, item?.before?.effectiveFrom].filter(
      (each) => each !== undefined,
    ),
  );
  if (!begins.some((begin) => begin <= moment)) return undefined;
  let result = added;
  for (const { effectiveOn, items } of known.slice(1)) {
    const [item] = items;
    if (!item?.before) continue;
    const { before, after } = item;
    const bounds = [effectiveOn, before.effectiveFrom, after.effectiveFrom]
      .filter((each) => each !== undefined)
      .sort();
    for (const field of changedFields(before, after)) {
      const start = field === 'effectiveFrom' ? bounds[0] : effectiveOn;
      if (start !== undefined && start <= moment) result = { ...result, [field]: after[field] };
    }
  }
  return result;
}

describe('both clocks', () => {
  it('answer as folding every field by itself does, for any day and any knowledge', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const changes = told(steps);
        const { known } = takeSteps(
          changes.flatMap((change) => change.steps.map((each) => ({ change, step: each }))),
          { register: new Map(), pending: new Map(), periods: new Map() },
          'UTC',
        );
        for (let version = 1; version <= changes.length; version += 1) {
          for (const shift of [-100, -60, -31, -1, 0, 7, 30, 90, 400]) {
            const asked = addDays(opening, shift);
            const found = standing(known, `${asked}~`, version);
            const expected = oracle(changes, `${asked}~`, version);
            const isOn = (each: Facts | undefined) =>
              each !== undefined && isInEffectOn(each, asked);
            expect(isOn(found?.facts), `${asked} by ${version}`).toBe(isOn(expected));
            // Before the day that was first given for its beginning, what else holds depends on the order of telling.
            if (isOn(expected) && asked >= opening)
              expect(found?.facts, `${asked} by ${version}`).toEqual(expected);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

type Row = KnownPeriod & { readonly supersededFrom?: number };

function standing(rows: readonly Row[], moment: string, version: number): Row | undefined {
  return rows
    .filter(
      ({ knownFrom, supersededFrom = Number.POSITIVE_INFINITY, validFrom }) =>
        knownFrom <= version && version < supersededFrom && validFrom <= moment,
    )
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .at(-1);
}
