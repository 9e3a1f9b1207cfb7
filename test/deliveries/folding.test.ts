import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, changedFields, type ChangeItem } from '../../src/changes/model.ts';
import { addDays } from '../../src/core/day.ts';
import { sectionsOf } from '../../src/deliveries/letters/sections.ts';
import { fold } from '../../src/deliveries/model/folding.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { day, facts } from '../support/factories.ts';
import { changed, item, step } from './told.ts';

type Lives = ReadonlyMap<string, Facts>;
type Act = {
  readonly slug: string;
  readonly description: string;
  readonly country: string;
  readonly ends: boolean;
};

const first = day('2026-11-23');
/** Few values, so that much is amended back. */
const act: fc.Arbitrary<Act> = fc.record({
  slug: fc.constantFrom('a', 'b', 'c'),
  description: fc.constantFrom('Mail', 'Chat'),
  country: fc.constantFrom('DE', 'FR'),
  ends: fc.boolean(),
});
const beginnings = fc.subarray(['a', 'b', 'c']);
const lives = fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 8,
});

const factsOf = ({ slug, description, country }: Pick<Act, 'slug' | 'description' | 'country'>) =>
  facts({ name: slug, description, locations: [{ country, activity: 'processing' }] });

/** What happened to a register: its changes, and how it stood before and after. */
function live(known: readonly string[], days: readonly (readonly Act[])[]) {
  const usual = { description: 'Mail', country: 'DE' };
  const before: Lives = new Map(known.map((slug) => [slug, factsOf({ slug, ...usual })]));
  const after = new Map(before);
  const changes = days.map((acts, index): Pick<Change, 'items' | 'effectiveOn'> => {
    const effectiveOn = addDays(first, index);
    const distinct = [...new Map(acts.map((each) => [each.slug, each])).values()];
    const items = distinct.flatMap((each) => apply(after, each, effectiveOn));
    return { items, effectiveOn };
  });
  return { before, after, changes };
}

function apply(register: Map<string, Facts>, each: Act, on: Facts['effectiveUntil']): ChangeItem[] {
  const { slug } = each;
  const before = register.get(slug);
  // What has left the list does not come back: another entry would.
  if (before?.effectiveUntil !== undefined) return [];
  const ends = before !== undefined && each.ends;
  const after = ends ? { ...before, ...(on && { effectiveUntil: on }) } : factsOf(each);
  if (changedFields(before, after).length === 0) return [];
  register.set(slug, after);
  if (before === undefined) return [item({ slug, after })];
  return [item({ slug, before, after, kind: ends ? 'removed' : 'amended' })];
}

const isListed = (state: Facts | undefined) =>
  state?.effectiveUntil === undefined && Boolean(state);

it('folding changes is the difference of the first before and the last after, entry by entry', () => {
  const seen = { undone: 0, left: 0 };
  fc.assert(
    fc.property(beginnings, lives, (known, days) => {
      const { before, after, changes } = live(known, days);
      const { items, undone } = fold(changes);
      for (const slug of new Set(changes.flatMap((each) => each.items.map((one) => one.slug)))) {
        const [was, is] = [before.get(slug), after.get(slug)];
        const touches = changes.flatMap((each) => each.items.filter((one) => one.slug === slug));
        const isSame = was ? changedFields(was, is ?? facts()).length === 0 : !isListed(is);
        const found = items.find((one) => one.slug === slug);
        const gone = undone.filter(({ name }) => name === slug);
        seen[isSame ? 'undone' : 'left'] += 1;
        expect(gone).toHaveLength(isSame ? 1 : 0);
        if (isSame) expect([found, gone[0]?.kind]).toEqual([undefined, was ? 'amended' : 'added']);
        else expect(found).toMatchObject({ ...(was && { before: was }), after: is });
        if (!isSame) expect('before' in (found ?? {})).toBe(was !== undefined);
        if (!isSame && touches.length > 1)
          expect(found?.kind).toBe(was ? (isListed(is) ? 'amended' : 'removed') : 'added');
      }
      expect(items.length + undone.length).toBe(
        new Set(changes.flatMap((each) => each.items.map((one) => one.slug))).size,
      );
    }),
  );
  expect(seen.undone).toBeGreaterThan(20);
  expect(seen.left).toBeGreaterThan(20);
});

it('what an earlier announcement says of other fields does not come back by it', () => {
  const stale = { before: facts({ description: 'Mail' }), after: facts({ description: 'Chat' }) };
  const moved = facts({ locations: [{ country: 'FR', activity: 'processing' }] });
  const { items } = fold([
    { effectiveOn: first, items: [item({ kind: 'amended', before: facts(), after: moved })] },
    { effectiveOn: first, items: [item({ kind: 'amended', ...stale })] },
  ]);
  expect(items).toMatchObject([{ after: { ...moved, description: 'Chat' } }]);
});

it('of a replacement that was replaced in turn the ends are told, which came and went', () => {
  const until = (name: string) => ({
    before: facts({ name }),
    after: facts({ name, effectiveUntil: first }),
  });
  const replaced = { kind: 'replaced' } as const;
  const { items, undone } = fold([
    {
      effectiveOn: first,
      items: [
        item({ slug: 'b', ...replaced, counterpart: 'a', after: facts({ name: 'b' }) }),
        item({ slug: 'a', ...replaced, counterpart: 'b', ...until('a') }),
      ],
    },
    {
      effectiveOn: addDays(first, 1),
      items: [
        item({ slug: 'c', ...replaced, counterpart: 'b', after: facts({ name: 'c' }) }),
        item({ slug: 'b', ...replaced, counterpart: 'c', ...until('b') }),
      ],
    },
  ]);
  expect(items.map(({ slug, kind, counterpart }) => [slug, kind, counterpart])).toEqual([
    ['a', 'removed', undefined],
    ['c', 'added', undefined],
  ]);
  expect(undone).toEqual([{ kind: 'added', name: 'b', on: first, undoneOn: addDays(first, 1) }]);
});

describe('in a digest', () => {
  const took = (id: number, items: readonly ChangeItem[], parts: Partial<Change> = {}) =>
    changed({ id, items, effectiveOn: first, steps: [step({ name: 'in-effect' })], ...parts }, id);
  const touching = (...slugs: readonly string[]) =>
    slugs.map((slug) =>
      item({ slug, kind: 'amended', before: facts(), after: facts({ lei: slug }) }),
    );
  const grouped = (...happenings: Parameters<typeof sectionsOf>[0]) =>
    sectionsOf(happenings).map((each) =>
      each.kind === 'together' ? each.changes.map(({ seq }) => seq) : each.happening.seq,
    );

  it('changes that touch the same entries stand together, also by a third, where the last one stood', () => {
    const other = took(4, touching('x'));
    expect(
      grouped(took(1, touching('a')), took(2, touching('b')), took(3, touching('a', 'b')), other),
    ).toEqual([[1, 2, 3], 4]);
    expect(grouped(took(1, touching('a')), other, took(5, touching('a')))).toEqual([4, [1, 5]]);
  });

  it('what is still to come, and what can still be objected to, stands by itself', () => {
    const announced = changed({ id: 2, items: touching('a'), steps: [step()] }, 2);
    const emergency = took(3, touching('a'), {
      emergency: { ground: 'outage', explanation: 'No answer.' },
      objectionEndsOn: addDays(first, 30),
    });
    expect(grouped(took(1, touching('a')), announced, emergency)).toEqual([1, 2, 3]);
  });
});
