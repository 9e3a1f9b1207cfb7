import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { insertAll } from '../../src/db/insert-all.ts';
import { bundle } from '../../src/platform/build.ts';
import { subscriptions } from '../../src/subscribers/table.ts';
import { startApp, type World } from '../support/app.ts';
import { facts } from '../support/factories.ts';
import { Processes } from '../support/processes.ts';
import { query, rowFor } from './recipients.ts';
import { randomFrom, rounds } from '../support/random.ts';
import { type Sink, startSink } from './sink.ts';

const recipients = 5_000;
const workers = 2;
/** Longer than a claim holds: what the killed had claimed is free for the next. */
const betweenLivesMs = 150_000;

const processes = new Processes();
let directory: string | undefined;
afterAll(async () => {
  await processes.end();
  if (directory !== undefined) await rm(directory, { recursive: true, force: true });
});

let entryOfAll: Promise<string> | undefined;

async function bundleDrainer(): Promise<string> {
  await mkdir('dist', { recursive: true });
  directory = await mkdtemp(resolve('dist/test-'));
  return (await bundle('test/deliveries/drainer.ts', directory, 'node')).outfile;
}

it.each(rounds())(
  'killed again and again while 5,000 deliveries drain, everybody is reached, and once where acceptance was recorded (seed %i)',
  async (seed) => {
    const random = randomFrom(seed);
    const trust = await startApp();
    const sink = await startSink();
    sink.answer((response) => void setTimeout(() => response.end('ok'), random() * 40));
    await subscribeAll(trust, sink);
    await trust.publish({ entries: { postmark: facts() } });
    const entry = await (entryOfAll ??= bundleDrainer());
    const settled = new Map<string, number>();
    let lives = 0;
    for (let open = 1; open > 0; lives += 1) {
      if (lives > 80) throw new Error('the deliveries do not come to an end');
      await live(trust, entry, lives, 300 + random() * 1_500);
      for (const path of await acceptedPaths(trust)) settle(settled, sink, path);
      open = await countOpen(trust);
    }
    const duplicates = countDuplicates(sink);
    console.log(`seed ${seed}: ${workers} workers killed ${lives} times, ${duplicates} sent twice`);
    expect(sink.visits.size).toBe(recipients);
    // One webhook-id each, over all attempts and processes.
    expect(sink.hits.size).toBe(recipients);
    const again = [...settled].filter(([path, hits]) => sink.visits.get(path) !== hits);
    expect(again).toEqual([]);
    expect(settled.size).toBe(recipients);
    await sink.close();
  },
  180_000,
);

async function subscribeAll(trust: World, sink: Sink): Promise<void> {
  const rows = Array.from({ length: recipients }, (_, index) =>
    rowFor(trust.deps, { address: `${sink.origin}/${index}` }),
  );
  await trust.deps.transact(async (tx) => insertAll(tx, subscriptions, rows));
}

/** Starts the workers, lets them be for a moment and kills them without warning. */
async function live(trust: World, entry: string, number: number, ms: number): Promise<void> {
  const settings = {
    DATABASE_URL: `file:${trust.file}`,
    SECRET_KEY: trust.deps.config.secretKey ?? '',
    CLOCK_AT: String(trust.now().getTime() + number * betweenLivesMs),
  };
  const home = await processes.makeHome();
  const started = await Promise.all(
    Array.from({ length: workers }, async () => processes.spawn(home, settings, entry)),
  );
  for (const { child, output } of started) {
    while (!output().includes('draining')) {
      if (child.exitCode !== null) throw new Error(`a worker did not start: ${output()}`);
      await sleep(5);
    }
  }
  await sleep(ms);
  for (const { child, output } of started) {
    if (child.exitCode !== null) throw new Error(`a worker ended: ${output()}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    if (/interrupted|could not/.test(output())) throw new Error(output());
  }
}

/** By the database, once nobody writes to it. */
async function acceptedPaths(trust: World): Promise<readonly string[]> {
  const rows = await query(
    trust,
    `SELECT s.rowid - (SELECT min(rowid) FROM subscriptions) AS place FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id WHERE d.state = 'accepted'`,
  );
  return rows.map((row) => `/${String(row['place'])}`);
}

async function countOpen(trust: World): Promise<number> {
  const [row] = await query(
    trust,
    `SELECT (SELECT count(*) FROM deliveries WHERE ended_at IS NULL) + (SELECT count(*) FROM outbox WHERE planned_at IS NULL) AS n`,
  );
  return Number(row?.['n']);
}

function settle(settled: Map<string, number>, sink: Sink, path: string): void {
  if (!settled.has(path)) settled.set(path, sink.visits.get(path) ?? 0);
}

function countDuplicates(sink: Sink): number {
  return [...sink.hits.values()].reduce((sum, hits) => sum + hits - 1, 0);
}
