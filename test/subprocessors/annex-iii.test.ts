import fc from 'fast-check';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import type { Params, Place, Snapshot } from '../../src/publication/model.ts';
import { annexPage } from '../../src/subprocessors/annex-iii.tsx';
import { annexPdf } from '../../src/subprocessors/annex-iii-pdf.ts';
import type { Entry } from '../../src/subprocessors/model/entry.ts';
import type { Facts } from '../../src/subprocessors/model/facts.ts';
import { anyEntry } from '../support/arbitrary-entries.ts';
import { asParsed, find, one, readHtml, words } from '../support/html.ts';
import {
  emptySnapshot,
  renderInput,
  snapshotOf,
  storySnapshot,
  testPlace,
} from '../support/snapshot.ts';

const plain: Facts = { name: 'Vendor', description: 'Hosting', kind: 'third-party' };

test('the page is one table in the order of Annex III, the list in force first, then what is announced', async () => {
  const page = await readPage();
  expect(find(page, { scope: 'col' }).map(({ text }) => text)).toEqual([
    'Name and address',
    'Contact person’s name, position and contact details',
    'Description of processing',
    'Delimitation of responsibilities',
    'Locations and transfer basis',
  ]);
  const rows = find(page, { name: 'tr' }).flatMap(({ attributes }) => attributes['id'] ?? []);
  expect(rows).toHaveLength(9);
  expect(rows.at(-1)).toBe('mistral-ai');
  expect(rows).not.toContain('twilio-sendgrid');
  expect(words(one(page, { id: 'mistral-ai' }).text)).toContain('From 4 January 2027');
  expect(words(one(page, { id: 'intercom' }).text)).toContain(
    'Changes on 4 January 2027, see change',
  );
});

test('page and PDF say whose list it is, which version, from when and where it stands', async () => {
  const page = words(one(await readPage(), { name: 'main' }).text);
  const { text } = await readPdf();
  for (const said of [
    'Qluster Corp.',
    '19801 Wilmington, DE',
    'privacy@qluster.example',
    'Qluster EU Representation GmbH',
    `Version ${storySnapshot().listVersion}, published 16 November 2026`,
    'https://trust.qluster.example/trust/annex-iii',
  ]) {
    expect(page).toContain(said);
    expect(text).toContain(said);
  }
});

test('a contact person is named only where published', async () => {
  const withPerson = (published: boolean) => {
    const snapshot = snapshotOf([{ slug: 'a', facts: plain }]);
    const contactPerson = { name: 'Zoe Hidden', email: 'zoe@vendor.example', published };
    return {
      ...snapshot,
      entries: snapshot.entries.map((entry): Entry => ({ ...entry, contactPerson })),
    };
  };
  for (const published of [true, false]) {
    const page = String(
      (await annexPage.render(renderInput({ snapshot: withPerson(published) }))).body,
    );
    const { text } = await readPdf({ snapshot: withPerson(published) });
    expect(page.includes('Zoe Hidden')).toBe(published);
    expect(page.includes('zoe@vendor.example')).toBe(published);
    expect(text.includes('Zoe Hidden')).toBe(published);
  }
});

test('gaps are counted and told, on the page and in the PDF', async () => {
  const snapshot = snapshotOf([{ slug: 'a', facts: plain }]);
  const said =
    '“–” means not stated in the register. Of 1 entry, not stated: address 1, contact 1, delimitation of responsibilities 1, locations 1, transfer basis 1.';
  expect(words(one(await readPage({}, snapshot), { class: 'key' }).text)).toBe(said);
  expect((await readPdf({ snapshot })).text).toContain(said);
});

test('a filter narrows both, both say so, and the page hands it on to the PDF', async () => {
  const params = { service: 'website', q: 'pay' };
  const page = await readPage(params);
  expect(find(page, { name: 'tr' }).flatMap(({ attributes }) => attributes['id'] ?? [])).toEqual([
    'stripe',
  ]);
  expect(
    find(page, { name: 'a', href: '/trust/annex-iii.pdf?service=website&q=pay' }),
  ).toHaveLength(1);
  const { text } = await readPdf({ params });
  expect(text).toContain('Only a part of the list: service website, q pay.');
  expect(text).toContain('Stripe');
  expect(text).not.toContain('Hetzner');
});

test('any Unicode text is text on the page', async () => {
  await fc.assert(
    fc.asyncProperty(anyEntry, async (entry) => {
      const page = await readPage(
        {},
        { ...storySnapshot(), entries: [{ ...entry, state: 'current' }] },
      );
      const row = one(page, { id: entry.slug });
      expect(row.text).toContain(asParsed(entry.facts.name));
      expect(
        find(page, { name: 'script' }).filter(({ attributes }) => attributes['type'] === undefined),
      ).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('the PDF is the same bytes each time, dated by the list and not by the clock', async () => {
  const [first, second] = [await bytesOf(), await bytesOf()];
  expect(Buffer.compare(first, second)).toBe(0);
  const { info } = await readPdf();
  const published = storySnapshot()
    .listPublishedAt?.toISOString()
    .replaceAll(/[-:T]|\.000Z/g, '');
  expect(info['CreationDate']).toBe(`D:${published}Z`);
  expect(info['Title']).toBe('Annex III: list of sub-processors, Qluster Corp.');
});

test('the PDF is tagged: one heading, a table whose head and first cells are headers, page numbers outside', async () => {
  const { tree } = await readPdf();
  const count = (role: string) => tree.filter((each) => each === role).length;
  expect(tree[0]).toBe('Document');
  expect(count('H1')).toBe(1);
  expect(count('Table')).toBeGreaterThanOrEqual(1);
  expect(count('TH')).toBeGreaterThanOrEqual(6 + 9);
  expect(count('TD')).toBeGreaterThanOrEqual(9 * 4);
});

test('every font of the PDF is embedded and every page is A4 landscape', async () => {
  const { fonts, pages } = await readPdf({
    snapshot: snapshotOf([{ slug: 'a', facts: { ...plain, name: 'Łódź Αθήνα Москва Poznań' } }]),
  });
  expect(fonts.length).toBeGreaterThanOrEqual(4);
  for (const { name, missingFile } of fonts) {
    expect(name).toMatch(/^ANNEX[A-E]\+OpenSans$/);
    expect(missingFile).toBe(false);
  }
  for (const { view } of pages) expect(view.map(Math.round)).toEqual([0, 0, 842, 595]);
});

test('Latin, Greek and Cyrillic are drawn and selected as themselves, composed or not', async () => {
  const name = 'Łódź Ünal ș Αθήνα Москва Poznań';
  const facts = { ...plain, name, legalName: name.normalize('NFD') };
  const { text } = await readPdf({ snapshot: snapshotOf([{ slug: 'a', facts }]) });
  expect(text.split(name).length).toBeGreaterThanOrEqual(2);
  expect(text).not.toContain('lacks some characters');
});

test('what no font here draws is drawn as a replacement, and the document lists it', async () => {
  const { text } = await readPdf({
    snapshot: snapshotOf([{ slug: 'acme', facts: { ...plain, name: '株 Acme' } }]),
  });
  expect(text).toContain('Each is drawn as “\u{FFFD}” and copied as itself. acme: U+682A.');
});

test('thirty rows run over pages: the head stands on each, no row that fits on one is cut', async () => {
  const description = 'Hosting of the application. '.repeat(6);
  const many = Array.from({ length: 30 }, (_, index) => ({
    slug: `v-${index}`,
    facts: {
      ...plain,
      name: `Vendor${String(index).padStart(2, '0')}end`,
      description: `${description}Last${index}.`,
    },
  }));
  const { pages } = await readPdf({ snapshot: snapshotOf(many) });
  expect(pages.length).toBeGreaterThan(2);
  for (const [index, page] of pages.entries()) {
    if (page.text.includes('Vendor')) expect(page.text).toContain('Description of processing');
    expect(page.text).toContain(`Page ${index + 1} of ${pages.length}`);
    const names = [...page.text.matchAll(/Vendor(\d\d)end/g)].map(([, number]) => Number(number));
    for (const number of names) expect(page.text).toContain(`Last${number}.`);
  }
  expect(
    pages
      .map(({ text }) => text)
      .join(' ')
      .match(/Vendor\d\dend/g),
  ).toHaveLength(30);
});

test('a row longer than a page goes on on the next, and none of its words is lost', async () => {
  const numbers = Array.from({ length: 2500 }, (_, index) => `word${index}`);
  const facts = { ...plain, description: numbers.join(' ') };
  const { pages, text } = await readPdf({ snapshot: snapshotOf([{ slug: 'a', facts }]) });
  expect(pages.length).toBeGreaterThan(3);
  expect(pages[0]?.text).toContain('word0');
  expect(text.match(/word\d+/g)).toEqual(numbers);
});

test('any register makes a PDF that an independent reader reads', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEntry, { maxLength: 3 }), async (entries) => {
      const { pages } = await readPdf({ snapshot: { ...storySnapshot(), entries } });
      expect(pages.length).toBeGreaterThan(0);
    }),
    { numRuns: 40 },
  );
  expect((await readPdf({ snapshot: emptySnapshot() })).text).toContain(
    'No sub-processor is listed here.',
  );
});

type Asked = { snapshot?: Snapshot; params?: Params; place?: Place };

async function readPage(params: Params = {}, snapshot: Snapshot = storySnapshot()) {
  return readHtml(String((await annexPage.render({ snapshot, params, place: testPlace })).body));
}

async function bytesOf(asked: Asked = {}): Promise<Uint8Array> {
  const { body } = await annexPdf.render(renderInput(asked));
  if (typeof body === 'string') throw new TypeError('a PDF is bytes');
  return body;
}

type TreeNode = { role?: string; children?: unknown[] };

async function readPdf(asked: Asked = {}) {
  const task = getDocument({
    data: new Uint8Array(await bytesOf(asked)),
    verbosity: 0,
    disableFontFace: true,
    fontExtraProperties: true,
  });
  const pdf = await task.promise;
  const { info } = await pdf.getMetadata();
  const pages: { text: string; view: number[] }[] = [];
  const fonts = new Map<string, { name: string; missingFile: boolean }>();
  const tree: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items
      .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : ''))
      .join('');
    pages.push({ text: words(text), view: page.view });
    tree.push(...rolesIn(await page.getStructTree()));
    const { fnArray, argsArray } = await page.getOperatorList();
    for (const [index, operation] of fnArray.entries()) {
      if (operation !== OPS.setFont) continue;
      const font = page.commonObjs.get(argsArray[index][0]);
      fonts.set(font.loadedName, { name: font.name, missingFile: font.missingFile });
    }
  }
  await task.destroy();
  const facts = new Map(Object.entries(info));
  return {
    pages,
    text: pages.map(({ text }) => text).join(' '),
    tree,
    fonts: [...fonts.values()],
    info: Object.fromEntries(facts),
  };
}

function rolesIn(node: unknown): string[] {
  if (!isNode(node)) return [];
  const own = node.role === undefined || node.role === 'Root' ? [] : [node.role];
  return [...own, ...(node.children ?? []).flatMap(rolesIn)];
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null;
}
