import { createHash } from 'node:crypto';
import { writeFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { downloads, grants } from '../../src/access/table.ts';
import { deliveries } from '../../src/deliveries/table.ts';
import { getDocument } from '../../src/documents/service/reading.ts';
import type { World } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList, readReply } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { readFile } from '../marking/renderers.ts';
import { bytesOf, fileAt, given, issued, opened, post, report } from './giving.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function rowsOf(trust: World) {
  return trust.deps.db.select().from(downloads).orderBy(downloads.id);
}

/** As a server does it: the body is not read by anything but whoever asked. */
async function fetchRaw(trust: World, path: string): Promise<Response> {
  return trust.app.fetch(new Request(`http://localhost${path}`), {
    deps: trust.deps,
    clientAddress: '198.51.100.7',
  });
}

test('a link opens a session, and the session gives the file, counted and recorded', async () => {
  const trust = await startApp();
  const file = await issued(trust, report);
  const { link, grants: held } = await given(trust, [report]);
  const shown = await trust.get(link, { accept: 'text/html' });
  expect(shown.text).toContain(`Title of ${report}`);
  for (const method of ['GET', 'HEAD', 'GET']) await trust.fetch(link, { method });
  const session = await opened(trust, link);
  const page = await trust.get(session, { accept: 'text/html' });
  expect(page.text).toContain('Downloads left');
  const head = await trust.fetch(fileAt(session, report), { method: 'HEAD' });
  expect(head.status).toBe(200);
  expect(await rowsOf(trust)).toEqual([]);
  const answer = await trust.fetch(fileAt(session, report), { headers: { range: 'bytes=0-3' } });
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'accept-ranges': 'none',
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="${report}.pdf"; filename*=UTF-8''${report}.pdf`,
    'content-length': String(file.byteLength),
    'content-security-policy': "default-src 'none'; sandbox",
    'content-type': 'application/pdf',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  expect(sha256(await bytesOf(answer))).toBe(sha256(file));
  expect(await rowsOf(trust)).toMatchObject([
    { grantId: held[0]?.id, number: 1, sha256: sha256(file), state: 'finished', via: 'link' },
  ]);
});

test('each copy of a marked document says whose it is, and a leaked one is traced to its download', async () => {
  const trust = await startApp();
  const file = await issued(trust, report, { isMarked: true }, 3);
  const { link, grants: held } = await given(trust, [report]);
  const session = await opened(trust, link);
  const reference = held[0]?.reference ?? '';
  const copies: Uint8Array[] = [];
  for (const number of [1, 2]) {
    const copy = await bytesOf(await trust.fetch(fileAt(session, report)));
    const { pages } = await readFile(copy);
    expect(pages).toHaveLength(3);
    for (const page of pages) expect(JSON.stringify(page)).toContain(`${reference}/${number}`);
    copies.push(copy);
  }
  expect(copies.map(sha256)).not.toContain(sha256(file));
  expect((await rowsOf(trust)).map((row) => row.sha256)).toEqual(copies.map(sha256));

  const trace = async (who: 'viewer' | 'editor', body: Uint8Array) =>
    must(
      await trust.as(who).send('POST', '/documents/trace', {
        headers: { 'content-type': 'application/pdf' },
        body: new Uint8Array(body),
      }),
    ).body;
  const found = await trace('editor', copies[1] ?? file);
  expect(pickList(found, 'items')).toMatchObject([
    { reference: `${reference}/2`, name: `Robin ${personMark}`, document: report, via: 'link' },
  ]);
  expect(pick(await trace('viewer', copies[0] ?? file), 'items', 0)).toMatchObject({
    reference: `${reference}/1`,
    name: null,
    email: null,
  });
  expect(await trace('editor', file)).toMatchObject({ items: [], references: [] });
  expect(pick(await trace('editor', Buffer.from('no PDF')), 'detail')).toMatch(/No mark was found/);
});

test('who goes away in the middle has a broken download, and a crash leaves one that only began', async () => {
  const trust = await startApp();
  await issued(trust, report);
  const session = await opened(trust, (await given(trust, [report])).link);
  const left = await fetchRaw(trust, fileAt(session, report));
  await left.body?.cancel();
  await fetchRaw(trust, fileAt(session, report));
  const whole = await fetchRaw(trust, fileAt(session, report));
  await whole.arrayBuffer();
  expect((await rowsOf(trust)).map(({ number, state }) => [number, state])).toEqual([
    [1, 'broken'],
    [2, 'prepared'],
    [3, 'finished'],
  ]);
  const { body } = must(await trust.as('viewer').get('/downloads'));
  expect(pickList(body, 'items').map((each) => pick(each, 'state'))).toEqual([
    'finished',
    'prepared',
    'broken',
  ]);
  const [grant] = await trust.deps.db.select().from(grants);
  expect(grant?.downloads).toBe(3);
});

test('of two who use a link at once one gets a session, the other hears that it was used', async () => {
  const trust = await startApp();
  const second = await trust.anotherProcess();
  await issued(trust, report);
  const { link } = await given(trust, [report]);
  const replies = await Promise.all(
    [trust, second, trust].map((each) => post(each, `${link}/session`)),
  );
  expect(replies.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
  const refused = replies.find(({ status }) => status === 410);
  expect(refused?.text).toContain('the page of your request');
});

test('the last download is given once, and copies made at once carry the numbers they were counted as', async () => {
  const trust = await startApp();
  const second = await trust.anotherProcess();
  await issued(trust, report, { isMarked: true });
  const { link, grants: held } = await given(trust, [report], { mostDownloads: 3 });
  const session = await opened(trust, link);
  const answers = await Promise.all(
    [trust, second, trust, second].map((each) => fetchRaw(each, fileAt(session, report))),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 403]);
  const copies = await Promise.all(
    answers.filter(({ status }) => status === 200).map((each) => bytesOf(each)),
  );
  const byHash = new Map((await rowsOf(trust)).map((row) => [row.sha256, row.number]));
  for (const copy of copies)
    expect(await trust.deps.pdf.findReferences(copy)).toEqual([
      `${held[0]?.reference}/${byHash.get(sha256(copy))}`,
    ]);
  expect([...byHash.values()].sort()).toEqual([1, 2, 3]);
});

test('a damaged file is not given out: a page says so, nothing is counted, staff are told', async () => {
  const trust = await startApp();
  must(
    await trust.as('owner').post('/subscriptions', {
      stream: 'staff',
      channel: 'email',
      address: `staff.${personMark.toLowerCase()}@annex.example`,
      language: 'en',
    }),
  );
  await issued(trust, report);
  const session = await opened(trust, (await given(trust, [report])).link);
  const { edition } = await getDocument(trust.deps.db, report);
  const { blobDir } = trust.deps.config;
  const names = await readdir(blobDir, { recursive: true });
  const name = names.find((each) => each.includes(String(edition?.id))) ?? '';
  await writeFile(join(blobDir, name), 'something else');
  const refused = await readReply(
    await trust.fetch(fileAt(session, report), { headers: { accept: 'text/html' } }),
  );
  expect(refused.status).toBe(500);
  expect(refused.text).toContain('Whoever runs this was told');
  expect(await rowsOf(trust)).toEqual([]);
  const told = await trust.deps.db.select().from(deliveries);
  expect(JSON.stringify(told.map(({ cargo }) => cargo))).toContain('file-damaged');
});

test('the network address of a download is sealed, shown to editors, and gone after 30 days', async () => {
  const trust = await startApp();
  await issued(trust, report);
  const session = await opened(trust, (await given(trust, [report])).link);
  await (await fetchRaw(trust, fileAt(session, report))).arrayBuffer();
  const address = async (who: 'viewer' | 'editor') =>
    pick(must(await trust.as(who).get('/downloads')).body, 'items', 0, 'clientAddress');
  expect(JSON.stringify(await rowsOf(trust))).not.toContain('198.51.100.7');
  expect([await address('editor'), await address('viewer')]).toEqual(['198.51.100.7', null]);
  trust.at(new Date(trust.now().getTime() + 30 * 86_400_000));
  await trust.runSchedule();
  expect(await address('editor')).toBe('198.51.100.7');
  trust.at(new Date(trust.now().getTime() + 1000));
  await trust.runSchedule();
  expect(await address('editor')).toBeNull();
});
