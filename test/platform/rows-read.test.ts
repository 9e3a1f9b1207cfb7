import { afterAll, beforeAll, expect, test } from 'vitest';
import { growRegister } from '../../bench/growth.ts';
import { migrate } from '../../drizzle/migrate.ts';
import {
  describeLog,
  type FeedStream,
  listChanges,
  listFeedBlock,
  listNewestSteps,
  stepsPerBlock,
} from '../../src/changes/service.ts';
import type { PublishedVersion } from '../../src/changes/model.ts';
import { findVersion as findVersionNumbered } from '../../src/changes/service/versions.ts';
import { parseConfig } from '../../src/config.ts';
import { addDays, dayOf, endMoment } from '../../src/core/day.ts';
import type { Db } from '../../src/db/client.ts';
import { type Database, openDatabase } from '../../src/platform/node/database.ts';
import { createDeps } from '../../src/platform/node/deps.ts';
import { findVersion } from '../../src/publication/service.ts';
import { loadSnapshot } from '../../src/publication/snapshot.ts';
import { listRegister } from '../../src/subprocessors/service/entries.ts';
import { listEntriesAsOf, listEntriesAt } from '../../src/subprocessors/service/timeline.ts';
import type { Sqld } from '../support/sqld.ts';
import { startSqld } from '../support/sqld.ts';
import type { Gateway } from './gateway.ts';
import { startGateway } from './gateway.ts';

// Ten years of changes, so that a statement which reads along a history stands out.
const entries = 60;
const events = 1_500;
const feed: FeedStream = { withCorrections: true };
const today = dayOf(new Date(), 'UTC');

let sqld: Sqld;
let gateway: Gateway;
let database: Database;

beforeAll(async () => {
  sqld = await startSqld();
  await migrate(sqld.url);
  const config = parseConfig({ DATABASE_URL: sqld.url, SECRET_KEY: 's'.repeat(32), SEED: 'none' });
  const direct = await openDatabase(sqld.url);
  await growRegister(createDeps(config, direct), { entries, events });
  await direct.close();
  gateway = await startGateway(sqld.url);
  database = await openDatabase(gateway.url);
}, 60_000);

afterAll(async () => {
  await database?.close();
  await gateway?.stop();
  await sqld?.stop();
});

/** Rows that sqld looked at for each statement, in tables and indexes. */
async function rowsReadBy(ask: (db: Db) => Promise<unknown>): Promise<readonly number[]> {
  gateway.takeRequests();
  await ask(database.db);
  return gateway.takeRequests().map(({ rowsRead }) => rowsRead);
}

function sumOf(rows: readonly number[]): number {
  return rows.reduce((sum, each) => sum + each, 0);
}

test('the list as it stands is read by its rows', async () => {
  const { entries: rows } = await listRegister(database.db);
  expect(rows.length).toBeGreaterThan(50);
  expect(sumOf(await rowsReadBy(listRegister))).toBeLessThanOrEqual(rows.length + 10);
});

test.for([0, 365 * 5, 365 * 9])(
  'a past %d days ago is read by seeking each entry',
  async (days) => {
    const { entries: rows } = await listRegister(database.db);
    const { listVersion } = await describeLog(database.db);
    const moment = endMoment(addDays(today, -days));
    for (const number of [listVersion, Math.ceil(listVersion / 2)]) {
      const version = await findPublished(number);
      const read = await rowsReadBy((db) => listEntriesAsOf(db, moment, version));
      // The entry, a seek and its row.
      expect(sumOf(read)).toBeLessThanOrEqual(3 * rows.length + 10);
    }
  },
);

async function findPublished(number: number): Promise<PublishedVersion> {
  const version = await findVersionNumbered(database.db, number);
  if (!version) throw new Error(`there is no version ${number}`);
  return version;
}

test('a version of the list is read by seeking each entry', async () => {
  const { entries: rows } = await listRegister(database.db);
  const { listVersion } = await describeLog(database.db);
  for (const version of [1, Math.ceil(listVersion / 2), listVersion]) {
    const read = await rowsReadBy((db) => listEntriesAt(db, version));
    expect(sumOf(read)).toBeLessThanOrEqual(3 * rows.length + 10);
  }
});

test('which version is current is one row', async () => {
  expect(await rowsReadBy(findVersion)).toEqual([1]);
});

test('a page of the change log is its rows and one more, at either end of the log', async () => {
  const { changeCount } = await describeLog(database.db);
  for (const before of [undefined, Math.ceil(changeCount / 2), stepsPerBlock + 2]) {
    const [page] = await rowsReadBy((db) => listChanges(db, { before }, stepsPerBlock));
    expect(page).toBeLessThanOrEqual(stepsPerBlock + 1);
  }
});

test('the entries of a page of a feed are read by their rows and one more, at any depth', async () => {
  const { stepCounts } = await loadSnapshot(database.db);
  const blocks = Math.floor(stepCounts.all / stepsPerBlock);
  expect(blocks).toBeGreaterThan(8);
  const costs: number[] = [];
  for (const block of [1, Math.ceil(blocks / 2), blocks]) {
    const read = await rowsReadBy((db) => listFeedBlock(db, feed, block));
    expect(read[0]).toBeLessThanOrEqual(stepsPerBlock + 1);
    costs.push(sumOf(read));
  }
  // With the changes that the steps belong to, their entries and their other steps.
  expect(Math.max(...costs)).toBeLessThan(20 * stepsPerBlock);
  const newest = sumOf(await rowsReadBy((db) => listNewestSteps(db, feed, stepsPerBlock)));
  expect(newest).toBeLessThan(20 * stepsPerBlock);
});

test('all that is public is read without reading along the history', async () => {
  const read = sumOf(await rowsReadBy(loadSnapshot));
  expect(read).toBeLessThan(3_000);
});
