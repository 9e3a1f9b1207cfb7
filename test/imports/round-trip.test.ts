import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultInText, safeUrl } from '../../src/core/text.ts';
import { presentedIn, shownIn } from '../../src/imports/exported.ts';
import { judgeFacts } from '../../src/imports/judge.ts';
import { mapTables } from '../../src/imports/model/mapping.ts';
import { planImport } from '../../src/imports/model/plan.ts';
import type { ListFormat } from '../../src/imports/model/reading.ts';
import { rowsOfTables } from '../../src/imports/model/rows.ts';
import { rowsOfEntries } from '../../src/imports/own-entries.ts';
import { readList } from '../../src/imports/readers/read-list.ts';
import type { Published } from '../../src/publication/representation.ts';
import { listCsv } from '../../src/subprocessors/csv.ts';
import { listJson } from '../../src/subprocessors/list-document.ts';
import { listMarkdown } from '../../src/subprocessors/markdown.ts';
import { type Entry, stateInEffect } from '../../src/subprocessors/model/entry.ts';
import { anyEntry, anyFacts } from '../support/arbitrary-entries.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { day } from '../support/factories.ts';
import { renderInput, storySnapshot, testPlace } from '../support/snapshot.ts';
import { sendFile } from './import-support.ts';
import { draws } from '../support/thorough.ts';

type Facts = Entry['facts'];
type Loose = { -readonly [K in keyof Facts]: Facts[K] };

/** Facts as they may stand in the register, out of facts of any Unicode. */
const anyGoodFacts = anyFacts
  .map((facts) => judgeFacts(settle(cleaned(facts))).value)
  .filter((facts) => facts !== undefined);

const anyRegister = fc
  .array(fc.tuple(anyEntry, anyGoodFacts), { minLength: 1, maxLength: 4 })
  .map((pairs) =>
    pairs.map(([entry, facts], index): Entry => {
      const { contactPerson: _, ...rest } = entry;
      const state =
        stateInEffect(facts) === 'ended'
          ? 'ended'
          : entry.state === 'ended'
            ? 'current'
            : entry.state;
      return { ...rest, slug: `entry-${index}`, facts, state };
    }),
  );

const exportsOfList: readonly (readonly [string, ListFormat, Published, Record<string, string>])[] =
  [
    ['CSV', 'csv', listCsv, {}],
    ['CSV for programs', 'csv', listCsv, { raw: '1' }],
    ['CSV for Excel', 'csv', listCsv, { bom: '1' }],
    ['JSON', 'json', listJson, {}],
    ['Markdown', 'markdown', listMarkdown, {}],
  ];

test.each(exportsOfList)(
  'exporting any register as %s and importing it again changes nothing',
  async (_, format, row, params) => {
    await fc.assert(
      fc.asyncProperty(anyRegister, async (entries) => {
        const snapshot = { ...storySnapshot(), entries, pending: [] };
        const { body } = await row.render(renderInput({ snapshot, params }));
        const plan = await planOf(String(body), format, entries);
        expect(plan.rows.map(({ action, fields, faults }) => ({ action, fields, faults }))).toEqual(
          expectedRows(entries, format),
        );
        expect({ drafts: plan.drafts, ends: plan.ends, questions: plan.questions }).toEqual({
          drafts: [],
          ends: [],
          questions: [],
        });
      }),
      { numRuns: draws(60) },
    );
  },
  60_000,
);

test('the exports of a deployment come back unchanged through the API', async () => {
  const trust = await startApp({ seed: 'demo' });
  for (const path of ['.csv', '.csv?raw=1', '.json', '.md']) {
    const { text, headers } = await trust.get(`/trust/subprocessors${path}`);
    const type = (headers.get('content-type') ?? '').split(';')[0] ?? '';
    const reply = must(await sendFile(trust, text, {}, type));
    const { rows, unchanged, skip } = counts(pick(reply.body, 'counts'));
    expect(rows, path).toBeGreaterThan(3);
    expect(unchanged + skip, path).toBe(rows);
    expect(pickList(reply.body, 'wouldEnd'), path).toEqual([]);
    expect(pickList(reply.body, 'questions'), path).toEqual([]);
  }
});

test('what is changed in an exported CSV is all that changes', async () => {
  const trust = await startApp({ seed: 'demo' });
  const { text } = await trust.get('/trust/subprocessors.csv');
  const [name] = /(?<=^")[^"]+/m.exec(text.split('\n')[1] ?? '') ?? [];
  const edited = text.replace(`"${name}"`, `"${name} Renamed"`);
  const { body } = must(await sendFile(trust, edited, {}, 'text/csv'));
  const touched = pickList(body, 'rows').filter((row) => pick(row, 'action') === 'amend');
  expect(touched).toMatchObject([{ fields: [{ field: 'name', after: `${name} Renamed` }] }]);
  expect(pickList(touched[0], 'fields')).toHaveLength(1);
});

async function planOf(text: string, format: ListFormat, register: readonly Entry[]) {
  const reading = await readList({ text: text.replace(/^\uFEFF/, ''), format });
  const { services } = storySnapshot();
  const known = new Map(
    services.flatMap(({ slug, name }) => [
      [slug, slug] as const,
      [name.toLowerCase(), slug] as const,
    ]),
  );
  const { tables } = mapTables(reading.tables, { given: {}, remembered: {} });
  const { rows } = reading.entries
    ? rowsOfEntries(reading.entries)
    : rowsOfTables(tables, { services: known });
  return planImport({
    rows,
    register,
    decisions: { renames: {}, skip: [], end: [] },
    isComplete: reading.isComplete,
    endsOn: day('2027-01-04'),
    shown: shownIn(services, testPlace),
    presented: presentedIn,
    judge: judgeFacts,
  });
}

/** The list document leaves out what has ended; the other forms show it as the register has it. */
function expectedRows(entries: readonly Entry[], format: ListFormat) {
  return entries
    .filter(({ state }) => format !== 'json' || state !== 'ended')
    .map(() => ({ action: 'unchanged', fields: [], faults: [] }));
}

function counts(value: unknown) {
  const count = (name: string) => Number(pick(value, name));
  return { rows: count('rows'), unchanged: count('unchanged'), skip: count('skip') };
}

/** Every text without what the register refuses in one. */
function cleaned<T>(value: T): T {
  const json = JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'string' ? cleanedText(each) : each,
  );
  return JSON.parse(json);
}

function cleanedText(text: string): string {
  const kept = [...text].filter((char) => faultInText(`a${char}b`) === undefined).join('');
  return faultInText(kept) === undefined ? kept : 'x';
}

/** What the rules for an entry ask besides good text. */
function settle(facts: Facts): Loose {
  const { disposal: _, effectiveUntil, effectiveFrom, links, contract, contact, ...others } = facts;
  const isInOrder = !effectiveFrom || !effectiveUntil || effectiveFrom < effectiveUntil;
  return {
    ...others,
    ...(effectiveFrom && { effectiveFrom }),
    ...(effectiveUntil && isInOrder && { effectiveUntil }),
    ...(links && { links: safeOnes(links) }),
    ...(contract && { contract: safeOnes(contract) }),
    ...(contact && { contact: safeOnes(contact) }),
    ...(facts.order !== undefined && { order: Math.abs(facts.order) }),
    ...(facts.certifications && {
      certifications: facts.certifications.map((each) => ({ name: each.name })),
    }),
    ...(facts.transfers && {
      transfers: facts.transfers.map(({ until: _until, ...each }) => each),
    }),
    ...(facts.locations && {
      locations: facts.locations.map(({ region, ...each }) => ({
        ...each,
        ...(each.country === undefined && { region: region ?? 'other' }),
      })),
    }),
  };
}

function safeOnes<T extends object>(links: T): T {
  const isGood = ([key, value]: [string, unknown]) =>
    !/url|website|privacy|security|subprocessors/i.test(key) ||
    (typeof value === 'string' && safeUrl(value) !== undefined && faultInText(value) === undefined);
  return JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(links).filter(isGood))));
}
