// npm run bench -- watermark: what marking a PDF costs beside loading and saving it, on Node and in workerd.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { bundle } from '../src/platform/build.ts';
import { createPdfTools } from '../src/platform/node/pdf.ts';
import { lines, samplePdf, streamBody } from '../test/marking/samples.ts';
import { mark } from '../test/marking/marks.ts';
import { median } from './register.ts';

const rounds = 5;
const megabyte = 1024 * 1024;
const directory = resolve('dist/bench-watermark-worker');
const tasks = ['nothing', 'copy', 'mark', 'trace'] as const;
type Task = (typeof tasks)[number];
/** Median of the rounds, and the most that the process held beyond what it held before. */
type Cost = { readonly ms: number; readonly mb: number };

/** Pages of text as a report has them, and beside them pictures that do not compress. */
function makeFile(pages: number, megabytes: number): Uint8Array {
  const pictures = Math.floor(megabytes);
  const objects = Array.from({ length: pictures }, () =>
    streamBody(
      '/Type /XObject /Subtype /Image /Width 1024 /Height 1024 /BitsPerComponent 8 /ColorSpace /DeviceGray',
      randomBytes(megabyte),
      false,
    ),
  );
  return samplePdf({
    pages: Array.from({ length: pages }, (_, index) => ({
      content: lines(55, `Page ${index + 1}, a control and how it was tested, line`),
      ...(pictures > 0 && {
        entries: `/Resources << /Font << /F1 3 0 R >> /XObject << /I #${index % pictures} >> >>`,
      }),
    })),
    objects,
  });
}

async function onNode(file: string, task: Task): Promise<Cost> {
  const script = process.argv[1] ?? '';
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--max-semi-space-size=8', script, 'watermark-child', file, task, String(rounds)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const cost: Cost = JSON.parse(stdout);
  return cost;
}

/** A new workerd for each: what a process once held it seldom gives back. */
async function inWorkerd(file: string, task: Task): Promise<Cost> {
  const workerd = await startWorkerd();
  try {
    const url = new URL(`?task=${task}`, await workerd.ready);
    const body = new Uint8Array(await readFile(file));
    const small = new Uint8Array(samplePdf({ pages: [{}] }));
    await ask(url, small);
    const pid = await findWorkerd();
    const before = await residentBytes(pid, 'VmRSS');
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await ask(url, body));
    const most = await residentBytes(pid, 'VmHWM');
    return { ms: median(times), mb: (most - before) / megabyte };
  } finally {
    await workerd.dispose();
  }
}

async function ask(url: URL, body: Uint8Array<ArrayBuffer>): Promise<number> {
  const start = performance.now();
  const response = await fetch(url, { method: 'POST', body });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return performance.now() - start;
}

async function startWorkerd(): Promise<Miniflare> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.js'));
  const entry = 'watermark-worker.js';
  const options = convertV4MiniflareOptions({
    host: '127.0.0.1',
    port: 0,
    modules: [entry, ...names.filter((name) => name !== entry)].map((name) => ({
      type: 'ESModule' as const,
      path: join(directory, name),
    })),
    modulesRoot: directory,
    compatibilityDate: '2026-10-01',
    compatibilityFlags: ['nodejs_compat'],
    cf: false,
  });
  return new Miniflare({ ...options, telemetry: { enabled: false } });
}

/** The youngest child of this process that is a workerd. */
async function findWorkerd(): Promise<number> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  for (const pid of children.trim().split(' ').toReversed()) {
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    if (name.startsWith('workerd')) return Number(pid);
  }
  throw new Error('no workerd is running');
}

async function residentBytes(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) * 1024;
}

async function measure(path: string, name: string, platform: typeof onNode): Promise<void> {
  const costs = new Map<Task, Cost>();
  for (const task of tasks) costs.set(task, await platform(path, task));
  const [nothing, copy, marked, trace] = tasks.map((task) => costs.get(task) ?? { ms: 0, mb: 0 });
  const ratio = ((marked?.ms ?? 0) - (nothing?.ms ?? 0)) / ((copy?.ms ?? 0) - (nothing?.ms ?? 0));
  const ms = [copy, marked, trace].map((cost) => (cost?.ms ?? 0).toFixed(0).padStart(6));
  const mb = [nothing, copy, marked, trace].map((cost) => (cost?.mb ?? 0).toFixed(0).padStart(6));
  console.log(
    `${name.padEnd(26)} ${ms.join('')}   ${ratio.toFixed(2).padStart(5)}   ${mb.join('')}`,
  );
}

const scratch = await mkdtemp(join(tmpdir(), 'annex-watermark-'));
const [only] = process.argv.slice(3);
try {
  await bundle('bench/watermark-worker.ts', directory, 'worker');
  const sizes = [
    [1, 0],
    [20, 0],
    [80, 0],
    [200, 0],
    [500, 0],
    [80, 2],
    [80, 5],
    [80, 10],
    [80, 20],
    [80, 50],
    [80, 100],
  ] as const;
  console.log(
    '                             copy  mark trace   ratio    nothing copy mark trace (MB)',
  );
  for (const [pages, megabytes] of sizes) {
    const bytes = makeFile(pages, megabytes);
    const path = join(scratch, 'file.pdf');
    await writeFile(path, bytes);
    const name = `${pages} pages, ${(bytes.length / megabyte).toFixed(1)} MB`;
    if (only !== 'workerd') await measure(path, `Node     ${name}`, onNode);
    if (only !== 'node' && megabytes <= 20) await measure(path, `workerd  ${name}`, inWorkerd);
  }
  const tools = createPdfTools();
  const small = makeFile(20, 0);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await tools.mark(small, mark);
    times.push(performance.now() - start);
  }
  console.log(
    `20 pages by the thread that the product starts for each file: ${median(times).toFixed(0)} ms`,
  );
} finally {
  await rm(scratch, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}
