import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { shared } from '../imports/import-support.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts, personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

const start = `${root}/register/import/upload`;

async function begin(): Promise<{ world: World; tab: Tab }> {
  const world = await startApp();
  await world.publish({
    entries: {
      'north-harbour': facts({ name: 'North Harbour', description: 'Backups' }),
      'open-ai': facts({ name: 'OpenAI Inc.', description: 'Language models' }),
      'quiet-logs': facts({ name: 'Quiet Logs', description: 'Error reports' }),
    },
  });
  // Their keys: once an owner has signed in, somebody else would have to approve them.
  await world.as('publisher').get('/batches');
  const tab = openTab(world);
  await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  await tab.send({
    name: `Ada ${personMark}`,
    address: `owner.${personMark.toLowerCase()}@company.example`,
  });
  return { world, tab };
}

/** Somebody whom the owner invites comes in. */
async function enterAs(role: 'viewer' | 'publisher', world: World, owner: Tab): Promise<Tab> {
  const address = `${role}.${personMark.toLowerCase()}@company.example`;
  await owner.open(`${root}/people/new`);
  await owner.send({ name: `Bo ${personMark}`, address, role });
  await world.drain();
  const mail = world.outside.mailbox.findLast(({ to }) => to === address);
  const tab = openTab(world, '203.0.113.5');
  await tab.open(/\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '');
  await tab.send();
  await world.drain();
  return tab.send({ code: codeTo(world, address) });
}

/** Reads a pasted list; the tab is then on the page of what it would do. */
async function paste(tab: Tab, text: string, source = ''): Promise<string> {
  await tab.open(start);
  await tab.send({ text, format: '', source });
  expect(tab.page).toMatchObject({ status: 200 });
  return tab.page.path;
}

/** Sends a file by the form that the tab is on, as a browser does. */
async function sendFile(world: World, tab: Tab, bytes: BlobPart, name: string): Promise<Response> {
  const body = new FormData();
  const token = /name="form_token" value="([^"]+)"/.exec(tab.page.text)?.[1] ?? '';
  for (const [field, value] of Object.entries({ form_token: token, text: '', format: '' }))
    body.set(field, value);
  body.set('source', '');
  body.set('file', new File([bytes], name));
  return world.fetch(tab.page.path, {
    method: 'POST',
    body,
    headers: {
      cookie: [...tab.cookies].map(([key, value]) => `${key}=${value}`).join('; '),
      origin: 'http://localhost:8787',
      'sec-fetch-site': 'same-origin',
    },
  });
}

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** How the page of a list begins. */
function leadOf(rows: number, many: (action: string) => number): RegExp {
  const parts = [
    [many('add'), 'added'],
    [many('amend'), 'changed'],
    [many('undecided') + many('faulty'), 'to decide'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return new RegExp(`${rows} row${rows === 1 ? '' : 's'}: ${said.join('.*')}`);
}

const batchesOf = async (world: World) =>
  pickList(must(await world.as('publisher').get('/batches')).body, 'items').map((each) =>
    String(pick(each, 'id')),
  );

const keptIn = async (world: World) => (await dumpTables(world)).get('list_imports');

describe('a pasted list', () => {
  const list = [
    'Gizmo,Purpose,Location,Since,Mood',
    'North Harbour,Hosting,Germany,,good',
    '<i>Paper</i> Plane,E-mail,Varies,11/05/2021,',
    'Open AI LLC,Language models,France,,',
  ].join('\n');

  it('is read, mapped, decided on and put into one batch, and nothing is in the register before', async () => {
    const { world, tab } = await begin();
    const register = async () => must(await world.as('publisher').get('/subprocessors')).body;
    const [before, batches] = [await register(), await batchesOf(world)];
    await tab.open(start);
    await tab.send({ text: ' ', format: '', source: '' });
    expect(tab.page).toMatchObject({ status: 422 });
    expect(tab.page.text).toContain('Choose a file, or paste the list.');
    const wrong = await tab.send({ text: '{"a":', format: 'json', source: 'ours' });
    expect(wrong.page).toMatchObject({ status: 422 });
    expect(wrong.page.text).toMatch(/\{&quot;a&quot;:<\/textarea>/);

    const here = await paste(tab, list, 'our page');
    for (const said of ['No column is known to hold the names', 'Not known: left out', '/columns"'])
      expect(tab.page.text).toContain(said);
    await tab.open(`${here}/columns`);
    expect(tab.page.text).toContain('In 3 rows: “North Harbour”');
    const stale = await tab.another().open(`${here}/columns`);
    const mapping = {
      'column-0': 'name',
      'column-1': 'description',
      'column-2': 'locations',
      'column-3': 'effectiveFrom',
      'column-4': '',
    };
    await tab.send(mapping);
    expect(tab.page.path).toBe(`${here}?done=mapped`);
    await stale.send({ ...mapping, 'column-0': 'description' });
    expect(stale.page.status).toBe(412);
    expect(stale.page.text).toContain('Stored meanwhile');

    const { text } = tab.page;
    for (const said of [
      '3 rows: 1 added, 1 changed, 1 to decide.',
      'Since “11/05/2021”',
      'Is no day that can be read in one way only: not read.',
      'Write the day as 2027-01-31.',
      'Location “Varies”',
      'One row needs a decision',
      '&lt;i&gt;Paper',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('<i>');
    expect(text).not.toContain(`${here}/batch"`);
    await tab.open(`${here}/batch`);
    await tab.send({ title: '', reason: '', effectiveOn: '' });
    expect(tab.page).toMatchObject({ status: 409 });
    expect(tab.page.text).toContain('needs a decision first');

    await tab.open(`${here}/decisions`);
    expect(tab.page.text).toContain('The names are similar.');
    await tab.send({ 'row-open-ai-llc': 'is:open-ai' });
    expect(tab.page.path).toBe(`${here}?done=decided`);
    await tab.open(`${here}/ends`);
    await tab.send({ 'end-quiet-logs': 'yes' });
    expect(tab.page.text).toContain('3 rows: 1 added, 2 changed, 1 ended.');
    expect([await register(), await batchesOf(world)]).toEqual([before, batches]);

    await tab.open(`${here}/batch`);
    const twice = await tab.another().open(`${here}/batch`);
    await tab.send({ title: 'Our page', reason: 'We list them.', effectiveOn: '2027-01-04' });
    const [id = ''] = (await batchesOf(world)).filter((each) => !batches.includes(each));
    expect(tab.page.path).toBe(`${root}/register/batches/${id}`);
    await twice.send({ title: 'Twice', reason: '', effectiveOn: '' });
    expect(twice.page.path).toBe(tab.page.path);
    expect(await batchesOf(world)).toHaveLength(batches.length + 1);
    const { body } = must(await world.as('publisher').get(`/batches/${id}`));
    expect(body).toMatchObject({ title: 'Our page', effectiveOn: '2027-01-04' });
    expect(pickList(body, 'entries').map((each) => pick(each, 'slug'))).toEqual(
      expect.arrayContaining(['north-harbour', 'open-ai', 'quiet-logs']),
    );
    expect((await tab.open(here)).page.text).toContain('This list is in a batch');
    expect(await keptIn(world)).toMatchObject([{ sealed: '', batch_id: id }]);

    // The next list of that name needs no mapping.
    await paste(tab, list, 'our page');
    expect(tab.page.text).toContain('As last time');
  });

  it('is corrected without losing what was said of it, and thrown away', async () => {
    const { tab } = await begin();
    const here = await paste(tab, list.replace('Gizmo', 'Vendor'));
    await tab.open(`${here}/decisions?row=paper-plane`);
    const name = /name="(row-[^"]*paper[^"]*)"/.exec(tab.page.text)?.[1] ?? '';
    await tab.send({ [name]: 'skip', 'row-open-ai-llc': 'new' });
    expect(tab.page.text).toContain('1 added, 1 changed, 1 left out');
    await tab.open(`${here}/upload`);
    expect(tab.page.text).toContain('11/05/2021');
    await tab.send({
      text: `${list.replace('Gizmo', 'Vendor')}\nSlow Mail,Mail,Spain,,`,
      format: '',
    });
    expect(tab.page.path).toBe(`${here}?done=read`);
    expect(tab.page.text).toContain('4 rows: 2 added, 1 changed, 1 left out.');
    await tab.open(`${here}/discard`);
    await tab.send();
    expect(tab.page.path).toBe(`${start}?done=discarded`);
    expect((await tab.open(here)).page.status).toBe(404);
  });
});

describe('a file', () => {
  it('is read as the API reads it, up to 2,000 rows into one batch, and the wrong one is refused in words', async () => {
    const { world, tab } = await begin();
    await tab.open(start);
    const workbook = await sendFile(world, tab, new Uint8Array([80, 75, 3, 4, 0]), 'list.xlsx');
    expect(workbook.status).toBe(422);
    expect(await workbook.text()).toContain('save it as CSV');

    const rows = Array.from({ length: 2_000 }, (_, at) => `Vendor ${at},Hosting,Varies`);
    const sent = await sendFile(world, tab, `Vendor,Purpose,Location\n${rows.join('\n')}`, 'l.csv');
    const here = sent.headers.get('location') ?? '';
    await tab.open(`${here}?show=remarks&page=40`);
    expect(tab.page.text).toContain('1951 to 2000 of 2000');
    expect(tab.page.text.length).toBeLessThan(200_000);
    await tab.open(`${here}/batch`);
    await tab.send({ title: '', reason: '', effectiveOn: '' });
    const [, id = ''] = /batches\/(bat_\w+)/.exec(tab.page.path) ?? [];
    const { body } = must(await world.as('publisher').get(`/batches/${id}`));
    expect(pickList(body, 'entries')).toHaveLength(2_000);
  });

  it.skipIf(!existsSync(shared))(
    'says of every list kept beside the project what the API says',
    async () => {
      const { world, tab } = await begin();
      const names = readdirSync(shared, { recursive: true, withFileTypes: true }).filter((each) =>
        each.isFile(),
      );
      expect(names.length).toBeGreaterThan(10);
      for (const { parentPath, name } of names) {
        const bytes = readFileSync(join(parentPath, name));
        const api = await world.as('publisher').send('POST', `/imports?fileName=${name}`, {
          headers: { 'content-type': 'application/octet-stream' },
          body: new Uint8Array(bytes),
        });
        await tab.open(start);
        const sent = await sendFile(world, tab, new Uint8Array(bytes), name);
        if (api.status !== 200) {
          expect([name, sent.status]).toEqual([name, api.status]);
          expect(await sent.text()).toContain(escaped(String(pick(api.body, 'detail'))));
          continue;
        }
        await tab.open(sent.headers.get('location') ?? '');
        const rows = pickList(api.body, 'rows');
        const many = (action: string) =>
          rows.filter((row) => pick(row, 'action') === action).length;
        expect([name, tab.page.text]).toEqual([
          name,
          expect.stringMatching(leadOf(rows.length, many)),
        ]);
        for (const row of rows)
          for (const warning of pickList(row, 'warnings'))
            expect(tab.page.text).toContain(escaped(String(pick(warning, 'detail'))));
      }
    },
  );

  it('belongs to whoever sent it, for two days, and is for roles that import', async () => {
    const { world, tab } = await begin();
    const here = await paste(tab, 'Vendor,Purpose\nSlow Mail,Mail');
    const other = await enterAs('viewer', world, tab);
    for (const path of [start, here, `${here}/batch`])
      expect((await other.open(path)).page.status).toBe(403);
    const colleague = await enterAs('publisher', world, tab);
    for (const act of ['', '/upload', '/columns', '/decisions', '/ends', '/batch', '/discard'])
      expect((await colleague.open(`${here}${act}`)).page.status).toBe(404);

    expect(JSON.stringify(await keptIn(world))).not.toContain('Slow Mail');
    world.at('2026-11-24T08:59:00.000Z');
    await world.runSchedule();
    expect(await keptIn(world)).toHaveLength(1);
    world.at('2026-11-24T09:01:00.000Z');
    await world.runSchedule();
    expect(await keptIn(world)).toEqual([]);
  });
});
