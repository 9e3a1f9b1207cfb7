// What the public read path costs, beside a server that only sends ready bytes. README.md says how to read it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from './child.ts';
import { placement, readPort, startChild } from './child.ts';
import type { Load } from './load.ts';
import { fillRegister, measurePublication, median } from './register.ts';
import type { Answer } from './serve.ts';

const path = '/trust/subprocessors.json';
const variants = ['annex', 'raw', 'raw again', 'rendering'] as const;
type Variant = (typeof variants)[number];
type Status = 200 | 304;
type Sample = { readonly cost: number; readonly requests: number };

const processes = Number(process.argv[2] ?? 7);
const slices = 4;
const warmUpMs = 600;
const sliceMs = 350;
const memoryRequests = 100_000;

const names: Record<Variant, string> = {
  raw: 'raw node:http, ready bytes',
  'raw again': 'raw node:http again (A/A control)',
  annex: 'Annex',
  rendering: 'Annex, read and rendered for each request',
};

const scratch = await mkdtemp(join(tmpdir(), 'annex-bench-'));
const env = (name: string) => ({
  DATABASE_URL: `file:${join(scratch, `${name}.db`)}`,
  PORT: '0',
  PUBLIC_URL: 'http://localhost:8787',
  SEED: 'none',
});
const answerFile = join(scratch, 'answer.json');
const samples = new Map<string, Sample[]>();
const starts: number[] = [];

const began = performance.now();
const load = startChild('load');
try {
  await fillRegister(env('register'), 60);
  const answer = await copyAnswer();
  await writeFile(answerFile, JSON.stringify(answer));
  printMachine(answer);
  for (let round = 1; round <= processes; round += 1) {
    for (const variant of shuffled(variants)) await sample(variant, answer.headers['etag'] ?? '');
  }
  printTable();
  console.log(
    `\nstart of the bundled product to its first answer: ${median(starts).toFixed(0)} ms`,
  );
  await printMemory();
  await printPublication();
  console.log(`\n${Math.round((performance.now() - began) / 1000)} s in all`);
} finally {
  await load.stop();
  await rm(scratch, { recursive: true, force: true });
}

async function serveVariant(variant: Variant, flags: string[] = []) {
  const settings = { ...env('register'), VARIANT: variant.split(' ')[0] ?? '', ANSWER: answerFile };
  const server = startChild('serve', { flags, env: settings });
  return { server, port: await readPort(server) };
}

/** One fresh process: warmed up, then measured in slices, of which the best counts. */
async function sample(variant: Variant, etag: string): Promise<void> {
  const start = performance.now();
  const { server, port } = await serveVariant(variant);
  await fetchOnce(port, undefined);
  if (variant === 'annex') starts.push(performance.now() - start);
  for (const status of [200, 304] as const) {
    if (variant === 'rendering' && status === 304) continue;
    const wanted = { port, status, headers: requestHeaders(status === 304 ? etag : undefined) };
    await put({ ...wanted, durationMs: warmUpMs });
    const costs: Sample[] = [];
    for (let slice = 0; slice < slices; slice += 1) {
      costs.push(await measure(server, { ...wanted, durationMs: sliceMs }));
    }
    const key = `${variant} ${status}`;
    const best = costs.toSorted((a, b) => a.cost - b.cost)[0];
    if (best) samples.set(key, [...(samples.get(key) ?? []), best]);
  }
  await server.stop();
}

async function measure(server: Child, wanted: Wanted): Promise<Sample> {
  const before = await server.ask({});
  const { requests = 0 } = await put(wanted);
  const after = await server.ask({});
  return { cost: ((after['cpu'] ?? 0) - (before['cpu'] ?? 0)) / requests, requests };
}

type Wanted = Omit<Load, 'path' | 'connections'>;

function put(wanted: Wanted) {
  return load.ask({ path, connections: 16, ...wanted });
}

function requestHeaders(etag: string | undefined): Record<string, string> {
  return {
    'user-agent': 'annex-bench',
    accept: '*/*',
    'accept-encoding': 'identity',
    ...(etag !== undefined && { 'if-none-match': etag }),
  };
}

/** Asks the product for both answers, so that the raw server sends the same bytes and headers. */
async function copyAnswer(): Promise<Answer> {
  const { server, port } = await serveVariant('annex');
  try {
    const full = await fetchOnce(port, undefined);
    const unmodified = await fetchOnce(port, full.headers['etag']);
    if (unmodified.status !== 304 || full.body.length < 40_000)
      throw new Error(`the product answered ${unmodified.status}, ${full.body.length} bytes`);
    return {
      headers: full.headers,
      unmodifiedHeaders: unmodified.headers,
      body: full.body.toString('base64'),
    };
  } finally {
    await server.stop();
  }
}

async function fetchOnce(port: number, etag: string | undefined) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, headers: requestHeaders(etag) };
    get(options, resolve).once('error', reject);
  });
  const body = Buffer.concat(await response.toArray());
  // Node adds these to every answer by itself.
  const {
    date: _date,
    connection: _connection,
    'keep-alive': _keepAlive,
    ...own
  } = response.headers;
  const headers = Object.entries(own).map(([name, value]) => [name, String(value)] as const);
  return { status: response.statusCode, headers: Object.fromEntries(headers), body };
}

function printMachine(answer: Answer): void {
  const [first] = cpus();
  const bytes = Buffer.from(answer.body, 'base64').length;
  console.log(
    `Node ${process.version}, ${process.platform}, ${cpus().length} x ${first?.model.trim()}`,
  );
  console.log(`${placement}; ${processes} processes of each, best of ${slices} slices, medians`);
  console.log(
    `${path}: 60 entries, ${bytes} bytes, ${Object.keys(answer.headers).length} headers\n`,
  );
}

function printTable(): void {
  const rows = [['', 'CPU µs/request', 'least..most', 'to raw', 'requests']];
  for (const status of [200, 304] as const) {
    for (const variant of ['raw', 'raw again', 'annex', 'rendering'] as const) {
      const found = samples.get(`${variant} ${status}`);
      if (found) rows.push(rowOf(variant, status, found));
    }
  }
  for (const cells of rows) {
    const [name = '', ...rest] = cells;
    console.log(name.padEnd(46) + rest.map((cell) => cell.padStart(16)).join(''));
  }
}

function rowOf(variant: Variant, status: Status, found: readonly Sample[]): string[] {
  const costs = found.map(({ cost }) => cost);
  const raw = (samples.get(`raw ${status}`) ?? []).map(({ cost }) => cost);
  return [
    `${status}  ${names[variant]}`,
    median(costs).toFixed(1),
    `${Math.min(...costs).toFixed(1)}..${Math.max(...costs).toFixed(1)}`,
    (median(costs) / median(raw)).toFixed(2),
    String(found.reduce((sum, { requests }) => sum + requests, 0)),
  ];
}

/** What a caller who never asks the same twice leaves behind. */
async function printMemory(): Promise<void> {
  const { server, port } = await serveVariant('annex', ['--expose-gc']);
  const wanted = { port, status: 200, headers: requestHeaders(undefined), randomQuery: true };
  const held: string[] = [];
  for (const requests of [memoryRequests / 10, memoryRequests / 2, memoryRequests / 2]) {
    await put({ ...wanted, requests });
    const { heapUsed = 0, rss = 0 } = await server.ask({ collect: true });
    held.push(`${(heapUsed / 1e6).toFixed(1)} (${(rss / 1e6).toFixed(0)})`);
  }
  await server.stop();
  console.log(
    `heap in MB after collection (resident) with random query strings:` +
      ` warm ${held[0]}, 50,000 requests later ${held[1]}, 100,000 later ${held[2]}`,
  );
}

async function printPublication(): Promise<void> {
  const { bodies, snapshotMs, allMs } = await measurePublication(env('demo'), 5);
  console.log(
    `publication of the demo: snapshot ${snapshotMs.toFixed(1)} ms,` +
      ` with ${bodies} bodies (every format plain, gzip and brotli) ${allMs.toFixed(1)} ms`,
  );
}

function shuffled<T>(list: readonly T[]): readonly T[] {
  return list
    .map((value) => ({ value, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
