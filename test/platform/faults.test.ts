import { createClient } from '@libsql/client';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/platform/node/database.ts';
import { readLog } from '../support/log-reader.ts';
import type { Running } from '../support/processes.ts';
import { Processes, type Settings } from '../support/processes.ts';
import { isThorough } from '../support/thorough.ts';
import type { Json } from './staff.ts';
import { listOf, StaffMember } from './staff.ts';

const processes = new Processes();
const limitMs = 60_000;
const kills = isThorough ? 20 : 5;

afterAll(() => processes.end());

it(
  'a kill at any moment leaves each publication whole or absent, and those acknowledged there',
  async () => {
    const seed = Number(process.env['SEED_OF_KILLS'] ?? Date.now() % 1_000_000);
    console.log(`kills: SEED_OF_KILLS=${seed}`);
    const random = mulberry(seed);
    const home = await processes.makeHome();
    const acknowledged = new Set<string>();
    const asked: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const annex = await start(home);
      await checkWhole(annex, home, asked, acknowledged);
      const publishing = publishUntilKilled(annex, `kill-${kill}`, asked, acknowledged);
      await sleep(15 + random() * 400);
      await annex.stop('SIGKILL');
      await publishing;
    }
    const annex = await start(home);
    await checkWhole(annex, home, asked, acknowledged);
    await checkLog(annex);
    expect(acknowledged.size).toBeGreaterThan(0);
    expect(await annex.stop()).toBe(0);
  },
  limitMs,
);

it('a request that is repeated after a kill is carried out at most once', async () => {
  const home = await processes.makeHome();
  for (let kill = 0; kill < (isThorough ? 4 : 2); kill += 1) {
    const annex = await start(home);
    const begin = (at: Running) =>
      staffOf(at).send('POST', '/batches', { title: `kill ${kill}` }, idempotencyKey(kill));
    const first = begin(annex).catch(() => undefined);
    await sleep(kill * 3);
    await annex.stop('SIGKILL');
    const reply = await first;
    const restarted = await start(home);
    const second = await begin(restarted);
    // 409: it was carried out, or may be under way for all that is known; then the list tells.
    expect([201, 409]).toContain(second.status);
    if (reply?.status === 201 && second.status === 201) expect(second.text).toBe(reply.text);
    const { json } = await staffOf(restarted).call(200, 'GET', '/batches');
    const made = listOf(json['items']).filter((batch) => batch['title'] === `kill ${kill}`);
    expect(made.length).toBeLessThanOrEqual(1);
    if (second.status === 201) expect(made).toHaveLength(1);
    await restarted.stop();
  }
});

it('two processes on one file: each acknowledged publication is there once, in both', async () => {
  const home = await processes.makeHome();
  const pair = await Promise.all([start(home), start(home)]);
  const made = await Promise.all(
    pair.flatMap((annex, side) =>
      Array.from({ length: 10 }, async (_, count) => publish(annex, `side-${side}-${count}`)),
    ),
  );
  expect(made.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
  expect(
    made.map(({ status }) => status).filter((status) => status !== 503 && status !== 201),
  ).toEqual([]);
  const expected = made.filter(({ status }) => status === 201).map(({ slug }) => slug);
  const entries = expected.flatMap((slug) => [slug, `${slug}-too`]);
  await sleep(2_000);
  for (const annex of pair) {
    const listed = await readSlugs(annex);
    expect(listed.toSorted()).toEqual(entries.toSorted());
    const ids = (await readFeed(annex)).map((step) => step['id']);
    expect(ids).toHaveLength(expected.length);
    expect(new Set(ids).size).toBe(ids.length);
    await checkLog(annex);
  }
});

it('two processes that find the same change due let it take effect once', async () => {
  const home = await processes.makeHome();
  const annex = await start(home);
  await announce(annex, 5);
  await annex.stop();
  const pair = await Promise.all([start(home), start(home)]);
  for (const each of pair) {
    const record = await staffOf(each).readRecord();
    const effects = record.filter((event) => event['action'] === 'change.took_effect');
    expect(effects.map((event) => event['subject']).toSorted()).toEqual(
      [1, 2, 3, 4, 5].map((id) => `change:${id}`),
    );
    expect(record.map((event) => event['seq'])).toEqual(record.map((_, index) => index + 1));
    expect(await readFeed(each)).toHaveLength(10);
  }
});

it('a lock held by another process delays a write, or refuses it cleanly, and harms nothing', async () => {
  const home = await processes.makeHome();
  const annex = await start(home);
  const other = createClient({ url: `file:${home}/data/annex.db`, timeout: 5_000 });
  const short = await other.transaction('write');
  const waiting = publish(annex, 'waits');
  await sleep(600);
  await short.rollback();
  expect((await waiting).status).toBe(201);

  const long = await other.transaction('write');
  const startedAt = performance.now();
  const refused = await staffOf(annex).send('POST', '/batches', {});
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(performance.now() - startedAt).toBeLessThan(7_000);
  await long.rollback();
  other.close();
  for (let count = 0; count < 100; count += 1)
    await staffOf(annex).call(201, 'POST', '/batches', {});
}, 30_000);

it('readers do not wait for a writer that waits for a lock', async () => {
  const home = await processes.makeHome();
  const annex = await start(home);
  const other = createClient({ url: `file:${home}/data/annex.db` });
  const held = await other.transaction('write');
  const writing = staffOf(annex).send('POST', '/batches', {});
  let slowest = 0;
  for (let count = 0; count < 50; count += 1) {
    const startedAt = performance.now();
    expect((await fetch(`${annex.origin}/trust/subprocessors.json?q=${count}`)).status).toBe(200);
    slowest = Math.max(slowest, performance.now() - startedAt);
    await sleep(10);
  }
  await held.rollback();
  other.close();
  expect((await writing).status).toBe(201);
  expect(slowest).toBeLessThan(500);
});

it('an erased person is in no file any more', async () => {
  const home = await processes.makeHome();
  const annex = await start(home);
  await publish(annex, 'hosting');
  const path = '/subprocessors/hosting/contact-person';
  const person = { name: 'Erika Mustermann', email: 'erika@hosting.example', published: false };
  await staffOf(annex).call(200, 'PUT', path, person);
  expect(await filesWith(home, person.name)).toEqual(['annex.db-wal']);
  await staffOf(annex).call(204, 'DELETE', path);
  // As the server does every half minute.
  const database = await openDatabase(`file:${home}/data/annex.db`);
  await database.settle();
  expect(await filesWith(home, person.name)).toEqual([]);
  await database.close();
});

async function filesWith(home: string, text: string): Promise<readonly string[]> {
  const names = await readdir(`${home}/data`);
  const contents = await Promise.all(names.map((name) => readFile(`${home}/data/${name}`)));
  return names.filter((_, index) => contents[index]?.includes(text));
}

/** Annex that promises its customers no days of notice: publishing at once is what is tried here. */
async function start(home: string, settings: Settings = {}): Promise<Running> {
  const annex = await processes.start(home, settings);
  await staffOf(annex).promiseNothing();
  return annex;
}

function staffOf(annex: Running): StaffMember {
  return new StaffMember((path, init) => fetch(`${annex.origin}${path}`, init));
}

function idempotencyKey(kill: number): Readonly<Record<string, string>> {
  return { 'idempotency-key': `batch-${kill}` };
}

function factsOf(slug: string): Json {
  return {
    name: slug,
    kind: 'third-party',
    description: 'Does something.',
    contract: { signedOn: '2026-01-15' },
  };
}

/** One change that adds two entries, so that half of it would show. */
async function publish(annex: Running, slug: string): Promise<{ status: number; slug: string }> {
  const staff = staffOf(annex);
  const batch = await staff.send('POST', '/batches', { reason: slug });
  if (batch.status !== 201) return { status: batch.status, slug };
  const path = `/batches/${String(batch.json['id'])}`;
  for (const name of [slug, `${slug}-too`]) {
    const put = await staff.send('PUT', `${path}/entries/${name}`, { facts: factsOf(name) });
    if (put.status !== 201) return { status: put.status, slug };
  }
  const { status } = await staff.send('PUT', `${path}/publication`, {}, { 'if-match': '*' });
  return { status, slug };
}

async function publishUntilKilled(
  annex: Running,
  name: string,
  asked: string[],
  acknowledged: Set<string>,
): Promise<void> {
  for (let count = 0; ; count += 1) {
    const slug = `${name}-${count}`;
    asked.push(slug);
    try {
      if ((await publish(annex, slug)).status === 201) acknowledged.add(slug);
    } catch {
      return;
    }
  }
}

/** Page, feed, log and record agree after a restart, and the file is sound. */
async function checkWhole(
  annex: Running,
  home: string,
  asked: readonly string[],
  acknowledged: ReadonlySet<string>,
): Promise<void> {
  const listed = await readSlugs(annex);
  const missing = [...acknowledged].filter((slug) => !listed.includes(slug));
  expect(missing).toEqual([]);
  for (const slug of asked) {
    const isListed = listed.includes(slug);
    expect([slug, listed.includes(`${slug}-too`)]).toEqual([slug, isListed]);
  }
  const record = await staffOf(annex).readRecord();
  expect(record.map((event) => event['seq'])).toEqual(record.map((_, index) => index + 1));
  const client = createClient({ url: `file:${home}/data/annex.db`, timeout: 5_000 });
  const count = async (sql: string) => Object.values((await client.execute(sql)).rows[0] ?? {})[0];
  const changes = listed.length / 2;
  expect(await count('SELECT count(*) FROM changes')).toBe(changes);
  expect(await count('SELECT coalesce(max(id), 0) FROM changes')).toBe(changes);
  expect(await count('SELECT count(*) FROM change_items')).toBe(listed.length);
  expect(await count('SELECT count(DISTINCT change_id) FROM change_steps')).toBe(changes);
  expect(await count("SELECT count(*) FROM feed_positions WHERE stream = 'all'")).toBe(changes);
  expect(await count('SELECT count(*) FROM batches WHERE published')).toBe(changes);
  expect(await count('PRAGMA integrity_check')).toBe('ok');
  client.close();
}

async function readSlugs(annex: Running): Promise<readonly string[]> {
  const response = await fetch(`${annex.origin}/trust/subprocessors.json`);
  const { subprocessors } = await response.json();
  return listOf(subprocessors).map((entry) => String(entry['slug']));
}

async function readFeed(annex: Running): Promise<readonly Json[]> {
  const response = await fetch(`${annex.origin}/trust/feed.json`);
  return listOf((await response.json())['items']);
}

/** So many changes for tomorrow, and then tomorrow comes: by moving to a zone where it is a day later. */
async function announce(annex: Running, count: number): Promise<void> {
  const staff = staffOf(annex);
  const move = (timeZone: string) =>
    staff.call(
      200,
      'PUT',
      '/organisation',
      { name: 'Qluster Corp.', timeZone, noticeDays: 0 },
      { 'if-match': '*' },
    );
  await move('Etc/GMT+12');
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Etc/GMT+12' });
  const effectiveOn = format.format(Date.now() + 24 * 60 * 60 * 1000);
  for (let each = 1; each <= count; each += 1) {
    const slug = `due-${each}`;
    await staff.publish({ reason: slug, effectiveOn }, { [slug]: { facts: factsOf(slug) } });
  }
  await move('Pacific/Kiritimati');
}

/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The log verifies and holds every public event, each once, in the order of the record. */
async function checkLog(annex: Running): Promise<void> {
  const log = await readLog({ fetch: (path) => fetch(`${annex.origin}${path}`) });
  const record = await staffOf(annex).readRecord();
  expect(log.faults).toEqual([]);
  expect(log.entries.map((entry) => entry['id'])).toEqual(
    record.filter((event) => event['public'] === true).map((event) => event['id']),
  );
}
