import { mkdtemp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { insertAll } from '../../src/db/insert-all.ts';
import { bundle } from '../../src/platform/build.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { createDeps } from '../../src/platform/node/deps.ts';
import { subscriptions } from '../../src/subscribers/table.ts';
import { rowFor } from '../deliveries/recipients.ts';
import { startSink } from '../deliveries/sink.ts';
import { readLog } from '../support/log-reader.ts';
import { isThorough } from '../support/thorough.ts';
import { Cluster, settings, type Site } from './cluster.ts';
import { type Asked, keepPublishing, publish, Reader, readSlugs, staffOf } from './publishing.ts';

// docs/self-hosting.md, "With sqld instead of a file": each process knows the replica beside it.

const rounds = isThorough ? 5 : 1;
const recipients = isThorough ? 3_000 : 600;
/** How long after a publication every process shows it. */
const everywhereMs = 2_000;
const limitMs = rounds * 60_000;

const cluster = new Cluster();
const asked: Asked = { all: [], acknowledged: new Set() };
let readers: readonly Reader[] = [];

beforeAll(async () => {
  await cluster.start();
  readers = cluster.sites.map((site) => new Reader(site));
  for (const reader of readers) reader.begin();
});

afterAll(async () => {
  await Promise.all(readers.map(async (reader) => reader.end()));
  await cluster.end();
});

it('what is published through any process can be read there at once, and everywhere within two seconds', async () => {
  const slugs = cluster.sites.map(({ name }) => `through-${name}`);
  for (const [index, site] of cluster.sites.entries()) {
    const slug = slugs[index] ?? '';
    expect(await publish(site, slug, asked)).toBe(true);
    expect(await readSlugs(site)).toContain(slug);
  }
  await sleep(everywhereMs);
  for (const site of cluster.sites)
    expect(await readSlugs(site)).toEqual(expect.arrayContaining(slugs));
});

it('what staff write through a replica they find there with their next request', async () => {
  for (const site of cluster.sites) {
    const staff = staffOf(site);
    for (let count = 0; count < 4; count += 1) {
      const { json } = await staff.call(201, 'POST', '/batches', { title: 'Found' });
      await staff.call(200, 'GET', `/batches/${String(json['id'])}`);
      await staff.call(204, 'DELETE', `/batches/${String(json['id'])}`, undefined, {
        'if-match': '*',
      });
    }
  }
});

it(
  'a replica that is killed while all publish: its processes serve what they have, say so, and catch up',
  async () => {
    for (let round = 0; round < rounds; round += 1)
      await publishThrough(`replica-${round}`, async ([first, second, worker]) => {
        await cluster.killNode('far');
        await sleep(1_000);
        for (const site of [second, worker])
          expect(await readiness(site)).toMatch(/^503 the database does not answer/);
        expect(await readiness(first)).toBe('200 ready\n');
        await cluster.startNode('far');
      });
  },
  limitMs,
);

it('a replica that has lost its data fetches it anew, and its processes never go back meanwhile', async () => {
  const [, second] = cluster.sites;
  const before = await readSlugs(second);
  await cluster.killNode('far');
  await cluster.emptyNode('far');
  await cluster.startNode('far');
  expect(await readSlugs(second)).toEqual(before);
  await until(async () => (await readiness(second)) === '200 ready\n');
  expect(await publish(second, 'after-the-loss', asked)).toBe(true);
  expect(await readSlugs(second)).toContain('after-the-loss');
});

it(
  'a process that is killed while all publish leaves each change whole or absent',
  async () => {
    for (let round = 0; round < rounds; round += 1)
      await publishThrough(`process-${round}`, async () => {
        await cluster.killSite('first');
        await sleep(200);
        await cluster.startSite('first');
      });
  },
  limitMs,
);

it(
  'the primary is killed while all publish: readers are served, readiness says why, and it goes on',
  async () => {
    for (let round = 0; round < rounds; round += 1)
      await publishThrough(`primary-${round}`, async ([first, second]) => {
        await cluster.killNode('primary');
        await sleep(1_000);
        const found = await Promise.all([
          ...cluster.sites.map(async (site) => readiness(site)),
          refusal(first),
          restartWithoutPrimary(second),
        ]);
        expect(found).toEqual([
          ...cluster.sites.map(() => expect.stringMatching(/^503 nothing can be written/)),
          expect.stringMatching(/^503, again in \d+ s$/),
          200,
        ]);
        await cluster.startNode('primary');
      });
  },
  limitMs,
);

it('a delivery drain through the death of primary, replica and process tells each recipient once', async () => {
  const sink = await startSink();
  sink.answer((response) => void setTimeout(() => response.end('ok'), 200));
  await subscribeAll(sink.origin);
  const [first] = cluster.sites;
  expect(await publish(first, 'drained', asked)).toBe(true);
  await until(() => sink.visits.size > 0);
  await cluster.killNode('primary');
  await sleep(300);
  await cluster.startNode('primary');
  await Promise.all([cluster.killNode('near'), cluster.killSite('first')]);
  expect(sink.visits.size).toBeLessThan(recipients);
  await cluster.startNode('near');
  await cluster.startSite('first');
  await letClaimsRunOut();
  await until(async () => (await countOpen()) === 0);
  // One webhook-id for each recipient, however often and by whom it was sent.
  expect(sink.visits.size).toBe(recipients);
  expect(sink.hits.size).toBe(recipients);
  const again = [...sink.hits.values()].filter((hits) => hits > 1).length;
  console.log(`${recipients} recipients, ${again} of them sent the same message again`);
  await sink.close();
}, 120_000);

it('afterwards the record has no gap, the log verifies everywhere and no reader ever saw an older version', async () => {
  for (const reader of readers) expect(reader.faults).toEqual([]);
  for (const { site, count, longestMs } of readers)
    console.log(`${site.name}: ${count} reads, the longest ${longestMs.toFixed(0)} ms`);
  const directory = await mkdtemp(resolve('dist/test-'));
  const program = (await bundle('src/verification/cli.ts', directory, 'node')).outfile;
  await Promise.all(cluster.sites.map(async (site) => checkRecord(site, program)));
  await rm(directory, { recursive: true, force: true });
  const [row] = await query('PRAGMA integrity_check');
  expect(Object.values(row ?? {})).toEqual(['ok']);
});

/** What a member of the staff is told who writes meanwhile. */
async function refusal(site: Site): Promise<string> {
  const { status, headers } = await staffOf(site).send('POST', '/batches', {});
  return `${status}, again in ${headers.get('retry-after')} s`;
}

/** As long as the replica knows the schema a start does not need the primary. */
async function restartWithoutPrimary(site: Site): Promise<number> {
  // Asked for its readiness before.
  await sleep(3_000);
  await cluster.killSite('second');
  await cluster.startSite('second');
  return (await fetch(`${site.origin}/trust`)).status;
}

async function publishThrough(
  prefix: string,
  fault: (sites: Cluster['sites']) => Promise<void>,
): Promise<void> {
  const before = asked.acknowledged.size;
  const publishers = cluster.sites.map((site) => keepPublishing(site, prefix, asked));
  await sleep(400);
  await fault(cluster.sites);
  const meanwhile = asked.acknowledged.size;
  // It goes on by itself.
  await until(() => asked.acknowledged.size >= meanwhile + 3);
  await Promise.all(publishers.map(async (publisher) => publisher.end()));
  expect(asked.acknowledged.size).toBeGreaterThan(before);
  for (const site of cluster.sites) await until(async () => (await findMissing(site)).length === 0);
}

/** What was acknowledged is there; what was not is there whole or not at all. */
async function findMissing(site: Site): Promise<readonly string[]> {
  const listed = new Set(await readSlugs(site));
  for (const slug of asked.all)
    expect([slug, listed.has(`${slug}-too`)]).toEqual([slug, listed.has(slug)]);
  return [...asked.acknowledged].filter((slug) => !listed.has(slug));
}

async function checkRecord(site: Site, program: string): Promise<void> {
  const { code, output } = await cluster.run(program, `${site.origin}/trust`);
  expect([site.name, code], output).toEqual([site.name, 0]);
  const staff = staffOf(site);
  const record = await staff.readRecord();
  expect(record.map((event) => event['seq'])).toEqual(record.map((_, index) => index + 1));
  const published = record.filter((event) => event['action'] === 'change.published');
  const listed = await readSlugs(site);
  expect(published).toHaveLength(listed.length / 2);
  const log = await readLog({ fetch: (path) => fetch(`${site.origin}${path}`) });
  expect(log.faults).toEqual([]);
  expect(log.entries.map((entry) => entry['id'])).toEqual(
    record.filter((event) => event['public'] === true).map((event) => event['id']),
  );
  const { json } = await staff.call(200, 'GET', '/events/verification');
  expect(json['verified']).toBe(true);
}

async function readiness({ origin }: Site): Promise<string> {
  const response = await fetch(`${origin}/readyz`);
  return `${response.status} ${await response.text()}`;
}

async function subscribeAll(origin: string): Promise<void> {
  const database = await openDatabase(cluster.urlOf('primary'));
  const deps = createDeps(
    parseConfig({ ...settings, DATABASE_URL: cluster.urlOf('primary') }),
    database,
  );
  const rows = Array.from({ length: recipients }, (_, index) =>
    rowFor(deps, { address: `${origin}/${index}` }),
  );
  await deps.transact(async (tx) => insertAll(tx, subscriptions, rows));
  await database.close();
}

/** As two minutes later: what the killed had claimed is free. */
async function letClaimsRunOut(): Promise<void> {
  await query("UPDATE deliveries SET lease_until = 0 WHERE state = 'in-flight'");
}

async function countOpen(): Promise<number> {
  const [row] = await query(
    'SELECT (SELECT count(*) FROM deliveries WHERE ended_at IS NULL) + (SELECT count(*) FROM outbox WHERE planned_at IS NULL) AS n',
  );
  return Number(row?.['n']);
}

async function query(sql: string) {
  const client = createClient({ url: cluster.urlOf('primary') });
  const { rows } = await client.execute(sql);
  client.close();
  return rows;
}

async function until(test: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await test()); tries += 1) {
    if (tries > 400) throw new Error('it did not come about in time');
    await sleep(50);
  }
}
