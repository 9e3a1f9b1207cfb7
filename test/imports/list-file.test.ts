import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listJson } from '../../src/subprocessors/list-document.ts';
import { readListFile, UnreadableList } from '../../src/imports/list-file.ts';
import { renderInput, storySnapshot } from '../support/snapshot.ts';

const sample = readFileSync(new URL('../fixtures/sample-list.json', import.meta.url), 'utf8');

test('a published list becomes entries that say what it says and nothing else', () => {
  const { company, noticeDays, rows, origin } = readListFile(sample);
  expect({ company, noticeDays }).toEqual({ company: 'Sample Software Ltd', noticeDays: 14 });
  expect(origin).toBe(
    'the published list of Sample Software Ltd (https://sample-software.example/legal/subprocessors)',
  );
  expect(rows[0]).toEqual({
    slug: 'north-harbour-hosting',
    facts: {
      name: 'North Harbour Hosting  GmbH',
      kind: 'third-party',
      description: 'Hosting of the application and its database',
      dataCategories: ['Account data', 'Customer content'],
      locations: [
        { country: 'DE', label: 'Germany' },
        { country: 'FI', label: 'Finland' },
      ],
      establishment: { country: 'DE', label: 'Germany' },
      links: { website: 'https://north-harbour.example/trust' },
    },
  });
});

test('a place keeps its published words, and is not guessed where they name no code', () => {
  const locations = readListFile(sample).rows.map(({ facts }) => facts['locations']);
  expect(locations.slice(1)).toEqual([
    [
      { country: 'US', label: 'United States' },
      { region: 'EEA', label: 'European Economic Area' },
    ],
    [
      { country: 'CA', label: 'US (East) & Canada' },
      { country: 'US', label: 'US (East) & Canada' },
    ],
    [{ label: 'Varies' }],
  ]);
});

test('the list document of Annex comes back with all its facts, people included, but not what has ended', () => {
  const story = storySnapshot();
  const person = { name: 'Petra Public', position: 'DPO' };
  const entries = story.entries.map((entry) => ({
    ...entry,
    contactPerson: { ...person, published: true },
  }));
  const snapshot = { ...story, entries };
  const rendered = listJson.render(renderInput({ snapshot }));
  if (rendered instanceof Promise) throw new TypeError('the list renders at once');
  const { rows, services, notes } = readListFile(String(rendered.body));
  const standing = story.entries.filter(({ state }) => state !== 'ended');
  expect(rows.map(({ slug }) => slug)).toEqual(standing.map(({ slug }) => slug));
  for (const [index, row] of rows.entries()) {
    expect(row.facts).toMatchObject({ ...standing[index]?.facts, links: expect.anything() });
    expect(row.contactPerson).toEqual({ ...person, published: true });
  }
  expect(services.map(({ slug }) => slug)).toEqual(story.services.map(({ slug }) => slug));
  expect(notes).toHaveLength(story.entries.length > standing.length ? 1 : 0);
});

test.each([
  ['{', /not JSON/],
  ['[]', /neither/],
  ['{"format":"subprocessor-facts/2","subprocessors":[]}', /neither/],
  [
    '{"format":"subprocessor-facts/1","subprocessors":[{"id":"a~1","name":"A"},{"id":"a-1","name":"B"}]}',
    /same id, "a-1"/,
  ],
])('%s is refused in words', (text, reason) => {
  expect(() => readListFile(text)).toThrow(UnreadableList);
  expect(() => readListFile(text)).toThrow(reason);
});

const real = new URL('../../../shared/data/', import.meta.url);

test.skipIf(!existsSync(real)).each([
  ['github.json', 30],
  ['tailscale.json', 8],
  ['basecamp.json', 11],
  ['hey.json', 10],
])('every row of %s becomes an entry with a place whose words are in the list', (name, count) => {
  const text = readFileSync(new URL(name, real), 'utf8');
  const { rows } = readListFile(text);
  expect(rows).toHaveLength(count);
  for (const { slug, facts } of rows) {
    expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    const locations = facts['locations'];
    if (!Array.isArray(locations)) throw new TypeError(`${slug} has no locations`);
    expect(locations.length).toBeGreaterThan(0);
    for (const { label } of locations) expect(text).toContain(label);
  }
});
