import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '@libsql/client';
import { migrate } from '../../drizzle/migrate.ts';
import { downloadPathOf, pathOf } from '../../src/access/model/links.ts';
import { asId } from '../../src/core/ids.ts';
import { createKeys } from '../../src/core/keys.ts';
import { openBucket, startWorkerd } from '../../src/platform/dev-worker.ts';
import { clauses, pdf, report, xlsx } from '../documents/filing.ts';
import { pick, pickList, readReply } from '../support/client.ts';
import { ownerKey, Processes, publicUrlOfTests } from '../support/processes.ts';
import { startSqld } from '../support/sqld.ts';

type Place = {
  readonly origin: string;
  /** Address of the database, for what is said to nobody but by mail. */
  readonly database: string;
  /** Takes every file out of the store, behind the back of Annex. */
  readonly lose: () => Promise<void>;
};

const processes = new Processes();
const endings: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of endings.toReversed()) await end();
  await processes.end();
});

const settings = {
  PUBLIC_URL: publicUrlOfTests,
  SECRET_KEY: 'a secret of thirty-two characters',
  STAFF_API_KEY: ownerKey,
};

async function startNode(): Promise<Place> {
  const home = await processes.makeHome();
  const { origin } = await processes.start(home, settings);
  return {
    origin,
    database: `file:${join(home, 'data/annex.db')}`,
    lose: () => rm(join(home, 'data/blobs'), { recursive: true }),
  };
}

async function startWorker(): Promise<Place> {
  const sqld = await startSqld();
  endings.push(() => sqld.stop());
  await migrate(sqld.url);
  const workerd = await startWorkerd(0, { ...settings, DATABASE_URL: sqld.url });
  endings.push(() => workerd.dispose());
  const { origin } = await workerd.ready;
  const bucket = await openBucket(workerd);
  const lose = async () => {
    for (const { key } of (await bucket.list()).objects) await bucket.delete(key);
  };
  return { origin, database: sqld.url, lose };
}

describe.each([
  ['Node with a directory', startNode],
  ['workerd with R2', startWorker],
])('%s', (_name, start) => {
  let place: Place;
  beforeAll(async () => {
    place = await start();
  });

  const call = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${place.origin}/trust/api/v1${path}`, {
      ...init,
      method,
      headers: { authorization: `Bearer ${ownerKey}`, ...init.headers },
    });
  const send = async (method: string, path: string, body: object) =>
    readReply(
      await call(method, path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'if-match': '*' },
      }),
    );
  const upload = async (slug: string, body: Uint8Array<ArrayBuffer>, query = '') =>
    readReply(await call('POST', `/documents/${slug}/versions${query}`, { body }));

  it('a large file goes into the store and out of it as it was', async () => {
    expect((await send('POST', '/documents', clauses)).status).toBe(201);
    const head = xlsx();
    const file = new Uint8Array(12 * 1024 * 1024);
    file.set(head);
    const made = await upload(clauses.slug, file, '?label=2026&file_name=..%2Fcl%C3%A4uses.xlsx');
    expect([made.status, made.text]).toEqual([201, expect.stringContaining('cläuses.xlsx')]);
    expect((await send('PUT', `/documents/${clauses.slug}/versions/1/issue`, {})).status).toBe(200);
    const taken = await call('GET', `/documents/${clauses.slug}/versions/1/file`);
    expect(taken.headers.get('content-disposition')).toContain('attachment');
    expect(sha256(new Uint8Array(await taken.arrayBuffer()))).toBe(sha256(file));
    const page = await fetch(`${place.origin}/trust/documents/${clauses.slug}.json`);
    expect(pick(await page.json(), 'version', 'sha256')).toBe(sha256(file));
    // And with everything: in pieces, out of the bucket.
    const lines = (await (await call('GET', '/export')).text()).trimEnd().split('\n');
    const pieces = lines.filter((line) => line.startsWith('"'));
    const whole = Buffer.concat(pieces.map((each) => Buffer.from(JSON.parse(each), 'base64')));
    expect(sha256(new Uint8Array(whole))).toBe(sha256(file));
    expect(lines.at(-1)).toContain('"files":{"whole":1,"lost":0}');
  });

  it('a PDF is parsed, and what cannot be is refused', async () => {
    expect((await send('POST', '/documents', report)).status).toBe(201);
    const made = await upload(report.slug, pdf(3));
    expect([made.status, pick(made.body, 'pages')]).toEqual([201, 3]);
    const broken = await upload(report.slug, pdf(4).slice(0, 600));
    expect([broken.status, pick(broken.body, 'detail')]).toEqual([
      422,
      expect.stringMatching(/\w+ .*\.$/s),
    ]);
    expect((await upload(report.slug, xlsx())).status).toBe(422);
    const list = await readReply(await call('GET', `/documents/${report.slug}/versions`));
    expect(pickList(list.body, 'items')).toHaveLength(1);
  });

  it('a marked copy goes to whoever was given it, and is traced to them', async () => {
    const slug = 'penetration-test';
    const facts = { kind: 'penetration-test-summary', visibility: 'on-request', isMarked: true };
    expect((await send('POST', '/documents', { slug, title: 'Test', ...facts })).status).toBe(201);
    expect((await upload(slug, pdf(2))).status).toBe(201);
    expect((await send('PUT', `/documents/${slug}/versions/1/issue`, {})).status).toBe(200);
    const post = (path: string, body: object = {}) =>
      fetch(`${place.origin}/trust${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
      });
    const asked = {
      name: 'Robin Doe',
      email: 'robin@customer.example',
      company: 'Example GmbH',
      purpose: 'A review.',
    };
    const { body } = await readReply(await post(`/documents/${slug}/request`, asked));
    const keys = createKeys(settings.SECRET_KEY);
    const requests = await readReply(await call('GET', '/access-requests'));
    const mine = pickList(requests.body, 'items').find(
      (each) => pick(each, 'reference') === pick(body, 'reference'),
    );
    const id = asId('req', String(pick(mine, 'id')));
    const page = pathOf(keys, { id, linkVersion: 1 });
    expect(await readReply(await post(`${page}/verification`))).toMatchObject({ status: 200 });
    const terms = { token: true, downloads: 2 };
    expect((await send('PUT', `/access-requests/${id}/approval`, terms)).status).toBe(200);

    const link = downloadPathOf(keys, asId('lnk', await newestLink(place.database)));
    const session = await readReply(await post(`${link}/session`));
    expect([session.status, (await post(`${link}/session`)).status]).toEqual([200, 410]);
    const file = `${place.origin}/trust/documents/${slug}/file`;
    const secret = String(pick(session.body, 'session'));
    expect((await fetch(file)).status).toBe(401);
    const first = await fetch(`${file}?session=${secret}`);
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const copy = new Uint8Array(await first.arrayBuffer());
    const traced = await readReply(
      await call('POST', '/documents/trace', {
        body: copy,
        headers: { 'content-type': 'application/pdf' },
      }),
    );
    expect(pick(traced.body, 'items', 0)).toMatchObject({
      number: 1,
      email: 'robin@customer.example',
      sha256: sha256(copy),
      state: 'finished',
    });
    const made = await readReply(await post(`/my/${secret}/tokens`));
    const bearer = { authorization: `Bearer ${String(pick(made.body, 'token'))}` };
    const second = await fetch(file, { headers: bearer });
    expect(sha256(new Uint8Array(await second.arrayBuffer()))).not.toBe(sha256(copy));
    expect((await fetch(file, { headers: bearer })).status).toBe(403);
  });

  it('a body that comes in pieces without a length is refused', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(pdf());
        controller.close();
      },
    });
    const streaming = { duplex: 'half' };
    const refused = await call('POST', `/documents/${report.slug}/versions`, {
      ...streaming,
      body,
    });
    expect(refused.status).toBe(411);
    await refused.text();
  });

  it('a file that is gone is not given out, and is a task', async () => {
    await place.lose();
    const refused = await readReply(await call('GET', `/documents/${report.slug}/versions/1/file`));
    expect([refused.status, pick(refused.body, 'status')]).toEqual([500, 500]);
    const tasks = await readReply(await call('GET', '/document-tasks'));
    expect(tasks.body).toMatchObject({
      items: [{ kind: 'damaged', document: report.slug, number: 1 }],
    });
  });
});

/** What stands in the newest mail. */
async function newestLink(url: string): Promise<string> {
  const client = createClient({ url });
  const { rows } = await client.execute(
    'SELECT id FROM download_links ORDER BY created_at DESC LIMIT 1',
  );
  client.close();
  return String(rows[0]?.['id']);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
