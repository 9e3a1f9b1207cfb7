import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  filterEntries,
  groupByState,
  sortEntries,
  sortOrders,
  type ListParams,
} from '../../src/subprocessors/model/filter.ts';
import { anyEntry } from '../support/arbitrary-entries.ts';
import { snapshotOf, storySnapshot } from '../support/snapshot.ts';

const { entries } = storySnapshot();

test('a service keeps its own entries and those that concern every service', () => {
  const facts = { description: 'Hosting', kind: 'third-party' as const };
  const list = snapshotOf([
    { slug: 'all', facts: { ...facts, name: 'All' } },
    { slug: 'site', facts: { ...facts, name: 'Site', scope: { services: ['website'] } } },
    { slug: 'other', facts: { ...facts, name: 'Other', scope: { services: ['qluster-service'] } } },
  ]).entries;
  expect(slugs(filterEntries(list, { service: 'website' }))).toEqual(['all', 'site']);
});

test('country, category and text narrow together', () => {
  expect(filtered({ country: 'FI' })).toEqual(['hetzner']);
  expect(filtered({ category: 'Communication' })).toEqual([
    'intercom',
    'postmark',
    'twilio-sendgrid',
  ]);
  expect(filtered({ category: 'Communication', country: 'IE' })).toEqual(['intercom']);
  expect(filtered({ q: 'E-MAIL  transactional' })).toEqual(['postmark', 'twilio-sendgrid']);
  expect(filtered({ q: 'ireland-on-the-moon' })).toEqual([]);
});

test('text is found whatever its case and accents', () => {
  const facts = {
    name: 'Société Générale d’Éclair',
    description: 'Straße',
    kind: 'third-party' as const,
  };
  const list = snapshotOf([{ slug: 'a', facts }]).entries;
  for (const q of ['societe', 'ÉCLAIR', 'STRASSE', 'straße'])
    expect(filterEntries(list, { q })).toHaveLength(1);
});

test('an empty or blank parameter asks for everything', () => {
  expect(filterEntries(entries, {})).toEqual(entries);
  expect(filterEntries(entries, { service: '', country: '', category: '', q: '  ' })).toEqual(
    entries,
  );
});

test('a column sorts upwards and downwards, and what states nothing comes last both ways', () => {
  const facts = { description: 'Hosting', kind: 'third-party' as const };
  const list = snapshotOf([
    { slug: 'b', facts: { ...facts, name: 'b', locations: [{ country: 'FR' }] } },
    { slug: 'none', facts: { ...facts, name: 'a' } },
    { slug: 'c', facts: { ...facts, name: 'C', locations: [{ country: 'DE' }] } },
  ]).entries;
  expect(slugs(sortEntries(list, 'country'))).toEqual(['b', 'c', 'none']);
  expect(slugs(sortEntries(list, '-country'))).toEqual(['c', 'b', 'none']);
  expect(slugs(sortEntries(list, '-name'))).toEqual(['c', 'b', 'none']);
});

test('sorting and grouping lose nobody, whatever the entries say', () => {
  fc.assert(
    fc.property(
      fc.array(anyEntry, { maxLength: 8 }),
      fc.constantFrom(...sortOrders),
      (list, order) => {
        const regrouped = groupByState(sortEntries(list, order)).flatMap((group) => group.entries);
        expect(new Set(regrouped)).toEqual(new Set(list));
        expect(regrouped).toHaveLength(list.length);
      },
    ),
    { numRuns: 60 },
  );
});

test('an entry is found by any word of its own name', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      expect(filterEntries([entry], { q: entry.facts.name })).toEqual([entry]);
    }),
    { numRuns: 100 },
  );
});

function filtered(params: ListParams): readonly string[] {
  return slugs(filterEntries(entries, params));
}

function slugs(list: readonly { readonly slug: string }[]): readonly string[] {
  return list.map(({ slug }) => slug);
}
