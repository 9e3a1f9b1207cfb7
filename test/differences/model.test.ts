import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellStory } from '../../drizzle/story.ts';
import type { Change, ChangeStep } from '../../src/changes/model.ts';
import { newEventId, newId } from '../../src/core/ids.ts';
import { describeEntry } from '../../src/differences/model/entry-difference.ts';
import {
  applyDifference,
  type ListDocument,
  patchOf,
} from '../../src/differences/model/list-patch.ts';
import type { Snapshot } from '../../src/publication/model.ts';
import { presentList } from '../../src/subprocessors/list-document.ts';
import type { Entry } from '../../src/subprocessors/model/entry.ts';
import { anyEntry, pendingChangeOf } from '../support/arbitrary-entries.ts';
import { countingIds, day, facts } from '../support/factories.ts';
import { foldStory, storyDay, storySnapshot, testPlace } from '../support/snapshot.ts';

const story = storySnapshot();

/** Any register: any facts in any state, with what is announced, under a publisher named or not. */
const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    entries: fc.uniqueArray(anyEntry, { selector: ({ slug }) => slug }),
    isPending: fc.boolean(),
    organisation: fc.constantFrom(story.organisation, { ...story.organisation, name: 'Renamed' }),
    services: fc.subarray([...story.services]),
    listVersion: fc.integer({ min: 0, max: 99 }),
  })
  .map(({ entries, isPending, ...rest }) => {
    const [first] = entries;
    const pending =
      isPending && first !== undefined ? [pendingChangeOf(first, day('2027-01-04'))] : [];
    return { ...story, ...rest, entries, pending };
  });

/** The list as a reader gets it. */
function documentOf(snapshot: Snapshot): ListDocument {
  return JSON.parse(JSON.stringify(presentList(snapshot, testPlace, {})));
}

function nullsIn(value: unknown): number {
  if (value === null) return 1;
  return typeof value === 'object'
    ? Object.values(value).reduce<number>((sum, each) => sum + nullsIn(each), 0)
    : 0;
}

describe('a difference', () => {
  it('applied to the first list gives the second, of any two registers', () => {
    fc.assert(
      fc.property(anySnapshot, anySnapshot, (first, second) => {
        const [from, to] = [documentOf(first), documentOf(second)];
        const sent = JSON.parse(JSON.stringify(patchOf(from, to)));
        expect(applyDifference(from, sent)).toEqual(to);
      }),
    );
  });

  it('of a list and itself holds nothing but its order', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const list = documentOf(snapshot);
        expect(patchOf(list, documentOf(snapshot))).toEqual({
          items: [],
          order: list.subprocessors.map(({ slug }) => slug),
          document: {},
        });
      }),
    );
  });

  it('can say all of it as merge patches, because no list document holds a null', () => {
    fc.assert(fc.property(anySnapshot, (snapshot) => nullsIn(documentOf(snapshot)) === 0));
  });

  it('between any two moments of the story applies', () => {
    const told = tellStory(storyDay);
    const lists = told.chapters.map((_, index) =>
      documentOf(foldStory({ ...told, chapters: told.chapters.slice(0, index + 1) }, storyDay)),
    );
    for (const [index, from] of lists.entries())
      for (const to of lists.slice(index)) {
        const patch = patchOf(from, to);
        expect(applyDifference(from, patch)).toEqual(to);
        expect(patch.items.length).toBeLessThanOrEqual(to.subprocessors.length);
      }
  });

  it('is refused for a list that lacks an entry it builds upon', () => {
    const list = documentOf(story);
    const patch = patchOf(list, list);
    const lesser = { ...list, subprocessors: list.subprocessors.slice(1) };
    expect(() => applyDifference(lesser, patch)).toThrow('has no entry');
  });
});

const ids = countingIds();

const standing: Entry = {
  id: newId(ids, 'sub'),
  slug: 'postmark',
  state: 'current',
  facts: facts(),
  listedAt: new Date(0),
  changedAt: new Date(0),
  lastChangeId: 1,
  version: 0,
};

type Told = {
  readonly before?: Entry;
  readonly after: Entry;
  readonly steps?: readonly ChangeStep[];
};

function describing({ before, after, steps = [] }: Told) {
  return describeEntry(before, after, { steps, more: false }, 99);
}

/** A step of a change of one entry, published as the version. */
function stepOf(
  id: number,
  item: Partial<Change['items'][number]> & Pick<Change['items'][number], 'after'>,
  { name = 'in-effect', version = id }: { name?: 'announced' | 'in-effect'; version?: number } = {},
): ChangeStep {
  const step = { name, at: new Date(0), eventId: newEventId(ids), listVersion: version };
  const shared = { subprocessorId: standing.id, slug: standing.slug, aspects: [] };
  const change: Change = {
    id,
    class: 'substantive',
    reason: 'A reason.',
    effectiveOn: day('2026-11-22'),
    items: [{ ...shared, kind: 'amended', class: 'substantive', ...item }],
    steps: [step],
  };
  return { change, step };
}

describe('what became of an entry', () => {
  const ended = {
    ...standing,
    state: 'ended',
    facts: facts({ effectiveUntil: day('2026-11-22') }),
  } as const;
  const announced = { ...standing, state: 'announced' } as const;

  it.each([
    ['added', { after: standing }],
    ['added', { after: announced }],
    ['added', { after: ended }],
    ['in-effect', { before: announced, after: standing }],
    ['ended', { before: standing, after: ended }],
    ['ended', { before: announced, after: ended }],
    ['replaced', { before: standing, after: { ...ended, replacedBy: 'mailgun' } }],
    ['amended', { before: standing, after: { ...standing, facts: facts({ name: 'Other' }) } }],
    ['amended', { before: ended, after: { ...ended, lastChangeId: 3 } }],
    [
      'announced',
      {
        before: standing,
        after: standing,
        steps: [
          stepOf(3, { before: facts(), after: facts({ name: 'Other' }) }, { name: 'announced' }),
        ],
      },
    ],
  ] as const)('is %s, case %#', (kind, told) => {
    expect(describing(told).kind).toBe(kind);
  });

  it('names the other end of a replacement on both ends, and none from before', () => {
    const replaced = { ...ended, replacedBy: 'mailgun' };
    expect(describing({ before: standing, after: replaced }).counterpart).toBe('mailgun');
    expect(describing({ before: replaced, after: replaced }).counterpart).toBeUndefined();
    const newcomer = { ...standing, replaces: 'sendgrid' };
    expect(describing({ after: newcomer }).counterpart).toBe('sendgrid');
    expect(describing({ before: newcomer, after: newcomer }).counterpart).toBeUndefined();
  });

  it('names for each field the newest change that set it, and not one that is only announced', () => {
    const [one, two, three] = [
      facts({ name: 'One' }),
      facts({ name: 'Two' }),
      facts({ name: 'Three' }),
    ];
    const described = { ...three, description: 'Other.' };
    const steps = [
      stepOf(5, { before: described, after: facts({ name: 'Four' }) }, { name: 'announced' }),
      stepOf(4, { before: three, after: described }),
      stepOf(3, { before: two, after: three }),
      stepOf(2, { before: one, after: two }),
    ];
    const after = { ...standing, facts: described };
    const found = describing({ before: { ...standing, facts: one }, after, steps });
    expect(found.fields).toEqual([
      { field: 'name', change: 3 },
      { field: 'description', change: 4 },
    ]);
    expect(found.changes.map(({ id }) => id)).toEqual([5, 4, 3, 2]);
  });

  it('names no change for a field where the one behind it is left out', () => {
    const after = { ...standing, facts: facts({ name: 'Other' }) };
    expect(describing({ before: standing, after }).fields).toEqual([{ field: 'name' }]);
  });
});
