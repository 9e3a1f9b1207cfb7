import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { asId } from '../../src/core/ids.ts';
import { createKeys } from '../../src/core/keys.ts';
import { startWorkerd } from '../../src/platform/dev-worker.ts';
import { pathOf } from '../../src/rights/model/links.ts';
import { ownerKey } from '../support/processes.ts';
import { type Sqld, startSqld } from '../support/sqld.ts';

const secret = 'a secret of thirty-two characters';
let sqld: Sqld;
let workerd: Miniflare;
let origin: string;

beforeAll(async () => {
  sqld = await startSqld();
  await migrate(sqld.url);
  workerd = await startWorkerd(0, {
    DATABASE_URL: sqld.url,
    PUBLIC_URL: 'https://trust.qluster.example',
    SECRET_KEY: secret,
    STAFF_API_KEY: ownerKey,
  });
  origin = (await workerd.ready).origin;
});

afterAll(async () => {
  await workerd?.dispose();
  await sqld?.stop();
});

async function staff(method: string, path: string, body?: unknown) {
  const response = await fetch(`${origin}/trust/api/v1/rights-requests${path}`, {
    method,
    headers: {
      authorization: `Bearer ${ownerKey}`,
      'content-type': 'application/json',
      'if-match': '*',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return Object(await response.json());
}

it('a copy is fetched as a stream and what is held is erased, without a script, on workerd', async () => {
  const email = 'robin@person.example';
  const asked = await fetch(`${origin}/trust/privacy-request`, {
    method: 'POST',
    body: new URLSearchParams([
      ['residence', 'eu'],
      ['types', 'access'],
      ['types', 'erasure'],
      ['who', 'self'],
      ['relation', 'visitor'],
      ['name', 'Robin Doe'],
      ['email', email],
      ['language', 'en'],
      ['leave_empty', ''],
    ]),
  });
  expect(asked.status).toBe(201);
  const { items } = await staff('GET', '');
  const id = asId('rrq', items[0].id);
  const page = `${origin}/trust${pathOf(createKeys(secret), { id, linkVersion: 1 }, 'person')}`;
  const press = (path: string) => fetch(path, { method: 'POST', redirect: 'manual' });
  expect((await press(`${page}/confirmation`)).status).toBe(303);
  await staff('PUT', `/${id}/identity`, { result: 'verified', matched: ['email'] });
  await staff('PUT', `/${id}/copy`);
  expect(await (await fetch(page)).text()).toContain('Open the copy');
  const opened = await press(`${page}/copy-session`);
  const session = `${origin}${opened.headers.get('location') ?? ''}`;
  expect(await (await fetch(session)).text()).toContain('Save the copy');
  const saved = await fetch(`${session}/copy.zip`);
  expect([saved.status, saved.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const reader = new ZipReader(new BlobReader(await saved.blob()), { checkSignature: true });
  const [data] = await reader.getEntries();
  if (data === undefined || data.directory) throw new Error('there is no data');
  expect(JSON.parse(await data.getData(new TextWriter()))).toMatchObject({ addresses: [email] });
  const { runs } = await staff('PUT', `/${id}/erasure`);
  expect(runs[0].finishedAt).not.toBeNull();
  expect(await (await fetch(page)).text()).toContain('What was erased');
});
