// npm run bench -- figures: what the Worker costs its platform, for `npm run bench -- model`: workerd on a real sqld.
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseConfig } from '../src/config.ts';
import { addDays, dayOf } from '../src/core/day.ts';
import { bundle } from '../src/platform/build.ts';
import { runScheduled, startWorkerd } from '../src/platform/dev-worker.ts';
import { openDatabase } from '../src/platform/node/database.ts';
import { createDeps } from '../src/platform/node/deps.ts';
import { type Cost, type Gateway, startGateway } from '../test/platform/gateway.ts';
import { startSqld } from '../test/support/sqld.ts';
import { startChild } from './child.ts';
import { cpuMs, listWorkerds } from './process-cost.ts';
import { fillRegister, median } from './register.ts';
import { startCountingSink } from './counting-sink.ts';
import { subscribe } from './subscribing.ts';

/** What an act asked of the database, with the CPU of workerd in ms: its own HTTP is in it, which nobody bills. */
export type Act = Cost & {
  /** HTTP requests to the database; of a Worker each is a subrequest. */
  readonly requests: number;
  readonly cpuMs: number;
};

/** What the model counts with. */
export type Figures = {
  readonly machine: string;
  readonly entries: number;
  /** CPU in ms of one read from memory, by what is read; medians of `slices`. */
  readonly warm: Readonly<Record<'json' | 'html' | 'unmodified', number>>;
  readonly check: Act;
  readonly cold: Act;
  readonly afterPublication: Act;
  readonly publication: Act;
  readonly idleCron: Act;
  readonly recipients: number;
  readonly notice: Act;
};

const entries = 60;
const recipients = 2_000;
const slices = 7;
const directory = resolve('dist/bench-figures-worker');
const list = '/trust/subprocessors.json';
const ownerKey = 'annex_key_of_the_bench';
const settings = {
  PUBLIC_URL: 'http://localhost:8787',
  SECRET_KEY: 'a key of the bench, for nothing else at all',
  STAFF_API_KEY: ownerKey,
  OUTBOUND_LOOPBACK: 'on',
};

const sqld = await startSqld();
const gateway = await startGateway(sqld.url);
const load = startChild('load');
const sink = await startCountingSink();
try {
  const figures = await measure(gateway);
  await writeFile('bench/results/worker-figures.json', `${JSON.stringify(figures, null, 2)}\n`);
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await Promise.all([load.stop(), sink.close(), gateway.stop()]);
  await sqld.stop();
}
process.exit();

async function measure({ url, takeRequests }: Gateway): Promise<Figures> {
  await fillRegister({ ...settings, DATABASE_URL: sqld.url }, entries);
  await bundle('src/platform/worker.ts', directory, 'worker');
  const workerd = await startWorkerd(0, { ...settings, DATABASE_URL: url }, { directory });
  const { origin, port } = await workerd.ready;
  const [pid = 0] = await listWorkerds();
  const act = async (work: () => Promise<unknown>): Promise<Act> => {
    takeRequests();
    const before = await cpuMs(pid);
    await work();
    return { ...sumOf(takeRequests()), cpuMs: (await cpuMs(pid)) - before };
  };
  const read = async (path: string) => (await fetch(`${origin}${path}`)).text();

  const cold = await act(async () => read(list));
  await sleep(2_100);
  const check = await act(async () => read(list));
  const warm = {
    json: await warmRead(pid, Number(port), list),
    html: await warmRead(pid, Number(port), '/trust/subprocessors'),
    unmodified: await warmRead(pid, Number(port), list, await tagOf(`${origin}${list}`)),
  };
  // The first one catches up on what a register that was filled from outside has left to do.
  await runScheduled(workerd);
  const idleCron = await act(async () => runScheduled(workerd));
  const publication = await act(async () => announce(origin, 'first'));
  await sleep(3_000);
  const afterPublication = await act(async () => read(list));
  const notice = await act(async () => tell(origin));
  await workerd.dispose();
  const machine = `Node ${process.version}, ${process.platform}, ${cpus().length} x ${cpus()[0]?.model.trim()}`;
  return {
    machine,
    entries,
    warm,
    check,
    cold,
    afterPublication,
    publication,
    idleCron,
    recipients,
    notice,
  };
}

async function warmRead(pid: number, port: number, path: string, etag?: string): Promise<number> {
  const headers = {
    accept: '*/*',
    'accept-encoding': 'identity',
    ...(etag !== undefined && { 'if-none-match': etag }),
  };
  const wanted = { port, path, status: etag === undefined ? 200 : 304, headers, connections: 16 };
  await load.ask({ ...wanted, durationMs: 1_500 });
  const costs: number[] = [];
  for (let slice = 0; slice < slices; slice += 1) {
    const before = await cpuMs(pid);
    const { requests = 0 } = await load.ask({ ...wanted, durationMs: 500 });
    costs.push(((await cpuMs(pid)) - before) / requests);
  }
  return median(costs);
}

async function tagOf(url: string): Promise<string> {
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  await response.text();
  return response.headers.get('etag') ?? '';
}

/** By the staff API: a batch, an entry, the announcement of a change in sixty days. */
async function announce(origin: string, slug: string): Promise<void> {
  const send = async (method: string, path: string, body: unknown) => {
    const response = await fetch(`${origin}/trust/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${ownerKey}`,
        'content-type': 'application/json',
        ...(path.endsWith('/publication') && { 'if-match': '*' }),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (response.status >= 400) throw new Error(`${method} ${path}: ${text}`);
    return JSON.parse(text);
  };
  const effectiveOn = addDays(dayOf(new Date(), 'UTC'), 60);
  const { id } = await send('POST', '/batches', {
    reason: 'The bench adds an entry.',
    effectiveOn,
  });
  const contract = { signedOn: '2026-01-15' };
  const facts = { name: slug, kind: 'third-party', description: 'Hosts.', contract };
  const put = `/batches/${String(id)}/entries/${slug}`;
  await send('PUT', put, { facts });
  await send('PUT', `/batches/${String(id)}/publication`, {});
}

/** Announces to all of them, and waits until each has been told and nothing is asked any more. */
async function tell(origin: string): Promise<void> {
  const config = parseConfig({ ...settings, DATABASE_URL: sqld.url });
  const database = await openDatabase(sqld.url);
  await subscribe(createDeps(config, database), recipients, sink.origin);
  await database.close();
  await announce(origin, 'second');
  for (let seen = -1; sink.count() < recipients || seen !== sink.count(); await sleep(2_000))
    seen = sink.count();
}

function sumOf(requests: readonly Cost[]): Omit<Act, 'cpuMs'> {
  const sum = (name: keyof Cost) => requests.reduce((total, cost) => total + cost[name], 0);
  return {
    requests: requests.length,
    rowsRead: sum('rowsRead'),
    rowsWritten: sum('rowsWritten'),
  };
}
