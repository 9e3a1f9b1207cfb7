import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { growRegister } from '../../bench/growth.ts';
import { migrate } from '../../drizzle/migrate.ts';
import { seedDemo } from '../../drizzle/seed.ts';
import { parseConfig } from '../../src/config.ts';
import { startWorkerd } from '../../src/platform/dev-worker.ts';
import { openDatabase } from '../../src/platform/node/database.ts';
import { createDeps } from '../../src/platform/node/deps.ts';
import { verify } from '../../src/verification/verify.ts';
import { realFile } from '../support/histories.ts';
import { ownerKey, Processes } from '../support/processes.ts';
import { type Sqld, startSqld } from '../support/sqld.ts';
import { isThorough } from '../support/thorough.ts';

// A register of many public events on both platforms; the demo and a real history in the Worker too.

// More than 256: tiles of two levels. More than 65,536: of three.
const events = isThorough ? 66_000 : 3_000;
const settings = {
  PUBLIC_URL: 'https://trust.qluster.example',
  SECRET_KEY: 'a secret of thirty-two characters',
  STAFF_API_KEY: ownerKey,
};
const processes = new Processes();
let directory: string;
let sqld: Sqld;
let workerd: Miniflare;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'annex-grown-'));
  await mkdir(join(directory, 'sqld/dbs/default'), { recursive: true });
  await grow(`file:${join(directory, 'annex.db')}`);
  // sqld takes a database that it finds there for its own.
  await cp(join(directory, 'annex.db'), join(directory, 'sqld/dbs/default/data'));
  sqld = await startSqld(join(directory, 'sqld'));
  workerd = await startWorkerd(0, { ...settings, DATABASE_URL: sqld.url });
}, 300_000);

afterAll(async () => {
  await Promise.allSettled([workerd?.dispose(), processes.end()]);
  await sqld?.stop();
  await rm(directory, { recursive: true, force: true });
});

it(`a log of ${events} events verifies on Node with a file`, async () => {
  const home = await processes.makeHome();
  const annex = await processes.start(home, {
    ...settings,
    DATABASE_URL: `file:${join(directory, 'annex.db')}`,
  });
  expect(await verifyAt(annex.origin, 'Node')).toMatchObject({ status: 'verified' });
}, 300_000);

it(`a log of ${events} events verifies in workerd with sqld`, async () => {
  const { origin } = await workerd.ready;
  expect(await verifyAt(origin, 'workerd')).toMatchObject({ status: 'verified' });
}, 300_000);

it('the demo verifies in workerd with sqld, and a past that was changed in its database is named', async () => {
  await withWorker(
    async (url) => {
      const database = await openDatabase(url);
      const config = parseConfig({ ...settings, DATABASE_URL: url });
      expect(await seedDemo(createDeps(config, database))).toBe(true);
      await database.close();
    },
    async (url, beginAnew) => {
      const database = createClient({ url });
      const { rows } = await database.execute(
        "SELECT seq, json_extract(data, '$.slug') AS slug FROM events WHERE action = 'change.item_published' ORDER BY seq LIMIT 1",
      );
      const [row] = rows;
      await database.execute('DROP TRIGGER events_are_never_changed');
      await database.execute(
        `UPDATE events SET data = json_set(data, '$.after.name', 'Somebody else') WHERE seq = ${Number(row?.['seq'])}`,
      );
      database.close();
      // What an isolate has shown already it remembers until something is published.
      const report = await verifyAt(await beginAnew(), 'workerd');
      expect(report.status).toBe('does-not-verify');
      const faults = report.checks.flatMap((check) => check.faults);
      expect(faults).toContainEqual(
        expect.stringMatching(/“Somebody else”.* is not what its hash/),
      );
      expect(faults).toContainEqual(
        expect.stringMatching(`\\(${String(row?.['slug'])}\\), name: published is`),
      );
    },
  );
}, 60_000);

it.skipIf(realFile('github-history') === undefined)(
  'GitHub’s history, loaded through the API of the Worker, verifies there',
  async () => {
    await withWorker(async (_, origin) => {
      const response = await fetch(`${origin}/trust/api/v1/history-imports`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ownerKey}`, 'content-type': 'application/json' },
        body: realFile('github-history') ?? '',
      });
      expect(response.status).toBe(201);
    });
  },
  60_000,
);

/** A Worker and a database of its own, which verify once `fill` has filled them; `edit` goes on from there. */
async function withWorker(
  fill: (url: string, origin: string) => Promise<void>,
  edit?: (url: string, beginAnew: () => Promise<string>) => Promise<void>,
): Promise<void> {
  const own = await startSqld();
  await migrate(own.url);
  const begin = async () => startWorkerd(0, { ...settings, DATABASE_URL: own.url });
  let worker = await begin();
  const beginAnew = async () => {
    await worker.dispose();
    worker = await begin();
    return (await worker.ready).origin;
  };
  try {
    const { origin } = await worker.ready;
    await fill(own.url, origin);
    expect(await verifyAt(origin, 'workerd')).toMatchObject({ status: 'verified' });
    await edit?.(own.url, beginAnew);
  } finally {
    await worker.dispose();
    await own.stop();
  }
}

async function grow(url: string): Promise<void> {
  await migrate(url);
  const database = await openDatabase(url);
  const config = parseConfig({ ...settings, DATABASE_URL: url });
  const began = performance.now();
  await growRegister(createDeps(config, database), { entries: 100, events });
  await database.close();
  tell('grown', events, began);
}

async function verifyAt(origin: string, platform: string) {
  const began = performance.now();
  const { report } = await verify({ url: `${origin}/trust`, fetch, settleMs: 0 });
  tell(`verified on ${platform}`, report.log?.size ?? 0, began);
  return report;
}

function tell(what: string, count: number, began: number): void {
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${what}: ${count} events in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)} a second`,
  );
}
