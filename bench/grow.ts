// npm run bench -- growth [events]: what grows with entries, events, subscribers and customers, and how fast.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { migrate } from '../drizzle/migrate.ts';
import { createApp } from '../src/app.ts';
import { listVersions } from '../src/changes/service/versions.ts';
import { parseConfig } from '../src/config.ts';
import { type Deps, systemCtx } from '../src/context.ts';
import { addDays, dayOf, endMoment } from '../src/core/day.ts';
import { readLines } from '../src/customers/csv.ts';
import { importCustomers } from '../src/customers/service/importing.ts';
import { createProfile } from '../src/customers/service/profiles.ts';
import { plan } from '../src/deliveries/service/drain.ts';
import { keepNotices } from '../src/notices/service/keeping.ts';
import { openDatabase } from '../src/platform/node/database.ts';
import { createDeps } from '../src/platform/node/deps.ts';
import { createPublicationCache } from '../src/publication/service.ts';
import { keepRules } from '../src/retention/service/purging.ts';
import { listEntriesAsOf } from '../src/subprocessors/service/timeline.ts';
import { verify } from '../src/verification/verify.ts';
import { amendOne, promiseNothing } from './amending.ts';
import { readPort, startChild } from './child.ts';
import { growRegister } from './growth.ts';
import { plot } from './plot.ts';
import { subscribe } from './subscribing.ts';

const largestEvents = Number(process.argv[3] ?? 100_000);
const secretKey = 'the bench keeps no secrets, but a key is asked for';
const rounds = 3;
const list = '/trust/subprocessors.json';
const publicUrl = 'http://localhost:8787';
const results = 'bench/results';

type Size = {
  readonly entries: number;
  readonly events: number;
  readonly subscribers: number;
  readonly customers: number;
};
type Dimension = keyof Size;

const usual: Size = { entries: 60, events: 1_000, subscribers: 0, customers: 0 };

const sizes: Readonly<Record<Dimension, readonly number[]>> = {
  entries: [10, 50, 200, 1_000, 2_000],
  events: [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= largestEvents),
  subscribers: [10, 100, 1_000, 10_000, 100_000],
  customers: [1, 10, 100, 1_000, 10_000],
};

/** What is measured, in ms of CPU. Reads are to be flat in everything but entries. */
const acts = [
  'read first',
  'read again',
  'as of today',
  'publish',
  'plan deliveries',
  'verify',
  'purge',
  'start',
] as const;
type Act = (typeof acts)[number];
const reads: readonly Act[] = ['read first', 'read again', 'as of today'];
type Costs = Readonly<Record<Act, number>>;

const scratch = await mkdtemp(join(tmpdir(), 'annex-bench-growth-'));
const machine = `Node ${process.version}, ${process.platform}, ${cpus().length} x ${cpus()[0]?.model.trim()}`;
await mkdir(results, { recursive: true });
const parts: string[] = [];
try {
  for (const dimension of Object.keys(sizes) as Dimension[]) parts.push(await grow(dimension));
} finally {
  await rm(scratch, { recursive: true, force: true });
}
await writeFile(
  join(results, 'growth.md'),
  `# What grows with what\n\n\`npm run bench -- growth ${largestEvents}\`, ${machine}. Milliseconds of CPU on an embedded file, database included, the least of some rounds; a register of ${usual.entries} entries and ${usual.events} events unless said. *Grows* is the exponent between the last two sizes: 0 is flat, 1 is linear.\n\n${parts.join('\n')}`,
);
process.exit();

async function grow(dimension: Dimension): Promise<string> {
  const measured: (readonly [number, Costs])[] = [];
  for (const size of sizes[dimension]) {
    measured.push([size, await measure({ ...usual, ...sizeOf(dimension, size) })]);
    console.log(`${size} ${dimension}: ${JSON.stringify(measured.at(-1)?.[1])}`);
  }
  const series = acts.map((name) => ({
    name,
    points: measured.map(([size, costs]) => [size, costs[name]] as const),
  }));
  await writeFile(
    join(results, `growth-${dimension}.svg`),
    plot({ title: `What grows with ${dimension}`, across: dimension, up: 'ms of CPU', series }),
  );
  const table = tableOf(dimension, measured);
  console.log(table);
  return table;
}

/** A change of one entry is three events, so more entries are more events. */
function sizeOf(dimension: Dimension, size: number): Partial<Size> {
  return dimension === 'entries'
    ? { entries: size, events: Math.max(usual.events, size * 4) }
    : { [dimension]: size };
}

async function measure(size: Size): Promise<Costs> {
  const file = join(scratch, `${Object.values(size).join('-')}.db`);
  await withDatabase(file, async (deps) => fill(deps, size));
  const costs = await withDatabase(file, async (deps) => ({
    ...(await measureReads(deps)),
    ...(await measureWrites(deps, size)),
  }));
  await withDatabase(file, async (deps) => settle(file, deps));
  const start = Math.min(await startProduct(file), await startProduct(file));
  await rm(file, { force: true });
  return { ...costs, start };
}

async function fill(deps: Deps, { entries, events, subscribers, customers }: Size): Promise<void> {
  await growRegister(deps, { entries, events });
  await promiseNothing(deps);
  await subscribe(deps, subscribers, 'http://127.0.0.1:9');
  if (customers > 0) await sign(deps, customers);
  await plan(systemCtx(deps, 'bench'), () => false);
}

/** So many customers on one kind of terms, each with one contact, by the file that staff import. */
async function sign(deps: Deps, count: number): Promise<void> {
  const ctx = systemCtx(deps, 'bench');
  const terms = {
    authorisation: 'general',
    noticeDays: 30,
    objectionDays: 30,
    dayCount: 'calendar',
    timeZone: 'UTC',
    emergencyPermitted: true,
    hardHold: false,
  } as const;
  await createProfile(ctx, { slug: 'standard', name: 'Standard terms', terms });
  const lines = Array.from(
    { length: count },
    (_, index) =>
      `CRM-${index},Customer ${index},standard,2024-01-01,Legal,legal-${index}@customer.example`,
  );
  const head = 'reference,name,profile,agreement_from,contact_role,contact_address';
  const read = readLines(`${head}\n${lines.join('\n')}\n`);
  await importCustomers(ctx, read.lines, read.faults);
}

/** As if everybody had been told, so that a start has nothing to send. */
async function settle(file: string, deps: Deps): Promise<void> {
  const client = createClient({ url: `file:${file}` });
  await client.execute(
    "UPDATE deliveries SET state = 'accepted', outcome = 'accepted', due_at = NULL, attempts = 1, attempted_at = created_at, duration_ms = 1, ended_at = created_at",
  );
  client.close();
  while ((await keepNotices(systemCtx(deps, 'bench'))) > 0);
}

async function measureReads(deps: Deps) {
  const app = createApp(deps.config);
  const get = async (publication: Deps['publication']) => {
    const answer = await app.fetch(new Request(`http://localhost${list}`), {
      deps: { ...deps, publication },
    });
    if (answer.status !== 200) throw new Error(`the list answers ${answer.status}`);
    await answer.arrayBuffer();
  };
  const fresh = () => createPublicationCache({ maxBytes: 1e8, believedMs: 1e6, shareWork: true });
  const warm = fresh();
  await get(warm);
  const [newest] = (await listVersions(deps.db, undefined, 1)).items;
  if (!newest) throw new Error('nothing was published');
  const today = endMoment(dayOf(newest.at, 'UTC'));
  return {
    'read first': await timed(15, async () => get(fresh())),
    'read again': await timed(500, async () => get(warm)),
    'as of today': await timed(30, async () => listEntriesAsOf(deps.db, today, newest)),
  };
}

async function measureWrites(deps: Deps, { customers }: Size) {
  const ctx = (days = 0) => ({
    ...systemCtx(deps, 'bench'),
    now: new Date(deps.clock().getTime() + days * 86_400_000),
  });
  // Customers are to be told in time.
  const day = customers > 0 ? addDays(dayOf(deps.clock(), 'UTC'), 120) : undefined;
  const [publishing, planning]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    publishing.push(await timed(1, async () => amendOne(deps, round, day)));
    planning.push(await timed(1, async () => plan(ctx(), () => false)));
  }
  const verifying = await timed(1, async () => verifyAll(deps));
  let days = 0;
  const purge = await timed(3, async () => keepRules(ctx((days += 1))));
  return {
    publish: Math.min(...publishing),
    'plan deliveries': Math.min(...planning),
    verify: verifying,
    purge,
  };
}

/** As anybody would, but for the network. */
async function verifyAll(deps: Deps): Promise<void> {
  const app = createApp(deps.config);
  const { report } = await verify({
    url: `${deps.config.origin}${deps.config.base}`,
    fetch: async (url, init) => app.fetch(new Request(url, init), { deps }),
    settleMs: 0,
  });
  if (report.status !== 'verified') throw new Error(JSON.stringify(report).slice(0, 2_000));
}

/** CPU in ms of the product in a process of its own, until it has answered once. */
async function startProduct(file: string): Promise<number> {
  const env = {
    DATABASE_URL: `file:${file}`,
    PORT: '0',
    PUBLIC_URL: publicUrl,
    SEED: 'none',
    SECRET_KEY: secretKey,
    VARIANT: 'annex',
  };
  const server = startChild('serve', { env });
  const port = await readPort(server);
  const answer = await fetch(`http://127.0.0.1:${port}${list}`);
  await answer.arrayBuffer();
  const { cpu = 0 } = await server.ask({});
  await server.stop();
  if (answer.status !== 200) throw new Error(`the product answers ${answer.status}`);
  return cpu / 1_000;
}

async function withDatabase<T>(file: string, work: (deps: Deps) => Promise<T>): Promise<T> {
  const url = `file:${file}`;
  await migrate(url);
  const database = await openDatabase(url);
  const config = {
    ...parseConfig({ DATABASE_URL: url, PUBLIC_URL: publicUrl, SEED: 'none' }),
    secretKey,
  };
  try {
    return await work(createDeps(config, database));
  } finally {
    await database.close();
  }
}

/** CPU of this process in ms, in which the database runs too; the least of so many times, since disturbance only adds. */
async function timed(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let each = 0; each < times; each += 1) {
    const began = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(began);
    taken.push((user + system) / 1_000);
  }
  return Math.min(...taken);
}

function tableOf(dimension: Dimension, measured: readonly (readonly [number, Costs])[]): string {
  const rows = acts.map((act) => {
    const values = measured.map(([, costs]) => costs[act]);
    return `| ${[act, ...values.map((ms) => ms.toFixed(ms < 10 ? 2 : 0)), ...verdictOf(dimension, act, measured)].join(' | ')} |`;
  });
  const head = ['', ...measured.map(([size]) => size.toLocaleString('en')), 'grows', ''];
  return `## ${dimension}\n\n| ${head.join(' | ')} |\n| --- |${head
    .slice(1)
    .map(() => ' ---: |')
    .join('')}\n${rows.join('\n')}\n\n![What grows with ${dimension}](growth-${dimension}.svg)\n`;
}

/** How steep it is at the end, and whether that is too steep. Below 5 ms the machine decides. */
function verdictOf(
  dimension: Dimension,
  act: Act,
  measured: readonly (readonly [number, Costs])[],
): readonly string[] {
  const [before, last] = measured.slice(-2);
  if (before === undefined || last === undefined) return ['', ''];
  const steepness = Math.log(last[1][act] / before[1][act]) / Math.log(last[0] / before[0]);
  const isFlat = reads.includes(act) && dimension !== 'entries';
  const isTooSteep = last[1][act] > 5 && steepness > (isFlat ? 0.2 : 1.1);
  return [
    steepness.toFixed(2),
    isTooSteep ? `**${isFlat ? 'not flat' : 'worse than linear'}**` : '',
  ];
}
