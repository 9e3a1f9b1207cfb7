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
import { startFlags } from './child.ts';
import { type Cost, costOf } from './process-cost.ts';

const rounds = 5;
const megabyte = 1024 * 1024;
const directory = resolve('dist/bench-watermark-worker');
const tasks = ['nothing', 'copy', 'mark', 'trace'] as const;
type Task = (typeof tasks)[number];
/** Pages of text as a report has them, pictures that do not compress, and elements of a structure tree. */
function makeFile(pages: number, megabytes: number, tags: number): Uint8Array {
  const pictures = Math.floor(megabytes);
  const objects = Array.from({ length: pictures }, () =>
    streamBody(
      '/Type /XObject /Subtype /Image /Width 1024 /Height 1024 /BitsPerComponent 8 /ColorSpace /DeviceGray',
      randomBytes(megabyte),
      false,
    ),
  );
  const elements = Array.from(
    { length: tags },
    (_, index) =>
      `<< /Type /StructElem /S /P /P #${pictures} /Pg 4 0 R /K [${index} ${index + 1}] /A << /O /Layout /Placement /Block >> >>`,
  );
  return samplePdf({
    pages: Array.from({ length: pages }, (_, index) => ({
      content: lines(55, '@').replaceAll('@', () => randomBytes(36).toString('base64')),
      ...(pictures > 0 && {
        entries: `/Resources << /Font << /F1 3 0 R >> /XObject << /I #${index % pictures} >> >>`,
      }),
    })),
    objects: [...objects, ...elements],
  });
}

async function onNode(file: string, task: Task): Promise<Cost> {
  const script = process.argv[1] ?? '';
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...startFlags, script, 'watermark-child', file, task, String(rounds)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const costs: Cost[] = JSON.parse(stdout);
  return best(costs);
}

/** Of the first round the memory, of all the least time, since disturbance only adds. */
function best(costs: readonly Cost[]): Cost {
  return { ms: Math.min(...costs.map(({ ms }) => ms)), mb: costs[0]?.mb ?? 0 };
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
    const costs: Cost[] = [];
    for (let round = 0; round < rounds; round += 1)
      costs.push(await costOf(pid, () => ask(url, body)));
    return best(costs);
  } finally {
    await workerd.dispose();
  }
}

async function ask(url: URL, body: Uint8Array<ArrayBuffer>): Promise<void> {
  const response = await fetch(url, { method: 'POST', body });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
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

async function measure(path: string, name: string, platform: typeof onNode): Promise<void> {
  const costs = new Map<Task, Cost>();
  for (const task of tasks) costs.set(task, await platform(path, task));
  const of = (task: Task) => costs.get(task) ?? { ms: 0, mb: 0 };
  const beyond = (task: Task) => of(task).ms - of('nothing').ms;
  const ms = (['copy', 'mark', 'trace'] as const).map((task) =>
    beyond(task).toFixed(0).padStart(6),
  );
  const mb = tasks.map((task) => of(task).mb.toFixed(0).padStart(6));
  const ratio = (beyond('mark') / beyond('copy')).toFixed(1).padStart(6);
  console.log(`${name.padEnd(36)} ${ms.join('')} ${ratio}   ${mb.join('')}`);
}

const scratch = await mkdtemp(join(tmpdir(), 'annex-watermark-'));
const [only] = process.argv.slice(3);
try {
  await bundle('bench/watermark-worker.ts', directory, 'worker');
  const sizes = [
    [1, 0, 0],
    [20, 0, 0],
    [80, 0, 0],
    [200, 0, 0],
    [500, 0, 0],
    [150, 0, 20_000],
    [150, 0, 60_000],
    [80, 2, 0],
    [80, 5, 0],
    [80, 10, 0],
    [80, 20, 0],
    [80, 50, 0],
    [80, 100, 0],
  ] as const;
  console.log(
    `${'CPU in ms, memory in MB'.padEnd(36)}   copy  mark trace  ratio     none  copy  mark trace`,
  );
  for (const [pages, megabytes, tags] of sizes) {
    const bytes = makeFile(pages, megabytes, tags);
    const path = join(scratch, 'file.pdf');
    await writeFile(path, bytes);
    const tagged = tags > 0 ? `, ${tags} tags` : '';
    const name = `${pages} pages${tagged}, ${(bytes.length / megabyte).toFixed(1)} MB`;
    if (only !== 'workerd') await measure(path, `Node     ${name}`, onNode);
    if (only !== 'node' && megabytes <= 20) await measure(path, `workerd  ${name}`, inWorkerd);
  }
  const tools = createPdfTools();
  const small = makeFile(20, 0, 0);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await tools.mark(small, mark);
    times.push(performance.now() - start);
  }
  console.log(
    `20 pages by the thread that the product starts for each file: ${Math.min(...times).toFixed(0)} ms`,
  );
} finally {
  await rm(scratch, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}
