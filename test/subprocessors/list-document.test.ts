import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDay } from '../../src/core/day.ts';
import { Refusal } from '../../src/core/errors.ts';
import type { Params } from '../../src/publication/model.ts';
import type { Published, RenderInput } from '../../src/publication/representation.ts';
import { overviewSchema, listSchema } from '../../src/site/json-schema.ts';
import { overviewJson } from '../../src/site/present.ts';
import { entryJson, listJson } from '../../src/subprocessors/list-document.ts';
import { anyEntry, pendingChangeOf } from '../support/arbitrary-entries.ts';
import { schemaCheck } from '../support/schema-check.ts';
import { emptySnapshot, renderInput, storySnapshot, testPlace } from '../support/snapshot.ts';

test('the list document of the demo and of an empty register follow the served schema', async () => {
  const check = schemaCheck(await textOf(listSchema));
  expect(check(await jsonOf(listJson))).toEqual([]);
  expect(check(await jsonOf(listJson, { snapshot: emptySnapshot() }))).toEqual([]);
});

test('the schema refuses what is not a list document', async () => {
  const check = schemaCheck(await textOf(listSchema));
  const document = await jsonOf(listJson);
  expect(check({ ...document, publishedAt: 'yesterday' })).not.toEqual([]);
  expect(check({ ...document, secret: 1 })).not.toEqual([]);
  expect(check({ ...document, publisher: undefined })).not.toEqual([]);
});

test('the schema says its own address and is announced by the list', async () => {
  const { $id } = JSON.parse(await textOf(listSchema));
  expect($id).toBe(`${testPlace.origin}/trust/schema/subprocessor-list-1.json`);
  expect(listJson.links).toContainEqual(
    expect.objectContaining({ rel: 'describedby', href: listSchema.path }),
  );
  expect(await jsonOf(listJson)).toMatchObject({ $schema: $id });
});

test('any entry whatever follows the schema, in the list and alone', async () => {
  const schema = await textOf(listSchema);
  const check = schemaCheck(schema);
  const { $defs } = JSON.parse(schema);
  const checkEntry = schemaCheck(JSON.stringify({ $defs, $ref: '#/$defs/subprocessor' }));
  const day = parseDay('2027-01-04');
  if (day === undefined) throw new TypeError('no day');
  await fc.assert(
    fc.asyncProperty(anyEntry, async (entry) => {
      const snapshot = {
        ...storySnapshot(),
        entries: [entry],
        pending: [pendingChangeOf(entry, day)],
      };
      expect(check(await jsonOf(listJson, { snapshot }))).toEqual([]);
      const alone = await jsonOf(entryJson, { snapshot, params: { slug: `${entry.slug}.json` } });
      expect(checkEntry(alone)).toEqual([]);
      expect(alone).toMatchObject({ name: entry.facts.name, description: entry.facts.description });
    }),
    { numRuns: 60 },
  );
});

test('what is not stated is absent, never null', async () => {
  expect(await textOf(listJson)).not.toContain(':null');
  expect(await textOf(overviewJson)).not.toContain(':null');
});

test('a person whose employer does not publish them is nowhere, and does not count as stated', async () => {
  const person = { name: 'Vera Verborgen', position: 'DPO', email: 'vera@vendor.example' };
  const story = storySnapshot();
  const shown = async (published: boolean) => {
    const entries = story.entries.map((entry) => ({
      ...entry,
      contactPerson: { ...person, published },
    }));
    const snapshot = { ...story, entries };
    return {
      text: await textOf(listJson, { snapshot }),
      document: await jsonOf(listJson, { snapshot }),
    };
  };
  const hidden = await shown(false);
  expect(hidden.text).not.toContain('Verborgen');
  expect(hidden.text).not.toContain('vera@');
  expect(hidden.document.subprocessors[0].completeness.missing).toContain('contactName');
  const published = await shown(true);
  expect(published.document.subprocessors[0].contactPerson).toEqual(person);
  expect(published.document.subprocessors[0].completeness.missing).not.toContain('contactName');
});

test('members that the store holds beyond the facts do not become public', async () => {
  const story = storySnapshot();
  const entries = story.entries.map((entry) => ({
    ...entry,
    facts: {
      ...entry.facts,
      internalNote: 'cheap',
      links: { website: 'https://a.example', secret: 'x' },
    },
  }));
  const text = await textOf(listJson, { snapshot: { ...story, entries } });
  expect(text).not.toContain('internalNote');
  expect(text).not.toContain('"secret"');
});

test('a filtered list says so and holds the entries and pending changes it concerns', async () => {
  const story = storySnapshot();
  const whole = await jsonOf(listJson);
  const website = await jsonOf(listJson, { params: { service: 'website' } });
  expect(whole).not.toHaveProperty('filter');
  expect(website).toMatchObject({ filter: { service: 'website' }, listVersion: story.listVersion });
  expect(website.subprocessors.length).toBeLessThan(whole.subprocessors.length);
  expect(website.subprocessors.length).toBeGreaterThan(0);
  const slugs = website.subprocessors.map((entry: { slug: string }) => entry.slug);
  for (const change of website.pending) {
    expect(change.items.some((item: { slug: string }) => slugs.includes(item.slug))).toBe(true);
  }
  expect((await jsonOf(listJson, { params: { q: 'nobody says this' } })).subprocessors).toEqual([]);
});

test('an announced change is on the list and on the entry it touches', async () => {
  const story = storySnapshot();
  const [change] = story.pending;
  if (change === undefined) throw new TypeError('the story has a pending change');
  const document = await jsonOf(listJson);
  expect(document.pending[0]).toMatchObject({ id: change.id, effectiveOn: change.effectiveOn });
  const slug = change.items[0]?.slug;
  const entry = document.subprocessors.find((each: { slug: string }) => each.slug === slug);
  expect(entry.pendingChange).toMatchObject({ id: change.id, effectiveOn: change.effectiveOn });
});

test('an unknown entry is refused as not found', () => {
  expect(() => entryJson.render(renderInput({ params: { slug: 'nobody.json' } }))).toThrow(Refusal);
});

test('a misspelt service or country is refused instead of answered with an empty list', () => {
  for (const [name, value] of [
    ['service', 'nowhere'],
    ['country', 'Germany'],
  ] as const) {
    const asked = () => listJson.render(renderInput({ params: { [name]: value } }));
    expect(asked).toThrow(expect.objectContaining({ code: 'invalid' }));
  }
});

test('the page of an entry and its .json have the same document', async () => {
  const slug = storySnapshot().entries[0]?.slug ?? '';
  const byPage = await textOf(entryJson, { params: { slug } });
  expect(await textOf(entryJson, { params: { slug: `${slug}.json` } })).toBe(byPage);
});

test('the overview follows its schema and counts what the register holds', async () => {
  const check = schemaCheck(await textOf(overviewSchema));
  expect(check(await jsonOf(overviewJson, { snapshot: emptySnapshot() }))).toEqual([]);
  const overview = await jsonOf(overviewJson);
  expect(check(overview)).toEqual([]);
  const { announced, current, ended } = overview.register.counts;
  expect(announced + current + ended).toBe(storySnapshot().entries.length);
  expect(overview.recentChanges[0].title).toMatch(/\w/);
});

async function textOf(row: Published, input: Partial<RenderInput> & { params?: Params } = {}) {
  const { body } = await row.render(renderInput(input));
  return String(body);
}

async function jsonOf(row: Published, input: Partial<RenderInput> = {}) {
  return JSON.parse(await textOf(row, input));
}
