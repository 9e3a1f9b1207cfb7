// npm run bench:peers: the same list by Annex and by what somebody would use instead. ../README.md says how to read it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuMs, heldMb, treeOf } from '../process-cost.ts';
import { fillRegister, median } from '../register.ts';
import { fetchOnce, shuffled } from '../sampling.ts';
import { treeOfPage } from './page-tree.ts';
import { type Figures, printReport, type Row, writeReport } from './report.ts';
import type { Running } from './running.ts';
import { versionOf } from './running.ts';
import type { Answer, Places, Server } from './servers.ts';
import { annex, makeReadable, prepareAll, rebuilding } from './servers.ts';
import { connections, put } from './wrk.ts';

const processes = Number(process.argv[3] ?? 7);
const slices = 2;
const sliceSeconds = 1;
const headers = { 'user-agent': 'annex-bench', accept: '*/*', 'accept-encoding': 'identity' };

for (const [program, flag, debian] of [
  ['wrk', '-v', 'wrk'],
  ['taskset', '--version', 'util-linux'],
] as const)
  if (versionOf(program, flag) === undefined)
    throw new Error(
      `${program} is missing, without which nothing is measured: apt-get install ${debian}`,
    );

const began = performance.now();
const scratch = await mkdtemp(join(tmpdir(), 'annex-peers-'));
const places: Places = {
  scratch,
  data: join(scratch, 'data'),
  annex: {
    DATABASE_URL: `file:${join(scratch, 'annex.db')}`,
    PORT: '0',
    PUBLIC_URL: 'http://localhost:8787',
    SEED: 'none',
  },
};
const own = [annex(places, 'Annex'), annex(places, 'Annex again (A/A control)')];
const samples = new Map<string, Figures[]>();
let expected = { json: Buffer.alloc(0), html: Buffer.alloc(0) };

try {
  await copyAnswers();
  const prepared = prepareAll(places);
  const missing = prepared.filter((each) => 'reason' in each);
  for (const { name, reason } of missing) console.log(`left out: ${name}: ${reason}`);
  const servers = [...own, rebuilding(places), ...prepared.filter((each) => 'start' in each)];
  for (let round = 1; round <= processes; round += 1) {
    for (const server of shuffled(servers)) await sample(server);
    console.log(`round ${round} of ${processes}, ${secondsSince(began)} s`);
  }
  const method = {
    processes,
    slices,
    sliceSeconds,
    connections,
    seconds: secondsSince(began),
  };
  const report = { method, missing, rows: servers.flatMap(rowsOf) };
  printReport(report);
  await writeReport('bench/results', report);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
process.exit();

/** What Annex answers is what all the others serve. */
async function copyAnswers(): Promise<void> {
  await fillRegister(places.annex, 60);
  await mkdir(places.data);
  for (const directory of [scratch, places.data]) makeReadable(directory);
  const running = await own[0]?.start();
  if (!running) return;
  const { json = '', html = '' } = own[0]?.paths ?? {};
  const ask = async (path: string) => {
    const { body, headers: full } = await fetchOnce(running.port, path, headers);
    const asked = { ...headers, 'if-none-match': full['etag'] ?? '' };
    const { headers: unmodified } = await fetchOnce(running.port, path, asked);
    return { body, headers: { full, unmodified } };
  };
  const list = await ask(json);
  const page = await ask(html);
  await running.stop();
  const all = { '/list.json': list.headers, '/page.html': page.headers };
  const tree = JSON.stringify(treeOfPage(page.body.toString()));
  await writeFile(join(places.data, 'list.json'), list.body);
  await writeFile(join(places.data, 'page.html'), page.body);
  await writeFile(join(places.data, 'page.json'), tree);
  await writeFile(join(places.data, 'headers.json'), JSON.stringify(all));
  expected = { json: list.body, html: page.body };
}

/** One fresh process: warmed up, then measured in slices, of which the best counts. */
async function sample(server: Server): Promise<void> {
  const running = await server.start();
  try {
    for (const answer of shuffled(answersOf(server))) {
      const path = server.paths[answer === '304' ? 'json' : answer] ?? '';
      const etag = await check(running.port, path, answer);
      const asked = {
        port: running.port,
        path,
        headers: answer === '304' ? { ...headers, 'if-none-match': etag } : headers,
      };
      await put(asked, sliceSeconds, scratch);
      const taken: Figures[] = [];
      for (let slice = 0; slice < slices; slice += 1) taken.push(await measure(running, asked));
      const key = `${server.name} ${answer}`;
      samples.set(key, [...(samples.get(key) ?? []), bestOf(taken)]);
    }
  } finally {
    await running.stop();
  }
}

async function measure(running: Running, asked: Parameters<typeof put>[0]): Promise<Figures> {
  const before = await cpuOf(running);
  const loaded = await put(asked, sliceSeconds, scratch);
  const spent = (await cpuOf(running)) - before;
  const { requests, seconds, bytes, p50Ms, p99Ms } = loaded;
  const processIds = await idsOf(running);
  const held = await Promise.all(processIds.map(heldMb));
  return {
    requestsPerSecond: requests / seconds,
    p50Ms,
    p99Ms,
    cpuMicroseconds: (spent * 1000) / requests,
    memoryMb: held.reduce((sum, each) => sum + each, 0),
    bytes,
  };
}

async function idsOf({ pids }: Running): Promise<readonly number[]> {
  return (await Promise.all(pids.map(treeOf))).flat();
}

async function cpuOf(running: Running): Promise<number> {
  const costs = (await idsOf(running)).map((pid) => cpuMs(pid).catch(() => 0));
  return (await Promise.all(costs)).reduce((sum, each) => sum + each, 0);
}

/** Disturbance only ever adds: each figure by the slice that had least of it. */
function bestOf(taken: readonly Figures[]): Figures {
  const least = (name: keyof Figures) => Math.min(...taken.map((each) => each[name]));
  return {
    requestsPerSecond: Math.max(...taken.map((each) => each.requestsPerSecond)),
    p50Ms: least('p50Ms'),
    p99Ms: least('p99Ms'),
    cpuMicroseconds: least('cpuMicroseconds'),
    memoryMb: least('memoryMb'),
    bytes: least('bytes'),
  };
}

function answersOf(server: Server): readonly Answer[] {
  const { json, html } = server.paths;
  return [
    ...(json === undefined ? [] : (['json'] as const)),
    ...(html === undefined ? [] : (['html'] as const)),
    ...(server.is304Asked ? (['304'] as const) : []),
  ];
}

function rowsOf(server: Server): readonly Row[] {
  return answersOf(server).map((answer) => {
    const found = samples.get(`${server.name} ${answer}`) ?? [];
    const costs = found.map(({ cpuMicroseconds }) => cpuMicroseconds);
    const middle = (name: keyof Figures) => median(found.map((each) => each[name]));
    return {
      server: server.name,
      version: server.version,
      answer,
      requestsPerSecond: middle('requestsPerSecond'),
      p50Ms: middle('p50Ms'),
      p99Ms: middle('p99Ms'),
      cpuMicroseconds: middle('cpuMicroseconds'),
      memoryMb: middle('memoryMb'),
      bytes: middle('bytes'),
      cpuLeast: Math.min(...costs),
      cpuMost: Math.max(...costs),
    };
  });
}

/** That it answers the same: the bytes of Annex, or for a page that React rendered every entry of it. Gives the ETag. */
async function check(port: number, path: string, answer: Answer): Promise<string> {
  const { status, headers: given, body } = await fetchOnce(port, path, headers);
  const etag = given['etag'] ?? '';
  const wanted = expected[answer === 'html' ? 'html' : 'json'];
  const names = wanted.toString().match(/Processor \d\d/g) ?? [];
  const isSame =
    body.equals(wanted) ||
    (answer === 'html' &&
      names.every((name) => body.includes(name)) &&
      body.length > wanted.length);
  if (status !== 200 || !isSame) throw new Error(`${path} on ${port}: ${status}, another answer`);
  if (answer !== '304') return '';
  const again = await fetchOnce(port, path, { ...headers, 'if-none-match': etag });
  if (again.status !== 304) throw new Error(`${path} on ${port}: ${again.status}, no 304`);
  return etag;
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 1000);
}
