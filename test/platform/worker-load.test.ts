import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { startWorkerd } from '../../src/platform/dev-worker.ts';
import { ownerKey, Processes } from '../support/processes.ts';
import type { Sqld } from '../support/sqld.ts';
import { startSqld } from '../support/sqld.ts';
import type { Gateway } from './gateway.ts';
import { startGateway } from './gateway.ts';
import { StaffMember } from './staff.ts';

const processes = new Processes();
const contract = { signedOn: '2026-01-15' };
const paths = [
  '/trust',
  '/trust.json',
  '/trust/subprocessors',
  '/trust/subprocessors.json',
  '/trust/feed.atom',
];
let sqld: Sqld;
let gateway: Gateway;
let workerd: Miniflare;
let origin: string;

beforeAll(async () => {
  sqld = await startSqld();
  await migrate(sqld.url);
  gateway = await startGateway(sqld.url);
  workerd = await startWorkerd(0, {
    DATABASE_URL: gateway.url,
    PUBLIC_URL: 'https://trust.qluster.example',
    SECRET_KEY: 'a secret of thirty-two characters',
    STAFF_API_KEY: ownerKey,
  });
  origin = (await workerd.ready).origin;
});

afterAll(async () => {
  await Promise.allSettled([workerd?.dispose(), processes.end()]);
  await gateway?.stop();
  await sqld?.stop();
});

it('readers ask for the current version once in two seconds, however many they are', async () => {
  await readFifty();
  gateway.take();
  await sleep(2_100);
  for (let wave = 0; wave < 4; wave += 1) await readFifty();
  const asked = gateway.take();
  expect(asked.filter((sql) => sql.includes('events')).length).toBeLessThanOrEqual(2);
  expect(asked.length).toBeLessThanOrEqual(2);
});

it('fifty readers at once are answered while another process publishes, and then see it', async () => {
  const home = await processes.makeHome();
  const node = await processes.start(home, { DATABASE_URL: sqld.url });
  const elsewhere = new StaffMember((path, init) => fetch(`${node.origin}${path}`, init));
  await publishWhileReading(elsewhere, 'elsewhere');
});

it('fifty readers at once are answered while the Worker itself publishes', async () => {
  const here = new StaffMember((path, init) => fetch(`${origin}${path}`, init));
  await publishWhileReading(here, 'here');
});

it('publications that meet in the Worker are all there, each once', async () => {
  const staff = new StaffMember((path, init) => fetch(`${origin}${path}`, init));
  const slugs = Array.from({ length: 8 }, (_, count) => `meeting-${count}`);
  const made = await Promise.all(slugs.map((slug) => publish(staff, slug)));
  expect(new Set(made.map((change) => change['change'])).size).toBe(8);
  expect(await readSlugs()).toEqual(expect.arrayContaining(slugs));
  const record = await staff.readRecord();
  expect(record.map((event) => event['seq'])).toEqual(record.map((_, index) => index + 1));
});

it('what workerd makes of the encodings decodes to the same page', async () => {
  const plain = await get('identity');
  expect(plain.toString()).toContain('</html>');
  expect(gunzipSync(await get('gzip')).equals(plain)).toBe(true);
  expect(brotliDecompressSync(await get('br')).equals(plain)).toBe(true);
});

it('without its database a Worker says what it said last, refuses the rest cleanly, and recovers', async () => {
  const staff = new StaffMember((path, init) => fetch(`${origin}${path}`, init));
  const before = await readSlugs();
  gateway.cut(true);
  await sleep(2_100);
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  expect((await fetch(`${origin}/readyz`)).status).toBe(503);
  expect(await readSlugs()).toEqual(before);
  const refusals = [
    await staff.send('POST', '/batches', {}),
    await staff.send('GET', '/batches'),
    await fetch(`${origin}/trust/changes.json?cursor=3`),
  ];
  for (const { status, headers } of refusals)
    expect([status, headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
  gateway.cut(false);
  await staff.call(201, 'POST', '/batches', {});
  await publish(staff, 'after-the-cut');
  expect(await readSlugs()).toContain('after-the-cut');
}, 30_000);

async function publishWhileReading(staff: StaffMember, slug: string): Promise<void> {
  await staff.promiseNothing();
  const publishing = publish(staff, slug);
  for (let wave = 0; wave < 4; wave += 1) await readFifty();
  await publishing;
  for (let wave = 0; wave < 2; wave += 1) await readFifty();
  const deadline = performance.now() + 3_000;
  while (!(await readSlugs()).includes(slug) && performance.now() < deadline) await sleep(50);
  expect(await readSlugs()).toContain(slug);
}

async function publish(staff: StaffMember, slug: string) {
  const facts = { name: slug, kind: 'third-party', description: 'Does something.', contract };
  return staff.publish({ reason: slug }, { [slug]: { facts } });
}

async function readFifty(): Promise<void> {
  const reading = Array.from({ length: 50 }, async (_, count) => {
    const response = await fetch(`${origin}${paths[count % paths.length]}`);
    await response.arrayBuffer();
    return response.status;
  });
  expect(await Promise.all(reading)).toEqual(Array(50).fill(200));
}

async function readSlugs(): Promise<readonly string[]> {
  const response = await fetch(`${origin}/trust/subprocessors.json`);
  const { subprocessors } = await response.json();
  return subprocessors.map(({ slug }: { slug: string }) => slug);
}

async function get(encoding: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    request(`${origin}/trust`, { headers: { 'accept-encoding': encoding } }, (message) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('end', () => resolve(Buffer.concat(chunks)));
    })
      .on('error', reject)
      .end();
  });
}
