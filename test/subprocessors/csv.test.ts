import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { Params, Snapshot } from '../../src/publication/model.ts';
import { listCsv } from '../../src/subprocessors/csv.ts';
import { anyEntry, anyText } from '../support/arbitrary-entries.ts';
import { renderInput, storySnapshot } from '../support/snapshot.ts';

test('the columns of Annex III come first, in its order, and the others stay where they are', async () => {
  const [header = []] = await cellsOf();
  expect(header.slice(0, 19)).toEqual([
    'name',
    'address',
    'contact_name',
    'contact_position',
    'contact_details',
    'description',
    'responsibilities',
    'country',
    'location',
    'data_categories',
    'data_subjects',
    'transfer',
    'status',
    'effective_from',
    'scope',
    'rank',
    'parent',
    'lei',
    'links',
  ]);
  expect(header.slice(19, 24)).toEqual([
    'id',
    'slug',
    'legal_name',
    'establishment_country',
    'establishment',
  ]);
  expect(new Set(header).size).toBe(header.length);
});

test('there is a row for each entry, and every row has every column', async () => {
  const [header = [], ...rows] = await cellsOf();
  expect(rows.map((row) => row[0])).toEqual(storySnapshot().entries.map(({ facts }) => facts.name));
  for (const row of rows) expect(row).toHaveLength(header.length);
});

test('any Unicode text comes back from an independent parser as it was, with raw=1', async () => {
  await fc.assert(
    fc.asyncProperty(anyEntry, async (entry) => {
      const row = recordOf(await cellsOf({ raw: '1' }, { entries: [entry] }));
      expect(row['name']).toBe(entry.facts.name);
      expect(row['description']).toBe(entry.facts.description);
      expect(row['category']).toBe(entry.facts.category ?? '');
      expect(row['data_categories']).toBe(
        (entry.facts.dataCategories ?? []).filter(Boolean).join('; '),
      );
    }),
    { numRuns: 150 },
  );
});

test('no cell of any list begins a formula, and neutralising adds one apostrophe and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(anyEntry, async (entry) => {
      const safe = await cellsOf({}, { entries: [entry] });
      const raw = await cellsOf({ raw: '1' }, { entries: [entry] });
      for (const [r, row] of safe.entries()) {
        for (const [c, cell] of row.entries()) {
          expect('=+-@\t\r＝＋－＠'.includes(firstVisible(cell) || ' ')).toBe(false);
          expect([raw[r]?.[c], `'${raw[r]?.[c]}`]).toContain(cell);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(1)',
  '\tx',
  '\rx',
  '  =1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '\u00A0=1',
])('the formula cell %j is neutralised, and raw=1 leaves it', async (formula) => {
  const entries = entriesCalled(formula);
  expect(recordOf(await cellsOf({}, { entries }))['name']).toBe(`'${formula}`);
  expect(recordOf(await cellsOf({ raw: '1' }, { entries }))['name']).toBe(formula);
});

test('harmless text is left alone', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const name = `A${text}`;
      expect(recordOf(await cellsOf({}, { entries: entriesCalled(name) }))['name']).toBe(name);
    }),
  );
});

test('lines end with CRLF, the last one too, and bom=1 puts the byte order mark in front', async () => {
  const text = await textOf({});
  expect(text.endsWith('"\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(text.startsWith('"name"')).toBe(true);
  expect(await textOf({ bom: '1' })).toBe(`\uFEFF${text}`);
});

test('it is saved as a file that names its owner and version, in plain letters', async () => {
  const story = storySnapshot();
  const nameOf = async (name: string) => {
    const snapshot = { ...story, organisation: { ...story.organisation, name } };
    const { headers } = await listCsv.render(renderInput({ snapshot }));
    return headers?.['Content-Disposition'];
  };
  const version = story.listVersion;
  expect(await nameOf('Qluster Corp.')).toBe(
    `attachment; filename="qluster-corp-subprocessors-${version}.csv"`,
  );
  expect(await nameOf('株式会社"\r\nX: 1')).toMatch(/^attachment; filename="[a-z0-9-]+\.csv"$/);
});

test('it understands the filters of the page', async () => {
  const [, ...rows] = await cellsOf({ q: 'postmark' });
  expect(rows.map((row) => row[0])).toEqual(['Postmark']);
});

function entriesCalled(name: string) {
  return storySnapshot()
    .entries.slice(0, 1)
    .map((entry) => ({ ...entry, facts: { ...entry.facts, name } }));
}

async function textOf(params: Params, parts: Partial<Snapshot> = {}): Promise<string> {
  const snapshot = { ...storySnapshot(), ...parts };
  const { body } = await listCsv.render(renderInput({ snapshot, params }));
  return String(body);
}

async function cellsOf(params: Params = {}, parts: Partial<Snapshot> = {}) {
  const text = await textOf(params, parts);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' });
  expect(errors).toEqual([]);
  return data.filter((row) => row.length > 1);
}

function recordOf([header = [], row = []]: string[][]): Record<string, string> {
  return Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']));
}

/** The first character that is not a blank, except that TAB and CR are what is looked for. */
function firstVisible(cell: string): string {
  return [...cell].find((char) => char === '\t' || char === '\r' || char.trim() !== '') ?? '';
}
