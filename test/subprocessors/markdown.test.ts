import fc from 'fast-check';
import { marked } from 'marked';
import { expect, test } from 'vitest';
import type { Params, Snapshot } from '../../src/publication/model.ts';
import { columns } from '../../src/subprocessors/csv-columns.ts';
import { listMarkdown } from '../../src/subprocessors/markdown.ts';
import { anyEntry, anyText } from '../support/arbitrary-entries.ts';
import { find, readHtml, words } from '../support/html.ts';
import {
  emptySnapshot,
  renderInput,
  snapshotOf,
  storySnapshot,
  testPlace,
} from '../support/snapshot.ts';

test('a parser of Markdown finds a row for each entry, with its state', async () => {
  const rows = await rowsOf();
  const { entries } = storySnapshot();
  expect(rows.map((row) => row[0])).toEqual(entries.map(({ facts }) => facts.name));
  for (const row of rows) expect(row).toHaveLength(7);
  const states = Object.fromEntries(rows.map((row) => [row[0], row[6]]));
  expect(states['Mistral AI']).toBe('Announced, from 4 Jan 2027');
  expect(states['Twilio SendGrid']).toMatch(/^Ended, \d+ \w+ \d+$/);
  expect(states['Stripe']).toMatch(/^Current, since /);
});

test('a filter narrows it, and the file says that it is a part', async () => {
  const rows = await rowsOf({ service: 'website', q: 'pay' });
  expect(rows.map((row) => row[0])).toEqual(['Stripe']);
  expect(await textOf({ service: 'website', q: 'pay' })).toContain(
    'Only a part of the list: service website, q pay.',
  );
  expect(await textOf()).not.toContain('Only a part');
});

test('every column of the CSV stands in the details under its own name', async () => {
  const html = await readMarkdown(await textOf());
  const labels = new Set(find(html, { name: 'strong' }).map(({ text }) => text.replace(/:$/, '')));
  const known = Object.keys(columns).map((column) => column.replaceAll('_', ' '));
  expect(labels.size).toBeGreaterThan(25);
  for (const label of labels) expect(known).toContain(label.toLowerCase());
});

test('any Unicode text is text again after an independent parser, in the table and in the details', async () => {
  await fc.assert(
    fc.asyncProperty(anyEntry, async (entry) => {
      const input = renderInput({ snapshot: { ...storySnapshot(), entries: [entry] } });
      const { body } = await listMarkdown.render(input);
      const html = await readMarkdown(String(body));
      const [name, purpose] = cellsOf(html)[0] ?? [];
      expect(name).toBe(seen(entry.facts.name));
      expect(purpose).toBe(seen(entry.facts.description));
      const allowed = /^(html|head|body|h[1-3]|p|a|br|table|thead|tbody|tr|th|td|ul|li|strong)$/;
      expect(html.filter((element) => !allowed.test(element.name))).toEqual([]);
      expect(find(html, { name: 'h3' })).toHaveLength(1);
      for (const { attributes } of find(html, { name: 'a' })) {
        expect(attributes['href']).toMatch(/^(https?:|mailto:)/);
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  'a | b',
  'C #',
  '# x',
  '- x',
  '1. x',
  '&lt;b&gt;',
  '![x](javascript:1)',
  '`a``',
  'a\\',
  '~~x~~',
  '_x_',
  '<script>x</script>',
  'https://a.example/*b*',
])('%j is shown as it is written', async (name) => {
  const facts = { name, description: name, kind: 'third-party' } as const;
  const input = renderInput({ snapshot: snapshotOf([{ slug: 'x', facts }]) });
  const html = await readMarkdown(String((await listMarkdown.render(input)).body));
  expect(cellsOf(html)[0]?.slice(0, 2)).toEqual([name, name]);
  expect(find(html, { name: 'h3' }).map(({ text }) => text)).toEqual([name]);
});

test('ordinary names keep their letters free of backslashes', async () => {
  const table = (await textOf()).split('## Details')[0] ?? '';
  expect(table).not.toContain('\\.');
  expect(table).toContain('| Amazon Web Services |');
});

test('several lines of a text stay several lines in the details', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { minLength: 2, maxLength: 3 }), async (lines) => {
      const facts = { name: 'x', description: lines.join('\n'), kind: 'third-party' } as const;
      const input = renderInput({ snapshot: snapshotOf([{ slug: 'x', facts }]) });
      const html = await readMarkdown(String((await listMarkdown.render(input)).body));
      const item = find(html, { name: 'li' }).find(({ text }) => text.startsWith('Description'));
      const shown = lines
        .flatMap((line) => line.split(/\r\n?|\n/))
        .map(seen)
        .filter(Boolean);
      expect(packed(item?.text ?? '')).toBe(packed(`Description:${shown.join('')}`));
      expect(find(item?.inside ?? [], { name: 'br' })).toHaveLength(Math.max(0, shown.length - 1));
    }),
    { numRuns: 100 },
  );
});

test('an empty register says so, and two renders are the same bytes', async () => {
  expect(await textOf({}, emptySnapshot())).toContain('No sub-processor is listed here.');
  expect(await textOf()).toBe(await textOf());
});

/** White space as Markdown shows it; what the HTML standard drops is dropped. */
function seen(text: string): string {
  const plain = text.toWellFormed().replaceAll('\0', '\u{FFFD}');
  return plain.replace(/[\t\n\v\f\r\u0085\u2028\u2029 ]+/g, ' ').trim();
}

/** White space left out, because a line break of HTML has no text. */
function packed(text: string): string {
  return seen(text).replaceAll(' ', '');
}

async function readMarkdown(text: string) {
  return readHtml(`<!doctype html>${await marked.parse(text)}`);
}

function cellsOf(html: ReturnType<typeof readHtml>) {
  const rows = find(html, { name: 'tr' }).map(({ inside }) =>
    find(inside, { name: 'td' }).map(({ text }) => seen(text)),
  );
  return rows.filter((row) => row.length > 0);
}

async function textOf(params: Params = {}, snapshot: Snapshot = storySnapshot()): Promise<string> {
  const { body } = await listMarkdown.render({ snapshot, params, place: testPlace });
  return String(body);
}

async function rowsOf(params: Params = {}) {
  return cellsOf(await readMarkdown(await textOf(params))).map((row) => row.map(words));
}
