import { describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { dumpTables, readEvents } from '../support/invariants.ts';
import { factsOf, publishList, rowsOf, sendFile, sendText, wordsOn } from './import-support.ts';

const list = 'Vendor,Purpose,Location\nNorth Harbour,Hosting,Germany\nPaper Plane,E-mail,Varies\n';

describe('the two ways in', () => {
  test.each([
    ['text/csv', list],
    ['text/plain; charset=utf-8', list],
    ['application/octet-stream', list],
    ['text/markdown', '|Vendor|Purpose|\n|-|-|\n|North Harbour|Hosting|\n|Paper Plane|E-mail|'],
    [
      'text/html',
      '<table><tr><th>Vendor<th>Purpose<tr><td>North Harbour<td>Hosting<tr><td>Paper Plane<td>E-mail</table>',
    ],
    [
      'application/json',
      '[{"vendor":"North Harbour","purpose":"Hosting"},{"vendor":"Paper Plane","purpose":"E-mail"}]',
    ],
  ])('a file as %s is the same list as its text in JSON', async (type, content) => {
    const trust = await startApp();
    const asFile = must(await sendFile(trust, content, {}, type));
    const asText = must(await sendText(trust, content));
    const asBytes = must(
      await sendText(trust, Buffer.from(content).toString('base64'), { encoding: 'base64' }),
    );
    expect(factsOf(asFile)).toHaveLength(2);
    expect(asText.body).toEqual(asFile.body);
    expect(asBytes.body).toEqual(asFile.body);
  });

  test('options of a file stand in its query, those of a text beside it', async () => {
    const trust = await startApp();
    const content = 'Tool,What\nNorth Harbour,Hosting\n';
    const mapping = { Tool: 'name', What: 'description' };
    const asFile = must(
      await sendFile(trust, content, { mapping: JSON.stringify(mapping) }, 'text/csv'),
    );
    expect(factsOf(asFile)).toMatchObject([{ name: 'North Harbour', description: 'Hosting' }]);
    expect(must(await sendText(trust, content, { mapping })).body).toEqual(asFile.body);
  });

  test.each([
    ['an unknown media type', 'application/pdf', list, {}, 415],
    ['a body that is not JSON', 'application/json', '{', {}, 400],
    ['nothing', 'text/csv', '', {}, 422],
    ['an unknown field', 'text/csv', list, { mapping: '{"Vendor":"nickname"}' }, 422],
    ['a mapping that is not JSON', 'text/csv', list, { mapping: '{' }, 422],
    [
      'a mapping of a column that is not there',
      'text/csv',
      list,
      { mapping: '{"Who":"name"}' },
      422,
    ],
    ['an unknown option', 'text/csv', list, { nonsense: '1' }, 422],
    [
      'a decision about a row that is not there',
      'text/csv',
      list,
      { dry_run: 'false', decisions: '{"skip":["nobody"]}' },
      422,
    ],
    [
      'an end of an entry that is not there',
      'text/csv',
      list,
      { dry_run: 'false', decisions: '{"end":["nobody"]}' },
      422,
    ],
    ['options beside an envelope', 'application/json', '{"content":"a"}', { source: 'x' }, 422],
    ['no base64', 'application/json', '{"content":"€","encoding":"base64"}', {}, 422],
  ] as const)('%s is refused and leaves nothing', async (_, type, body, query, status) => {
    const trust = await startApp();
    await trust.as('editor').get('/batches');
    const before = await readEvents(trust);
    expect(await sendFile(trust, body, query, type)).toMatchObject({ status });
    expect(await readEvents(trust)).toEqual(before);
  });
});

describe('a dry run', () => {
  test('is what happens unless told otherwise, and writes nothing', async () => {
    const trust = await startApp();
    await trust.as('editor').get('/batches');
    const before = await dumpTables(trust);
    const { status, body } = await trust.as('editor').post('/imports', { content: list });
    expect({ status, batch: pick(body, 'batch') }).toEqual({ status: 200, batch: null });
    expect(await dumpTables(trust)).toEqual(before);
  });

  test('shows what it takes each column for, and every column and row that it leaves out', async () => {
    const trust = await startApp();
    const content =
      'Our vendors,,\nVendor,Purpose,Mood\nNorth Harbour,Hosting,good\n,,\n,Nobody,\n';
    const { body } = must(await sendText(trust, content));
    expect(pickList(body, 'columns')).toMatchObject([
      { column: 'Vendor', field: 'name', from: 'proposed', filled: 1 },
      { column: 'Purpose', field: 'description' },
      { column: 'Mood', field: null, filled: 1, note: expect.stringContaining('left out') },
    ]);
    expect(pickList(body, 'skipped')).toMatchObject([
      { row: 1, detail: expect.stringContaining('above the header') },
      { row: 5, cell: 'Nobody', detail: expect.stringContaining('names nobody') },
    ]);
  });

  test('says what it would add, change and leave, and which entries the list lacks', async () => {
    const trust = await startApp();
    await trust.publish({
      entries: {
        'north-harbour': facts({ name: 'North Harbour', description: 'Backups' }),
        'quiet-logs': facts({ name: 'Quiet Logs', description: 'Error reports' }),
        postmark: facts({ name: 'Postmark', description: 'E-mail' }),
      },
    });
    const content = `Vendor,Purpose\nNorth Harbour,Hosting\nPostmark,E-mail\nZebra,Stripes\n`;
    const { body } = must(await sendText(trust, content));
    expect(pickList(body, 'rows')).toMatchObject([
      {
        action: 'amend',
        entry: 'north-harbour',
        fields: [{ field: 'description', before: 'Backups', after: 'Hosting' }],
        facts: { contract: { signedOn: '2026-01-15' } },
      },
      { action: 'unchanged', entry: 'postmark', fields: [] },
      { action: 'add', entry: null },
    ]);
    expect(pickList(body, 'wouldEnd')).toEqual([
      { slug: 'quiet-logs', name: 'Quiet Logs', decided: false },
    ]);
    expect(pick(body, 'counts')).toMatchObject({ add: 1, amend: 1, unchanged: 1, end: 0 });
  });
});

describe('applying', () => {
  test('makes one batch with a Location, and publishing stays a step of its own', async () => {
    const trust = await startApp();
    const said = { title: 'From our page', reason: 'We list them.', effectiveOn: '2027-01-04' };
    const reply = must(await sendText(trust, list, said, false));
    const id = String(pick(reply.body, 'batch', 'id'));
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBe(`/trust/api/v1/batches/${id}`);
    const { body: batch } = must(await trust.as('editor').get(`/batches/${id}`));
    expect(batch).toMatchObject({ ...said, published: false });
    expect(pickList(batch, 'entries').map((entry) => pick(entry, 'slug'))).toEqual([
      'north-harbour',
      'paper-plane',
    ]);
    expect(await trust.entry('north-harbour')).toBeUndefined();
  });

  test('a list that says what the register says makes no batch', async () => {
    const trust = await startApp();
    await publishList(trust, list);
    const reply = must(await sendText(trust, list, {}, false));
    expect({ status: reply.status, batch: pick(reply.body, 'batch') }).toEqual({
      status: 200,
      batch: null,
    });
    expect(pick(reply.body, 'counts')).toMatchObject({ unchanged: 2 });
  });

  test('an entry that the list lacks ends only where a person says so', async () => {
    const trust = await startApp();
    await publishList(trust, list);
    const shorter = 'Vendor,Purpose,Location\nNorth Harbour,Hosting,Germany\n';
    expect(must(await sendText(trust, shorter, {}, false)).status).toBe(200);
    await publishList(trust, shorter, { decisions: { end: ['paper-plane'] } });
    expect(await trust.entry('paper-plane')).toMatchObject({
      state: 'ended',
      facts: { effectiveUntil: '2026-11-22' },
    });
    expect(await trust.entry('north-harbour')).toMatchObject({ state: 'current' });
  });

  test('a similar name is asked about: it goes on as that entry, or it is a new one', async () => {
    const trust = await startApp();
    await publishList(trust, 'Vendor,Purpose\n"OpenAI, Inc.",Models\n');
    const renamed = 'Vendor,Purpose\n"OpenAI, LLC",Models\n';
    const dry = must(await sendText(trust, renamed));
    expect(pickList(dry.body, 'renames')).toMatchObject([
      { row: 'openai-llc', entry: 'openai-inc', decided: false },
    ]);
    expect(pickList(dry.body, 'wouldEnd')).toEqual([]);
    const undecided = await sendText(trust, renamed, {}, false);
    expect(undecided.status).toBe(422);
    expect(pickList(undecided.body, 'errors')).toMatchObject([
      { pointer: '#/decisions/renames/openai-llc' },
    ]);
    const asNew = must(
      await sendText(trust, renamed, { decisions: { renames: { 'openai-llc': null } } }),
    );
    expect(rowsOf(asNew)).toMatchObject([{ action: 'add' }]);
    expect(pickList(asNew.body, 'wouldEnd')).toMatchObject([{ slug: 'openai-inc' }]);
    await publishList(trust, renamed, { decisions: { renames: { 'openai-llc': 'openai-inc' } } });
    expect(await trust.entry('openai-inc')).toMatchObject({ facts: { name: 'OpenAI, LLC' } });
    expect(await trust.entry('openai-llc')).toBeUndefined();
  });

  test('a row that cannot be an entry stops it, until it is skipped', async () => {
    const trust = await startApp();
    const content = 'Vendor,Purpose\nNorth Harbour,Hosting\nPaper Plane,\n';
    const refused = await sendText(trust, content, {}, false);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('paper-plane');
    const applied = must(
      await sendText(trust, content, { decisions: { skip: ['paper-plane'] } }, false),
    );
    expect(rowsOf(applied)).toMatchObject([{ action: 'add' }, { action: 'skip' }]);
  });

  test('one entity in two scopes stays two entries, however often the list comes', async () => {
    const trust = await startApp();
    const content =
      'Vendor,Product,Purpose\nHarbour,Website,Hosting\nHarbour,Qluster service,Cache\n';
    await publishList(trust, content);
    const again = must(await sendText(trust, content));
    expect(rowsOf(again)).toMatchObject([
      { action: 'unchanged', entry: 'harbour', facts: { scope: { services: ['website'] } } },
      {
        action: 'unchanged',
        entry: 'harbour-2',
        facts: { scope: { services: ['qluster-service'] } },
      },
    ]);
    const turned = must(
      await sendText(trust, 'Vendor,Product,Purpose\nHarbour,Qluster service,Search\n'),
    );
    expect(rowsOf(turned)).toMatchObject([{ action: 'amend', entry: 'harbour-2' }]);
  });

  test('rows that could be either of two entries are asked about', async () => {
    const trust = await startApp();
    await trust.publish({
      entries: {
        'harbour-a': facts({ name: 'Harbour', description: 'Hosting' }),
        'harbour-b': facts({ name: 'Harbour', description: 'Cache' }),
      },
    });
    const dry = must(await sendText(trust, 'Vendor,Purpose\nHarbour,Search\nHarbour,Backups\n'));
    expect(rowsOf(dry)).toMatchObject([
      { action: 'undecided', candidates: ['harbour-a', 'harbour-b'] },
      { action: 'undecided' },
    ]);
    expect(pickList(dry.body, 'wouldEnd')).toEqual([]);
  });

  test('an import that fails halfway leaves nothing', async () => {
    const trust = await startApp();
    await trust.as('editor').get('/batches');
    const before = await dumpTables(trust);
    const { transact } = trust.deps;
    // The last write of the import meets a fault: batch, drafts and mapping go with it.
    const failing: typeof transact = (work) =>
      transact(async (tx) => {
        await work(tx);
        throw new Error('the disk is full');
      });
    trust.expectError(/request failed/);
    const key = 'annex_configured-owner-key-of-the-tests';
    const response = await trust.app.fetch(
      new Request('http://localhost/trust/api/v1/imports?dry_run=false&source=page', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
        body: list,
      }),
      { deps: { ...trust.deps, transact: failing } },
    );
    expect(response.status).toBe(500);
    expect(await dumpTables(trust)).toEqual(before);
  });

  test('an Idempotency-Key makes it once, and a dry run under the same key is another request', async () => {
    const trust = await startApp();
    const headers = { 'idempotency-key': 'import-1' };
    const editor = trust.as('editor');
    const once = must(await editor.post('/imports?dry_run=false', { content: list }, headers));
    const twice = must(await editor.post('/imports?dry_run=false', { content: list }, headers));
    expect(pick(twice.body, 'batch')).toEqual(pick(once.body, 'batch'));
    expect(pickList(must(await editor.get('/batches')).body, 'items')).toHaveLength(1);
    const other = await editor.post('/imports?dry_run=true', { content: list }, headers);
    expect(other.status).toBe(422);
  });

  test('needs an editor', async () => {
    const trust = await startApp();
    expect((await trust.as('viewer').post('/imports', { content: list })).status).toBe(403);
  });
});

describe('a mapping', () => {
  const content = 'Tool,Why we need it,Purpose\nNorth Harbour,Hosting,cheap\n';
  const mapping = { Tool: 'name', 'Why we need it': 'description', Purpose: null };

  test('that is corrected once is remembered for its source, and for no other', async () => {
    const trust = await startApp();
    must(await sendText(trust, content, { source: 'wiki', mapping }, false));
    const again = must(await sendText(trust, content, { source: 'wiki' }));
    expect(pickList(again.body, 'columns')).toMatchObject([
      { field: 'name', from: 'remembered' },
      { field: 'description', from: 'remembered' },
      { field: null, from: 'remembered' },
    ]);
    expect(factsOf(again)).toMatchObject([{ name: 'North Harbour', description: 'Hosting' }]);
    const elsewhere = must(await sendText(trust, content, { source: 'other' }));
    expect(pickList(elsewhere.body, 'columns')).toMatchObject([
      { from: 'proposed' },
      { from: 'proposed' },
      { field: 'description', from: 'proposed' },
    ]);
  });

  test('is not remembered by a dry run', async () => {
    const trust = await startApp();
    must(await sendText(trust, content, { source: 'wiki', mapping }));
    const again = must(await sendText(trust, content, { source: 'wiki' }));
    expect(pickList(again.body, 'columns')).toMatchObject([{ from: 'proposed' }, {}, {}]);
  });

  test('without a column of names is asked for, with the columns there are', async () => {
    const trust = await startApp();
    const { body } = must(await sendText(trust, 'Gizmo,Thing\na,b\n', { format: 'csv' }));
    expect(pickList(body, 'questions')).toMatchObject([
      { pointer: '#/mapping', detail: expect.stringContaining('Gizmo, Thing') },
    ]);
    expect(pickList(body, 'columns')).toHaveLength(2);
  });
});

describe('what a cell states', () => {
  test('an empty cell takes nothing away from what the register says', async () => {
    const trust = await startApp();
    await publishList(trust, list);
    const { body, ...reply } = must(
      await sendText(trust, 'name,description,location\nNorth Harbour,Hosting,\n'),
    );
    expect(pickList(body, 'rows')).toMatchObject([{ action: 'unchanged' }]);
    expect(wordsOn({ body, ...reply }, 0)).toContain('The cell is empty');
  });

  test('what no field has room for is left out with a warning, and the row is imported', async () => {
    const trust = await startApp();
    const reply = must(
      await sendText(
        trust,
        `Vendor,Purpose,Category,Website\nA,B,${'x'.repeat(101)},javascript:alert(1)\n`,
      ),
    );
    expect(factsOf(reply)).toEqual([{ name: 'A', kind: 'third-party', description: 'B' }]);
    expect(wordsOn(reply, 0)).toContain('category is left out');
    expect(wordsOn(reply, 0)).toContain('no web address that can be linked to');
  });

  test('a person in the list document is taken, a person elsewhere is not', async () => {
    const trust = await startApp();
    const { body } = must(
      await sendText(
        trust,
        'name,contact_name,description\nNorth Harbour,Kanari Someone,Hosting\n',
        {},
        false,
      ),
    );
    const batch = String(pick(body, 'batch', 'id'));
    const { body: read } = must(await trust.as('editor').get(`/batches/${batch}`));
    expect(JSON.stringify(read)).not.toContain('Kanari');
  });
});
