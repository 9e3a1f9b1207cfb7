import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../drizzle/migrate.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { facts, person } from '../support/factories.ts';
import { checkInvariants } from '../support/invariants.ts';
import { Processes } from '../support/processes.ts';
import { isThorough } from '../support/thorough.ts';
import {
  copyRows,
  describeSchema,
  type Dump,
  dump,
  fill,
  levels,
  makeLevels,
  withClient,
} from './levels.ts';

const processes = new Processes();
const newest = levels.length - 1;
let files: readonly string[] = [];
let fresh: readonly string[] = [];

beforeAll(async () => {
  files = await makeLevels(await processes.makeHome());
  fresh = await withClient(files[newest] ?? '', describeSchema);
  const { home } = await makeDatabase();
  await migrate(`file:${home}/whole.db`);
  expect(await withClient(`${home}/whole.db`, describeSchema)).toEqual(fresh);
});

afterAll(() => processes.end());

describe('a database of an older Annex, with rows in every table', () => {
  it.each(levels.map((tag, level) => [tag, level] as const))(
    'of %s keeps each of them, and has the present schema',
    async (_tag, level) => {
      const { file } = await makeDatabase(level);
      await withClient(file, fill);
      const before = await withClient(file, async (client) => dump(client));
      expect(
        [...before].filter(([name, rows]) => name !== 'sqlite_sequence' && rows.length < 3),
      ).toEqual([]);
      await migrate(`file:${file}`);
      expect(await withClient(file, describeSchema)).toEqual(fresh);
      expect(await dumpAs(file, level)).toEqual(before);
      const checks = await withClient(file, async (client) => [
        ...(await client.execute('PRAGMA foreign_key_check')).rows,
        ...(await client.execute('PRAGMA integrity_check')).rows.map(
          (row) => Object.values(row)[0],
        ),
      ]);
      expect(checks).toEqual(['ok']);
    },
  );
});

/** Levels at which something is caught up: the clocks and the log, the chain, the search. */
const telling = isThorough ? levels.map((_, level) => level) : [0, 4, 11, 22];
const paths = [
  '/trust/subprocessors.json',
  '/trust/changes.json',
  '/trust/feed.json',
  '/trust/subprocessors.json?as_of=2026-11-25',
  '/trust/subprocessors.json?version=2',
  '/trust/log/checkpoint',
];

it('an older register goes on as it was: its past, its log and its record are caught up, and it publishes', async () => {
  const trust = await startApp();
  await live(trust);
  const told = await readAll(trust);
  for (const level of telling) {
    const { file } = await makeDatabase(level);
    await withClient(trust.file, async (from) =>
      withClient(file, async (to) => copyRows(from, to)),
    );
    await migrate(`file:${file}`);
    const upgraded = await trust.anotherProcess({ env: { DATABASE_URL: `file:${file}` } });
    for (let times = 0; times < 3; times += 1) await upgraded.runSchedule();
    expect([levels[level], await readAll(upgraded)]).toEqual([levels[level], told]);
    await upgraded.publish({ entries: { later: facts({ name: 'Later' }) } });
    expect((await upgraded.get('/trust/subprocessors')).text).toContain('Later');
    const faults = await checkInvariants({ ...upgraded, file });
    // Before there was an outbox nobody was told of anything.
    const expected = level < levels.indexOf('0007_add_deliveries') ? /told to nobody$/ : /^$/;
    expect([levels[level], faults.filter((fault) => !expected.test(fault))]).toEqual([
      levels[level],
      [],
    ]);
  }
}, 120_000);

it('npm start upgrades the oldest database by itself, and serves', async () => {
  const { file, home } = await makeDatabase(0);
  const annex = await processes.start(home, { DATABASE_URL: `file:${file}` });
  expect((await fetch(`${annex.origin}/trust/subprocessors.json`)).status).toBe(200);
  expect(await annex.stop()).toBe(0);
  expect(await withClient(file, describeSchema)).toEqual(fresh);
});

async function makeDatabase(level = newest): Promise<{ home: string; file: string }> {
  const home = await processes.makeHome();
  const file = join(home, 'annex.db');
  await writeFile(file, await readFile(files[level] ?? ''));
  return { home, file };
}

/** The rows of a migrated database, by the columns that the level had. */
async function dumpAs(file: string, level: number): Promise<Dump> {
  return withClient(files[level] ?? '', async (like) =>
    withClient(file, async (client) => dump(client, like)),
  );
}

/** What every Annex could do: services, additions, a correction, an announcement that took effect, a person. */
async function live(trust: World): Promise<void> {
  await trust.publish({
    entries: { postmark: facts(), mail: facts({ name: 'Mail' }) },
    persons: { mail: person() },
  });
  await trust.advanceDays(2);
  await trust.publish({ entries: { postmark: facts({ description: 'Sends mails.' }) } });
  await trust.publish({ entries: { chat: facts({ name: 'Chat' }) }, effectiveOn: '2027-01-10' });
  await trust.advanceDays(60);
}

async function readAll(trust: World): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const path of paths) texts.push(must(await trust.get(path)).text);
  return texts;
}
