import { describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { readEvents } from '../support/invariants.ts';
import { factsOf, rowsOf, sendFile, sendText } from './import-support.ts';

const head = 'Vendor,Purpose,Location\n';
const row = 'North Harbour,Hosting,Germany\n';
const megabyte = 1024 * 1024;

describe('what is too large', () => {
  test.each([
    ['50,000 rows', head + row.repeat(50_000), 422, /more than 5,000 rows/],
    ['more than 10 MB', head + row.repeat(400_000), 413, /at most 10 MB/],
    ['a row of a thousand columns', `${head}${'a,'.repeat(1_000)}\n`, 422, /200 columns/],
    ['millions of cells', ','.repeat(9 * megabyte), 422, /million cells/],
  ])('%s is refused in words and leaves nothing', async (_, body, status, words) => {
    const trust = await startApp();
    await trust.as('editor').get('/batches');
    const before = await readEvents(trust);
    const reply = await sendFile(trust, body, { dry_run: 'false' }, 'text/csv');
    expect(reply.status).toBe(status);
    expect(String(pick(reply.body, 'detail'))).toMatch(words);
    expect(await readEvents(trust)).toEqual(before);
  });

  test('5,000 rows are read, and more than a batch holds is refused in words', async () => {
    const trust = await startApp();
    const rows = Array.from({ length: 5_000 }, (_, index) => `Vendor ${index},Hosting,Germany\n`);
    const reply = must(await sendFile(trust, head + rows.join(''), {}, 'text/csv'));
    expect(rowsOf(reply)).toHaveLength(5_000);
    const applied = await sendFile(trust, head + rows.join(''), { dry_run: 'false' }, 'text/csv');
    expect(applied.status).toBe(409);
    expect(String(pick(applied.body, 'detail'))).toContain('2000');
    const fewer = head + rows.slice(0, 2_000).join('');
    expect((await sendFile(trust, fewer, { dry_run: 'false' }, 'text/csv')).status).toBe(201);
  });
});

/** What takes a parser long: none of it may hold up the others for more than a few seconds. */
const hostile: readonly (readonly [string, string, string])[] = [
  ['emphasis without end', 'markdown', '_a'.repeat(megabyte / 4)],
  ['long paragraphs of emphasis', 'markdown', `${'_a'.repeat(1_900)}\n\n`.repeat(130)],
  ['quotes in quotes', 'markdown', '>'.repeat(megabyte / 2)],
  ['brackets', 'markdown', '[a]('.repeat(megabyte / 8)],
  [
    'lists in lists',
    'markdown',
    Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}- a`).join('\n'),
  ],
  [
    'open bold before every paragraph',
    'html',
    '<b id=1>'.repeat(390) + '<p>a'.repeat(megabyte / 4),
  ],
  ['open boxes', 'html', '<div>'.repeat(megabyte / 5)],
  ['tables in tables', 'html', '<table><tr><td>'.repeat(megabyte / 15)],
  [
    'cells over everything',
    'html',
    `<table>${`<tr>${'<td rowspan=5000 colspan=3>a'.repeat(60)}`.repeat(500)}</table>`,
  ],
  ['a cell of megabytes', 'csv', `Vendor,Purpose\nA,${'x'.repeat(9 * megabyte)}`],
  ['megabytes of quotes', 'csv', `Vendor,Purpose\nA,${'"'.repeat(5 * megabyte)}`],
  ['cells of open tags', 'csv', `Vendor,Purpose\n${`A,${'<b id=x>'.repeat(2_000)}\n`.repeat(300)}`],
  ['brackets of JSON', 'json', '['.repeat(5 * megabyte)],
];

test.each(hostile)(
  '%s in %s is taken or refused, before the test gives up',
  async (_, format, content) => {
    const trust = await startApp();
    const { status } = await sendFile(trust, content, { format });
    expect([200, 413, 422]).toContain(status);
  },
);

describe('what is no text, or not as it seems', () => {
  test.each([
    ['a workbook', [0x50, 0x4b, 3, 4, 20, 0], /ZIP file/],
    ['a PDF', [...Buffer.from('%PDF-1.7\n')], /PDF/],
    ['zero bytes', [...Buffer.from('Vendor,Purpose\n'), 0, 1, 2], /zero bytes/],
    ['control characters', [...Buffer.from('Vendor'), 1, 2, 3, 4, 5, 6], /control characters/],
    ['half UTF-16', [0xff, 0xfe, 0x41, 0, 0x42], /UTF-16/],
    [
      'two encodings in one file',
      [...Buffer.from('Vendor,Purpose\nCafé,Hosting\nMüller,'), 0xfc, 0x0a],
      /line 2 is UTF-8, line 3 is not/,
    ],
  ])('%s with the name of a CSV is refused in words', async (_, bytes, words) => {
    const trust = await startApp();
    const reply = await sendFile(trust, Uint8Array.from(bytes), { fileName: 'list.csv' });
    expect(reply.status).toBe(422);
    expect(String(pick(reply.body, 'detail'))).toMatch(words);
  });

  test.each([
    ['little endian', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['big endian', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('UTF-16 with its mark, %s, is read', async (_, encode) => {
    const trust = await startApp();
    const reply = must(await sendFile(trust, encode('Vendor\tPurpose\nCafé Zürich\tHosting\n')));
    expect(factsOf(reply)).toMatchObject([{ name: 'Café Zürich', description: 'Hosting' }]);
  });

  test('an old spreadsheet’s letters are read as Windows-1252, and each line of them is named', async () => {
    const trust = await startApp();
    const reply = must(
      await sendFile(trust, Buffer.from('Vendor,Purpose\nA,B\nCafé Müller,Hosting\n', 'latin1')),
    );
    expect(factsOf(reply)).toMatchObject([{}, { name: 'Café Müller' }]);
    expect(pickList(reply.body, 'warnings')).toMatchObject([
      { row: 3, cell: 'Café Müller,Hosting', detail: expect.stringContaining('Windows-1252') },
    ]);
  });

  test('an encoding that the media type names is used', async () => {
    const trust = await startApp();
    const body = Buffer.from('Vendor,Purpose\nŁódź,Hosting\n'.replace('Łódź', 'X'), 'latin1');
    const polish = Buffer.concat([body.subarray(0, 15), Buffer.from([0xa3]), body.subarray(16)]);
    const reply = must(await sendFile(trust, polish, {}, 'text/csv; charset=iso-8859-2'));
    expect(factsOf(reply)).toMatchObject([{ name: 'Ł' }]);
  });

  test('letters that were spoilt before stay and are named', async () => {
    const trust = await startApp();
    const reply = must(await sendText(trust, 'Vendor,Purpose\nCafÃ©,Hosting\n'));
    expect(factsOf(reply)).toMatchObject([{ name: 'CafÃ©' }]);
    expect(pickList(reply.body, 'warnings')).toMatchObject([{ row: 2, cell: 'CafÃ©,Hosting' }]);
  });

  test('a dated history is not taken for a list', async () => {
    const trust = await startApp();
    const reply = await sendText(trust, '{"format":"subprocessor-history/1","events":[]}');
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('dated history');
  });
});
