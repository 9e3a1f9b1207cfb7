import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { factsOf, file, rowsOf, sendFile, shared, wordsOn } from './import-support.ts';

const us = { country: 'US', label: 'United States' };
const dry = async (bytes: Uint8Array, fileName: string) =>
  must(await sendFile(await startApp(), bytes, { fileName }));

describe('a list in the shapes of real ones', () => {
  test('a table without outer pipes is a table, and a cell of countries is those countries', async () => {
    const reply = await dry(file('table-without-outer-pipes.md'), 'list.md');
    expect(factsOf(reply)).toEqual([
      {
        name: 'North Harbour (NH)',
        kind: 'third-party',
        description: 'Hosting',
        locations: [
          us,
          { country: 'FR', label: 'France' },
          { country: 'CH', label: 'Switzerland' },
          { country: 'JP', label: 'Japan' },
        ],
        establishment: { country: 'DE', label: 'Germany' },
      },
      {
        name: 'Paper Plane (aka Swift Mail)',
        kind: 'third-party',
        description: 'E-mail',
        locations: [{ label: 'Varies' }],
        establishment: { country: 'DE', label: 'Germany' },
      },
    ]);
    expect(wordsOn(reply, 0)).toBe('');
    expect(wordsOn(reply, 1)).toBe('Varies: “Varies” names no country: kept as it is.');
  });

  test('a header in the first row of the body is the header, and a link in its cell is a website', async () => {
    const reply = await dry(file('header-in-body.md'), 'list.md');
    expect(factsOf(reply)).toEqual([
      expect.objectContaining({
        name: 'North Harbour',
        links: { website: 'https://north-harbour.example/' },
        locations: [
          { country: 'US', label: 'USA' },
          { country: 'DE', label: 'Germany' },
          { country: 'IE', label: 'Ireland' },
        ],
      }),
      expect.objectContaining({
        locations: [{ country: 'GB', label: 'UK' }],
        description: 'E-mail',
      }),
    ]);
    expect(pick(reply.body, 'statedDate')).toEqual({ text: 'May, 15, 2025', day: '2025-05-15' });
  });

  test('bullets take their place from the sentence above, and a list of other things is left alone', async () => {
    const reply = await dry(file('bullets.md'), 'list.md');
    expect(pick(reply.body, 'shape')).toBe('bullets');
    expect(factsOf(reply)).toEqual([
      expect.objectContaining({ name: 'North Harbour', description: 'Hosting.', locations: [us] }),
      expect.objectContaining({
        name: 'Paper Plane (PP)',
        description: 'e-mail.',
        locations: [us],
      }),
      expect.objectContaining({ name: 'Quiet Logs', locations: [{ region: 'EU', label: 'EU' }] }),
    ]);
  });

  test('blocks of definitions are entries; Global is no country and that is said', async () => {
    const reply = await dry(file('definitions.md'), 'list.md');
    expect(factsOf(reply)).toEqual([
      expect.objectContaining({
        name: 'North Harbour',
        description: 'Hosting',
        locations: [{ region: 'worldwide', label: 'Global' }],
      }),
      expect.objectContaining({ name: 'Paper Plane', locations: [{ region: 'EU', label: 'EU' }] }),
    ]);
    expect(wordsOn(reply, 0)).toContain('“Global” names no country');
    expect(wordsOn(reply, 1)).toBe('');
  });

  test('one entity in two scopes is two rows, and what is doubtful in a name is named and not changed', async () => {
    const reply = await dry(file('scope-rows.md'), 'list.md');
    expect(rowsOf(reply).map((row) => pick(row, 'slug'))).toEqual([
      'north-harbour-inc',
      'north-harbour-inc-2',
      'paper-plane-inc',
      'alpha-search-inc-dba-tavern',
      'quiet-logs-loud-logs',
    ]);
    expect(factsOf(reply).map((facts) => pick(facts, 'scope'))).toEqual([
      { feature: 'Cloud' },
      { feature: 'Workflows (Cloud)' },
      undefined,
      { feature: 'Agents' },
      undefined,
    ]);
    expect(pick(factsOf(reply)[2], 'name')).toBe('Paper Plane, Inc..');
    expect(wordsOn(reply, 2)).toContain('two full stops');
    expect(wordsOn(reply, 3)).toContain('trades under');
    expect(wordsOn(reply, 4)).toContain('two vendors in one cell: not split');
    expect(factsOf(reply)[4]).toMatchObject({
      name: 'Quiet Logs + Loud Logs',
      description: 'DNS\nBackups',
      locations: [{ region: 'EU', label: 'EU (Amsterdam)' }],
    });
  });

  test('semicolons, a byte order mark and quoted line breaks are CSV; formulae stay letters; unreadable days are no days', async () => {
    const reply = await dry(file('formulae.csv'), 'list.csv');
    expect(factsOf(reply)).toEqual([
      { name: 'North Harbour, Inc', kind: 'third-party', description: 'Hosting', locations: [us] },
      {
        name: 'Paper Plane, Inc',
        kind: 'third-party',
        description: 'Says "hi"',
        locations: [{ label: 'Varies' }],
      },
      {
        name: '=HYPERLINK("http://evil.example")',
        kind: 'third-party',
        description: '+1',
        locations: [{ label: '-2' }],
      },
    ]);
    expect(wordsOn(reply, 0)).toMatch(/^Novemebr 5, 2021: Is no day/);
    expect(wordsOn(reply, 1)).toContain('2022-11-027: Is no day');
    expect(rowsOf(reply).map((row) => pick(row, 'row'))).toEqual([2, 3, 4]);
  });

  test('HTML in values is read as its text; several addresses and a stranger’s host are said', async () => {
    const reply = await dry(file('html-values.json'), 'list.json');
    expect(factsOf(reply)).toMatchObject([
      {
        category: 'cloud',
        contact: { email: 'security@north-harbour.example' },
        dataCategories: ['Identifying: Name, Username', 'Contact: E-mail address'],
        locations: [{ label: 'USA (US cloud) or Germany (EU cloud) See scanner.example' }],
      },
      { locations: [{ country: 'US', label: 'USA' }] },
    ]);
    expect(wordsOn(reply, 0)).toContain('Held HTML, read as its text');
    expect(wordsOn(reply, 0)).toContain('on another host than the vendor');
    expect(wordsOn(reply, 1)).toContain('Holds 2 e-mail addresses: none is taken');
    expect(factsOf(reply)[1]).not.toHaveProperty('contact');
    const details = pickList(reply.body, 'columns').find(
      (use) => pick(use, 'column') === 'details',
    );
    expect(details).toMatchObject({
      field: null,
      filled: 2,
      note: expect.stringMatching(/left out/),
    });
  });

  test('a table inside a table is read once, spans and section rows included; another table is left and named', async () => {
    const reply = await dry(file('nested.html'), 'list.html');
    expect(factsOf(reply)).toEqual([
      {
        name: 'North Harbour',
        kind: 'third-party',
        description: 'Hosting',
        locations: [{ country: 'DE' }],
      },
      {
        name: 'North Harbour',
        kind: 'third-party',
        description: 'Backups',
        locations: [{ country: 'CA' }],
      },
      {
        name: 'Our Own Ltd',
        kind: 'affiliate',
        description: 'Support',
        locations: [{ country: 'GB' }],
      },
    ]);
    expect(wordsOn(reply, 1)).toContain('“North Harbour” spans rows');
    expect(pickList(reply.body, 'skipped')).toMatchObject([{ cell: 'Affiliates' }]);
    const left = pickList(reply.body, 'warnings').map((warning) => String(pick(warning, 'detail')));
    expect(left.join('\n')).toContain('Date, Change');
    expect(left.join('\n')).not.toContain('Home');
  });
});

describe.skipIf(!existsSync(shared))('the shapes and lists kept beside the project', () => {
  const fixture = (name: string) => dry(file(`import-fixtures/${name}`, shared), name);
  const places = (facts: unknown) =>
    pickList(facts, 'locations').map((place) => pick(place, 'country') ?? pick(place, 'region'));

  test.each([
    [
      'pipe-table-no-leading-pipes.md',
      [['US'], ['US', 'FR', 'CH', 'JP'], ['US']],
      [/^$/, /^$/, /^$/],
    ],
    ['blank-header-underlined-links.md', [['US', 'DE', 'IE'], ['GB']], [/^$/, /^$/]],
    ['bullets-location-sentence.md', [['US'], ['US'], ['EU']], [/^$/, /^$/, /^$/]],
    ['definition-blocks.md', [['worldwide'], ['EU']], [/Global.*no country/, /^$/]],
    [
      'multi-row-scope.md',
      [['US'], ['US'], ['US'], ['US'], ['EU']],
      [/Cloud Offerings/, /Workflows/, /full stops/, /trades under/, /two vendors/],
    ],
    [
      'semicolon-bom-crlf-injection.csv',
      [['US'], [undefined], [undefined]],
      [/Novemebr 5, 2021.*no day/, /2022-11-027.*no day/, /-2.*no country/],
    ],
    [
      'vendor-html-values.json',
      [[undefined], ['US']],
      [/scanner\.example\/legal.*another host/, /3 e-mail addresses/],
    ],
  ])('%s gives its rows, its places and its warnings', async (name, wherever, said) => {
    const reply = await fixture(name);
    expect(factsOf(reply).map(places)).toEqual(wherever);
    for (const [index, words] of said.entries()) expect(wordsOn(reply, index)).toMatch(words);
  });

  test.each([
    ['github.json', 30],
    ['tailscale.json', 8],
    ['basecamp.json', 11],
    ['hey.json', 10],
  ])('%s is imported whole', async (name, count) => {
    const reply = await dry(file(name, shared), name);
    expect(pick(reply.body, 'counts')).toMatchObject({ rows: count, add: count, faulty: 0 });
    expect(pickList(reply.body, 'questions')).toEqual([]);
    expect(pickList(reply.body, 'rows').flatMap((row) => pickList(row, 'warnings'))).toEqual([]);
  });
});
