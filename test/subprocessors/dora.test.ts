import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import type { Params, Snapshot } from '../../src/publication/model.ts';
import { listDora } from '../../src/subprocessors/dora.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { anyEntry } from '../support/arbitrary-entries.ts';
import { renderInput, snapshotOf, storySnapshot } from '../support/snapshot.ts';

const plain: Facts = { name: 'Vendor', description: 'x', kind: 'third-party' };

test('the first row holds the official codes, in their order, then what tells the rows apart', async () => {
  const [header] = await cellsOf();
  expect(header).toEqual([
    'B_05.01.0010',
    'B_05.01.0020',
    'B_05.01.0030',
    'B_05.01.0040',
    'B_05.01.0050',
    'B_05.01.0060',
    'B_05.01.0080',
    'B_05.02.0030',
    'B_05.02.0040',
    'B_05.02.0050',
    'B_05.02.0060',
    'B_05.02.0070',
    'name',
    'status',
    'effective_from',
    'services',
    'slug',
  ]);
});

test('a code is the LEI, else the EUID, else the number in the company register of its country', async () => {
  const lei = '529900T8BM49AURSDO55';
  const euid = 'LURCSL.B186284';
  const number = { companyNumber: 'B186284', establishment: { country: 'LU' } };
  const codes = async (facts: Partial<Facts>) => {
    const [, row = []] = await cellsOf(
      {},
      snapshotOf([{ slug: 'a', facts: { ...plain, ...facts } }]),
    );
    expect(row.slice(7, 9)).toEqual(row.slice(0, 2));
    return row.slice(0, 4);
  };
  expect(await codes({ lei, euid, ...number })).toEqual([lei, 'LEI', euid, 'EUID']);
  expect(await codes({ lei, ...number })).toEqual([lei, 'LEI', 'B186284', 'LU_CRN']);
  expect(await codes(number)).toEqual(['B186284', 'LU_CRN', '', '']);
  expect(await codes({ companyNumber: 'B186284' })).toEqual(['', '', '', '']);
});

test('the recipient is the entry that engages it, and the rank is never guessed', async () => {
  const lei = '529900T8BM49AURSDO55';
  const entries = [
    { slug: 'a', facts: { ...plain, lei, rank: 2 } },
    { slug: 'b', facts: { ...plain, parent: 'a' } },
  ];
  const [, first = [], second = []] = await cellsOf({}, snapshotOf(entries));
  expect(first.slice(9, 12)).toEqual(['2', '', '']);
  expect(second.slice(9, 12)).toEqual(['', lei, 'LEI']);
});

test('a legal name goes into the Latin column only when it is Latin', async () => {
  const name = async (legalName: string) =>
    (await cellsOf({}, snapshotOf([{ slug: 'a', facts: { ...plain, legalName } }])))[1]?.slice(
      4,
      6,
    );
  expect(await name('Société Générale S.A.')).toEqual([
    'Société Générale S.A.',
    'Société Générale S.A.',
  ]);
  expect(await name('株式会社')).toEqual(['株式会社', '']);
});

test('ended entries are left out, announced ones say so, a filter narrows', async () => {
  const [header = [], ...rows] = await cellsOf();
  const status = rows.map((row) => row[header.indexOf('status')]);
  expect(status).toContain('announced');
  expect(status).not.toContain('ended');
  expect(await cellsOf({ q: 'stripe' })).toHaveLength(2);
});

test('no cell begins a formula unless raw=1 asks for it', async () => {
  await fc.assert(
    fc.asyncProperty(anyEntry, async (entry) => {
      const snapshot = { ...storySnapshot(), entries: [{ ...entry, state: 'current' as const }] };
      for (const row of await cellsOf({}, snapshot))
        for (const cell of row) expect(cell).not.toMatch(/^[ \u00a0]*[=+@＝＋－＠-]/u);
      const [, row = []] = await cellsOf({ raw: '1' }, snapshot);
      expect(row[12]).toBe(entry.facts.name);
    }),
    { numRuns: 100 },
  );
});

async function cellsOf(params: Params = {}, snapshot: Snapshot = storySnapshot()) {
  const { body } = await listDora.render(renderInput({ params, snapshot }));
  const { data, errors } = Papa.parse<string[]>(String(body), { skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}
