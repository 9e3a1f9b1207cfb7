import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvColumns } from '../../src/controls/csv-text.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { dumpTables } from '../support/invariants.ts';
import { refuses } from '../support/refusals.ts';
import { control, dataActFacts, law, question, report, send, state } from './stating.ts';

const header = 'id,category,title,text,status,planned_for,tsc,iso27001,ccm,last_reviewed_on,order';
const line = (id: string, rest = 'in-place,,CC6.1; CC6.2,A.5.15,IAM-02,2026-10-01,') =>
  `${id},Access,Title of ${id},"First line.\nSecond, with ""quotes"".",${rest}`;

const facts = fc.record({
  category: fc.constantFrom('Access', 'Continuity', 'Kryptografie ✓'),
  title: fc.oneof(
    fc.constantFrom("'=1+1", '=SUM(A1)', '-x', '+1', '@cmd', "''-", 'Käse; "a", b', 'عربي'),
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ,;"']{0,30}$/),
  ),
  text: fc.oneof(
    fc.constantFrom(
      '- a list\n- of two',
      '=1',
      "'quoted'",
      '**b**\n\n| a | b |\n| - | - |\n| c | d |',
    ),
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ,;"'\n]{0,60}$/),
  ),
  status: fc.constantFrom('in-place', 'in-part'),
  criteria: fc.record(
    {
      tsc: fc.constantFrom(['CC6.1'], ['A1.2', 'CC7.1']),
      iso27001: fc.constantFrom(['A.5.15', 'A.8.24'], ['A.7.14']),
      ccm: fc.constant(['A&A-02']),
    },
    { requiredKeys: [] },
  ),
  order: fc.integer({ min: 1, max: 99 }),
});

/** Facts without what is derived: when each was changed. */
function bare(document: unknown): string {
  return JSON.stringify(document, (name, value: unknown) =>
    name === 'changedAt' ? undefined : value,
  );
}

describe('what is exported', () => {
  it('is the same when it is imported elsewhere, as CSV and as JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 6 }), async (list) => {
        const [here, byCsv, byJson] = [await startApp(), await startApp(), await startApp()];
        for (const [index, each] of list.entries())
          await state(here, 'controls', { id: `C-${index}`, ...each });
        const json = (await here.get('/trust/controls.json')).text;
        for (const query of ['', '?bom=1']) {
          const csv = (await here.get(`/trust/controls.csv${query}`)).text;
          must(await send(byCsv, 'text/csv', csv, '?missing=remove'));
          expect((await byCsv.get(`/trust/controls.csv${query}`)).text).toBe(csv);
        }
        must(await send(byJson, 'application/json', json));
        for (const there of [byCsv, byJson])
          expect(bare((await there.get('/trust/controls.json')).body)).toBe(bare(JSON.parse(json)));
        for (const world of [here, byCsv, byJson]) await world.close();
      }),
      { numRuns: 6 },
    );
  }, 60_000);

  it('as JSON holds everything that is stated, and importing it again changes nothing', async () => {
    const [here, there] = [await startApp(), await startApp()];
    await state(here, 'controls', control);
    await state(here, 'attestations', report);
    await state(here, 'law-statements', { ...law, reference: 'https://law.example/a?b=c#d' });
    await state(here, 'control-questions', question);
    const editor = here.as('editor');
    const any = { 'if-match': '*' };
    must(await editor.put('/services/website/data-act', dataActFacts, any));
    must(await editor.put('/disclosure-policy', { text: 'Tell us.' }, any));
    const { text } = await here.get('/trust/controls.json');
    expect(must(await send(there, 'application/json', text)).body).toMatchObject({ added: 6 });
    expect(bare((await there.get('/trust/controls.json')).body)).toBe(bare(JSON.parse(text)));
    const before = await dumpTables(there);
    expect(must(await send(there, 'application/json', text)).body).toMatchObject({
      unchanged: 6,
      added: 0,
      changed: 0,
    });
    expect((await dumpTables(there)).get('events')).toEqual(before.get('events'));
  });
});

describe('a file', () => {
  it('is shown first, with the statuses that would be told, and nothing is stored by that', async () => {
    const trust = await startApp();
    await state(trust, 'controls', {
      ...control,
      id: 'A-1',
      status: 'planned',
      plannedFor: '2027-01-01',
    });
    await state(trust, 'controls', { ...control, id: 'A-9' });
    const before = (await dumpTables(trust)).get('events');
    const file = [header, line('A-1'), line('A-2')].join('\r\n');
    const { body } = must(await send(trust, 'text/csv', file, '?dry_run=true&missing=remove'));
    expect(body).toMatchObject({ dryRun: true, added: 1, changed: 1, removed: 1, faults: [] });
    expect(pickList(body, 'items')).toMatchObject([
      { id: 'A-1', outcome: 'changed', statusChange: { before: 'planned', after: 'in-place' } },
      // The cell before it has two lines.
      { id: 'A-2', outcome: 'added', pointer: '#/lines/4', statusChange: null },
      { id: 'A-9', outcome: 'removed', pointer: null, statusChange: { after: null } },
    ]);
    expect((await dumpTables(trust)).get('events')).toEqual(before);
    must(await send(trust, 'text/csv', file));
    const { items } = await listOf(trust);
    expect(items).toEqual(['A-1', 'A-2', 'A-9']);
    must(await send(trust, 'text/csv', file, '?missing=remove'));
    expect((await listOf(trust)).items).toEqual(['A-1', 'A-2']);
  });

  it('with bad rows is refused whole, each named by its line and column', async () => {
    const trust = await startApp();
    const file = [
      header,
      line('A-1'),
      '',
      line('A-2', 'certain,,,,,,'),
      line('A-3', 'planned,2027-02-30,CC99,,,,x'),
      line('A-1'),
      line('A-4', 'planned,,,,,,'),
      line('no id!', 'in-place,,,,,,,one too many'),
    ].join('\n');
    const pointers = [
      '#/lines/5/status',
      '#/lines/7/planned_for',
      '#/lines/7/tsc',
      '#/lines/7/order',
      '#/lines/13',
      '#/lines/13/id',
    ];
    await refuses(trust, () => send(trust, 'text/csv', file), {
      status: 422,
      pointers: [...pointers, '#/lines/9', '#/lines/11/planned_for'],
    });
    const { body } = must(await send(trust, 'text/csv', file, '?dry_run=true'));
    expect(pickList(body, 'faults')).toHaveLength(8);
  });

  it.each([
    ['text/csv', 'id,title\nA,B', 422],
    ['text/csv', `${header},owner\n`, 422],
    ['text/csv', `${header},id\n`, 422],
    ['text/csv', '', 422],
    ['application/json', '[]', 422],
    ['application/json', '{"controls":{}}', 422],
    ['application/json', '{"statements":[]}', 422],
    ['application/json', '{"controls":[1]}', 422],
    [
      'application/json',
      '{"dataAct":[{"service":"nowhere","jurisdictions":["DE"],"technical":"a","organisational":"a","contractual":"a"}]}',
      422,
    ],
    ['application/json', '{', 400],
    ['application/xml', '<a/>', 415],
    ['text/csv', 'PK\u0003\u0004', 422],
  ])('that is none is refused: %s %j', async (type, text, status) => {
    const trust = await startApp();
    await refuses(trust, () => send(trust, type, text), { status });
  });

  it('is imported by editors, and once by a request that is sent twice', async () => {
    const trust = await startApp();
    const file = [header, line('A-1')].join('\n');
    const by = (who: 'viewer' | 'editor') => () =>
      trust.as(who).send('POST', '/control-imports', {
        headers: { 'content-type': 'text/csv', 'idempotency-key': 'once' },
        body: file,
      });
    await refuses(trust, by('viewer'), { status: 403 });
    const [first, again] = [must(await by('editor')()), must(await by('editor')())];
    expect(again.text).toBe(first.text);
    expect(pick(again.body, 'added')).toBe(1);
  });

  it('of CSV keeps its columns', () => {
    expect(csvColumns.join(',')).toBe(header);
  });

  it('brings no more controls than may be', async () => {
    const trust = await startApp();
    const rows = Array.from({ length: 501 }, (_, index) => line(`A-${index}`));
    await refuses(trust, () => send(trust, 'text/csv', [header, ...rows].join('\n')), {
      status: 422,
      pointers: ['#'],
    });
  });
});

async function listOf(trust: Awaited<ReturnType<typeof startApp>>) {
  const { body } = must(await trust.as('viewer').get('/controls'));
  return { items: pickList(body, 'items').map((item) => pick(item, 'id')) };
}
