// npm run bench -- time [events]: what it costs to look back, to append with the log, and to verify, as a register grows.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { drizzle } from 'drizzle-orm/libsql';
import { migrate } from '../drizzle/migrate.ts';
import { findChange, listChanges, listFeedBlock, stepsPerBlock } from '../src/changes/service.ts';
import { findVersion, findVersionAt, listVersions } from '../src/changes/service/versions.ts';
import { createApp } from '../src/app.ts';
import { parseConfig } from '../src/config.ts';
import { type Deps, systemCtx } from '../src/context.ts';
import { addDays, dayOf, endMoment } from '../src/core/day.ts';
import type { Db } from '../src/db/client.ts';
import { commit } from '../src/db/commit.ts';
import { type Database, openDatabase } from '../src/platform/node/database.ts';
import { createDeps } from '../src/platform/node/deps.ts';
import { listEntries } from '../src/subprocessors/service/entries.ts';
import { listEntriesAsOf, listEntriesAt } from '../src/subprocessors/service/timeline.ts';
import { verify } from '../src/verification/verify.ts';
import { amendOne, promiseNothing } from './amending.ts';
import { growRegister } from './growth.ts';
import { median } from './register.ts';

const sizes = [1_000, 10_000, 100_000, 1_000_000];
const largest = Number(process.argv[3] ?? sizes.at(-1));
const entries = 60;
const rounds = 80;
const appends = 120;

type Reading = readonly [name: string, read: (db: Db) => Promise<unknown>];

const scratch = await mkdtemp(join(tmpdir(), 'annex-bench-time-'));
console.log(
  `Node ${process.version}, ${process.platform}, ${cpus().length} x ${cpus()[0]?.model.trim()}`,
);
console.log(`${entries} entries; medians of ${rounds} interleaved readings on an embedded file\n`);
try {
  for (const events of sizes.filter((size) => size <= largest)) await measureSize(events);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function measureSize(events: number): Promise<void> {
  const file = join(scratch, `${events}.db`);
  const began = performance.now();
  await withDatabase(file, async (deps) => {
    await growRegister(deps, { entries, events });
    await promiseNothing(deps);
  });
  console.log(`${events} events, grown in ${seconds(performance.now() - began)}`);
  await withDatabase(file, async ({ db }) => {
    const readings = await readingsOf(db);
    await printRatios(db, readings);
    if (events === largest) await printPlans(file, readings);
  });
  await printVerification(file);
  await printAppends(file);
  console.log('');
}

async function withDatabase<T>(file: string, work: (deps: Deps, database: Database) => Promise<T>) {
  const url = `file:${file}`;
  await migrate(url);
  const database = await openDatabase(url);
  const secretKey = 'the bench keeps no secrets, but a key is asked for';
  const config = { ...parseConfig({ DATABASE_URL: url, SEED: 'none' }), secretKey };
  try {
    return await work(createDeps(config, database), database);
  } finally {
    await database.close();
  }
}

/** The current list first: every other one is compared with it. */
async function readingsOf(db: Db): Promise<readonly Reading[]> {
  const [newest] = (await listVersions(db, undefined, 1)).items;
  if (!newest) throw new Error('nothing was published');
  const half = Math.ceil(newest.number / 2);
  const known = await findVersion(db, half);
  if (!known) throw new Error(`there is no version ${half}`);
  const today = dayOf(newest.at, 'UTC');
  const [middle, early] = [addDays(today, -1_800), addDays(today, -3_500)];
  const blocks = Math.floor(
    (await listFeedBlock(db, { withCorrections: true }, 1)).total / stepsPerBlock,
  );
  return [
    ['current list', listEntries],
    ['current list again (A/A)', listEntries],
    ['as of today', (from) => listEntriesAsOf(from, endMoment(today), newest)],
    ['as of five years ago', (from) => listEntriesAsOf(from, endMoment(middle), newest)],
    ['as of its first year', (from) => listEntriesAsOf(from, endMoment(early), newest)],
    ['known at the middle version', (from) => listEntriesAt(from, half)],
    ['known at the first version', (from) => listEntriesAt(from, 1)],
    ['as of five years ago, known then', (from) => listEntriesAsOf(from, endMoment(middle), known)],
    ['version at an instant', (from) => findVersionAt(from, newest.at)],
    ['change page, newest', (from) => findChange(from, newest.changeId)],
    ['change page, middle', (from) => findChange(from, Math.ceil(newest.changeId / 2))],
    ['feed archive, newest', (from) => listFeedBlock(from, { withCorrections: true }, blocks)],
    ['feed archive, first', (from) => listFeedBlock(from, { withCorrections: true }, 1)],
    ['change log from the middle', (from) => listChanges(from, { before: half }, 50)],
  ];
}

async function printRatios(db: Db, readings: readonly Reading[]): Promise<void> {
  const times = readings.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, read]] of readings.entries()) {
      const start = performance.now();
      await read(db);
      times[index]?.push(performance.now() - start);
    }
  }
  const base = median(times[0] ?? []);
  for (const [index, [name]] of readings.entries()) {
    const time = median(times[index] ?? []);
    console.log(
      `  ${name.padEnd(34)} ${time.toFixed(2).padStart(8)} ms ${(time / base).toFixed(2).padStart(8)} of the current list`,
    );
  }
}

/** How SQLite carries out each statement: a SCAN of a table that grows would be a fault. */
async function printPlans(file: string, readings: readonly Reading[]): Promise<void> {
  const client = createClient({ url: `file:${file}` });
  const statements = new Map<string, readonly unknown[]>();
  const logQuery = (statement: string, params: unknown[]) => void statements.set(statement, params);
  const logged = drizzle(client, { logger: { logQuery } });
  for (const [name, read] of readings) {
    statements.clear();
    await read(logged);
    console.log(`\n  plan of: ${name}`);
    for (const [statement, params] of statements) {
      const args = params.map((each) => (typeof each === 'number' ? each : String(each)));
      const plan = await client.execute({ sql: `EXPLAIN QUERY PLAN ${statement}`, args });
      for (const row of plan.rows) console.log(`    ${String(row['detail'])}`);
    }
  }
  client.close();
}

/** As anybody would verify, but for the network: the application answers in this process. */
async function printVerification(file: string): Promise<void> {
  await withDatabase(file, async (deps) => {
    const app = createApp(deps.config);
    const start = performance.now();
    const { report } = await verify({
      url: `${deps.config.origin}${deps.config.base}`,
      fetch: async (url, init) => app.fetch(new Request(url, init), { deps }),
      settleMs: 0,
    });
    const ms = performance.now() - start;
    if (report.status !== 'verified') throw new Error(JSON.stringify(report).slice(0, 2_000));
    const rate = Math.round(((report.log?.size ?? 0) / ms) * 1_000);
    console.log(`  verified from the outside in ${seconds(ms)}, ${rate} events a second`);
  });
}

/** The same commits on two copies of the file, of which one has a log that stands still. */
async function printAppends(file: string): Promise<void> {
  const kinds = [
    ['append: publish one amendment', amendOne],
    ['append: one bare event', appendOne],
  ] as const;
  const without = `${file}-without`;
  await copyFile(file, without);
  const client = createClient({ url: `file:${without}` });
  // A log that is behind is left alone by commits: the schedule would bring it up.
  await client.execute('UPDATE log_state SET last_seq = -1');
  client.close();
  await withDatabase(file, async (logged) =>
    withDatabase(without, async (plain) => {
      for (const [name, append] of kinds) {
        const times: [number[], number[]] = [[], []];
        for (let round = 0; round < appends; round += 1) {
          for (const [side, deps] of [logged, plain].entries()) {
            const start = performance.now();
            await append(deps, round);
            times[side]?.push(performance.now() - start);
          }
        }
        const [withLog, withoutLog] = times.map(median);
        console.log(
          `  ${name.padEnd(34)} ${(withLog ?? 0).toFixed(2).padStart(8)} ms ${((withLog ?? 0) / (withoutLog ?? 1)).toFixed(2).padStart(8)} of the same without the log`,
        );
      }
    }),
  );
  await rm(without);
}

async function appendOne(deps: Deps): Promise<void> {
  const event = { action: 'bench.appended', subject: 'bench', data: {}, public: true };
  await commit(systemCtx(deps, 'bench'), async (_tx, ledger) => ({
    value: undefined,
    events: [ledger.record(event)],
  }));
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
