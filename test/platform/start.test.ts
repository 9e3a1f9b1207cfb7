import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../support/processes.ts';
import { fileLimit, Processes, publicUrlOfTests } from '../support/processes.ts';
import { publicPaths } from './scenario.ts';
import { StaffMember } from './staff.ts';

const processes = new Processes();

// It takes eleven seconds, so it goes on beside the other tests.
let trickling: Promise<number>;

beforeAll(async () => {
  trickling = trickle(await processes.start(await processes.makeHome()));
});

afterAll(() => processes.end());

describe('settings', () => {
  it('that are wrong are named all at once, and nothing is started or made', async () => {
    const home = await processes.makeHome();
    const wrong = {
      PORT: '99999',
      HOST: 'a b',
      BASE_PATH: 'trust/',
      ROOT_ROUTES: 'maybe',
      DATABASE_URL: 'postgres://x',
      PUBLIC_URL: 'https://user:secret@x.example/path',
      SEED: 'all',
    };
    const { code, output } = await processes.run(home, wrong);
    expect(code).toBe(1);
    for (const name of Object.keys(wrong)) expect(output).toContain(`- ${name} `);
    expect(await readdir(home)).toEqual(['drizzle']);
  });

  it('that would show the demo company on a public address are refused', async () => {
    const home = await processes.makeHome();
    const settings = { SEED: 'demo', PUBLIC_URL: 'https://trust.qluster.example' };
    const { code, output } = await processes.run(home, settings);
    expect([code, output]).toEqual([1, expect.stringContaining('SEED=demo is refused')]);
    expect(await readdir(home)).toEqual(['drizzle']);
  });

  it('ROOT_ROUTES=off leaves everything outside the base path to others', async () => {
    const annex = await processes.start(await processes.makeHome(), { ROOT_ROUTES: 'off' });
    for (const path of [
      '/',
      '/robots.txt',
      '/sitemap.xml',
      '/healthz',
      '/.well-known/security.txt',
    ])
      expect([path, (await fetch(`${annex.origin}${path}`)).status]).toEqual([path, 404]);
    for (const path of ['/trust', '/trust/healthz', '/trust/readyz'])
      expect([path, (await fetch(`${annex.origin}${path}`)).status]).toEqual([path, 200]);
  });

  // Below /trust test/contract/gates.test.ts reads all of it.
  it.each(['/security/center', '/'])('BASE_PATH=%s: every link leads somewhere', async (base) => {
    const settings = { BASE_PATH: base, SEED: 'demo' };
    const home = await processes.makeHome();
    const annex = await processes.start(home, settings);
    const visited = await crawl(annex, base);
    expect(visited.filter(([, status]) => status !== 200)).toEqual([]);
    const paths = visited.map(([path]) => path);
    expect(paths.length).toBeGreaterThan(40);
    const prefix = base === '/' ? '' : base;
    for (const path of ['/subprocessors.csv', '/feed.atom', '/changes/1', '/docs/api'])
      expect(paths).toContain(`${prefix}${path}`);
    expect((await fetch(`${annex.origin}/trust`)).status).toBe(404);
  });

  it('PUBLIC_URL alone makes the links, whatever a request says of its host', async () => {
    const publicUrl = 'https://trust.qluster.example';
    const annex = await processes.start(await processes.makeHome(), { PUBLIC_URL: publicUrl });
    const evil = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      'x-original-url': 'https://evil.example/x',
      forwarded: 'host=evil.example;proto=http',
    };
    for (const path of [
      '/',
      '/trust/',
      '/trust/nothing',
      '/trust/api/v1/batches',
      '//evil.example/..',
      ...publicPaths,
    ]) {
      const { status, text } = await ask(annex, path, evil);
      expect([path, status]).toEqual([path, expect.any(Number)]);
      expect([path, text.replace(path, '').includes('evil.example')]).toEqual([path, false]);
    }
    const { text } = await ask(annex, '/trust/feed.atom', evil);
    expect(text).toContain(`${publicUrl}/trust/feed.atom`);
  });
});

describe('the first start', () => {
  it('makes a secret only its user can read, and an owner key that stays', async () => {
    const home = await processes.makeHome();
    const settings = { STAFF_API_KEY: '' };
    const first = await processes.start(home, settings);
    const [key = 'none'] = /annex_\S+/.exec(first.output()) ?? [];
    expect((await stat(`${home}/data/secret-key`)).mode & 0o777).toBe(0o600);
    expect(await staffOf(first, key).send('GET', '/staff-keys')).toMatchObject({ status: 200 });
    await first.stop();
    const second = await processes.start(home, settings);
    expect(second.output()).toContain(key);
    expect(await staffOf(second, key).send('GET', '/staff-keys')).toMatchObject({ status: 200 });
  });

  it('tells the demo story whole and once, also when killed or started twice', async () => {
    const undisturbed = await processes.start(await processes.makeHome(), { SEED: 'demo' });
    const whole = await readActions(undisturbed);
    expect(whole.length).toBeGreaterThan(30);
    const home = await processes.makeHome();
    for (let kill = 0; kill < 6; kill += 1) {
      // A process on another port has another address, and the log another name.
      const settings = { SEED: 'demo', PORT: '0', PUBLIC_URL: publicUrlOfTests };
      const { child } = await processes.spawn(home, settings);
      while (!existsSync(`${home}/data/annex.db`) && child.exitCode === null) await sleep(1);
      await sleep(kill * 25);
      child.kill('SIGKILL');
    }
    const pair = [processes.start(home, { SEED: 'demo' }), processes.start(home, { SEED: 'demo' })];
    for (const annex of await Promise.all(pair)) expect(await readActions(annex)).toEqual(whole);
  });
});

describe('a running server', () => {
  it('keeps a second one from its port, which then touches nothing', async () => {
    const home = await processes.makeHome();
    const annex = await processes.start(await processes.makeHome());
    const { port } = new URL(annex.origin);
    const { code, output } = await processes.run(home, { PORT: port });
    expect(code).toBe(1);
    expect(output).toBe(
      `Port ${port} on 127.0.0.1 is in use. Stop what listens there, or set PORT to another one.\n`,
    );
    expect(await readdir(home)).toEqual(['drizzle']);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends cleanly on %s, open connections or not',
    async (signal) => {
      const home = await processes.makeHome();
      const annex = await processes.start(home);
      const slow = connect(Number(new URL(annex.origin).port), '127.0.0.1');
      slow.on('error', () => undefined);
      slow.write('GET /trust HTTP/1.1\r\nHost: x\r\n');
      const writing = staffOf(annex).send('POST', '/batches', {});
      await sleep(100);
      const startedAt = performance.now();
      // Twice, as by Ctrl-C: the terminal and npm both send it.
      const stopping = annex.stop(signal);
      await sleep(20);
      await annex.stop(signal);
      expect(await stopping).toBe(0);
      // Not only once those that trickle have had their time.
      expect(performance.now() - startedAt).toBeLessThan(6_000);
      expect((await writing).status).toBe(201);
      // A stopped Annex is one file, which can be copied.
      expect((await stat(`${home}/data/annex.db-wal`)).size).toBe(0);
    },
  );

  it('answers what it was asked before it was told to stop, though that takes a while', async () => {
    const home = await processes.makeHome();
    const annex = await processes.start(home);
    const other = createClient({ url: `file:${home}/data/annex.db`, timeout: 5_000 });
    const lock = await other.transaction('write');
    const writing = staffOf(annex).send('POST', '/batches', {});
    await sleep(200);
    const stopping = annex.stop();
    await sleep(2_000);
    await lock.rollback();
    other.close();
    expect((await writing).status).toBe(201);
    expect(await stopping).toBe(0);
  });

  it('cuts off a request whose header trickles in', async () => {
    expect(await trickling).toBeLessThan(13_000);
  }, 20_000);

  it('goes on reading when the disk is full, and writes again when it is not', async () => {
    const home = await processes.makeHome();
    const full = await processes.start(home, {
      [fileLimit]: String((await blocksOfStart()) + 2_000),
    });
    const statuses: number[] = [];
    const text = 'x'.repeat(4_000);
    for (let count = 0; count < 400 && statuses.at(-1) !== 500; count += 1)
      statuses.push((await staffOf(full).send('POST', '/batches', { reason: text })).status);
    expect(statuses.at(-1)).toBe(500);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(10);
    expect((await fetch(`${full.origin}/trust/subprocessors.json?q=x`)).status).toBe(200);
    expect(full.output()).toMatch(/SQLITE_(FULL|IOERR)/);
    await full.stop('SIGKILL');
    const annex = await processes.start(home);
    const record = await staffOf(annex).readRecord();
    expect(record).toHaveLength(statuses.filter((status) => status === 201).length);
    await staffOf(annex).call(201, 'POST', '/batches', {});
  });
});

/** Blocks of 512 bytes of the largest file that a first start writes. */
async function blocksOfStart(): Promise<number> {
  const home = await processes.makeHome();
  const annex = await processes.start(home);
  await annex.stop('SIGKILL');
  const names = ['annex.db', 'annex.db-wal'];
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(`${home}/data/${name}`)).size),
  );
  return Math.ceil(Math.max(...sizes) / 512);
}

function staffOf(annex: Running, key?: string): StaffMember {
  return new StaffMember((path, init) => fetch(`${annex.origin}${path}`, init), key);
}

/** Sends a header line every half second, never the last; says after how many ms the server hung up. */
async function trickle(annex: Running): Promise<number> {
  const socket = connect(Number(new URL(annex.origin).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('GET /trust HTTP/1.1\r\n');
  const drip = setInterval(() => socket.write('X-A: b\r\n'), 500);
  const startedAt = performance.now();
  await new Promise((resolve) => socket.once('close', resolve).resume());
  clearInterval(drip);
  return performance.now() - startedAt;
}

/** What was told. That clocks start is what the server does once it runs, sooner or later. */
async function readActions(annex: Running): Promise<readonly unknown[]> {
  return (await staffOf(annex).readRecord())
    .filter(({ action }) => action !== 'notice.clock_started')
    .map((event) => `${event['seq']} ${event['action']}`);
}

/** Status, headers and body as one text. `fetch` does not let a Host through, so this is by hand. */
async function ask(
  annex: Running,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  const { port } = new URL(annex.origin);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (message) => {
      let text = message.rawHeaders.join('\n');
      message.on('data', (chunk: Buffer) => (text += String(chunk)));
      message.on('end', () => resolve({ status: message.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });
}

/** Follows every link of the same origin, on pages, in JSON and in feeds, and says what each answered. */
async function crawl(
  annex: Running,
  start: string,
): Promise<readonly (readonly [string, number])[]> {
  const own = annex.origin.replace('127.0.0.1', 'localhost');
  const seen = new Set([start]);
  const visited: [string, number][] = [];
  for (const path of seen) {
    const response = await fetch(`${annex.origin}${path}`);
    visited.push([path, response.status]);
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const links = type.startsWith('text/html') ? hrefsOf(text) : addressesIn(text, own);
    for (const link of links) {
      const url = new URL(link, `${own}${path}`);
      if (url.origin === own && seen.size < 250) seen.add(`${url.pathname}${url.search}`);
    }
  }
  return visited;
}

function addressesIn(text: string, origin: string): readonly string[] {
  const found = text.replaceAll('&amp;', '&').matchAll(/https?:\/\/[^\s"'<>\\)]+/g);
  return [...found].map(([address]) => address).filter((address) => address.startsWith(origin));
}

type Node = { attrs?: { name: string; value: string }[]; childNodes?: Node[] };

function hrefsOf(html: string): readonly string[] {
  const links: string[] = [];
  const visit = ({ attrs = [], childNodes = [] }: Node) => {
    for (const { name, value } of attrs) if (name === 'href' || name === 'src') links.push(value);
    childNodes.forEach(visit);
  };
  visit(parse(html) as Node);
  return links;
}
