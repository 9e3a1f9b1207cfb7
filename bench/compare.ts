// What the public read path costs, beside a server that only sends ready bytes. README.md says how to read it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { placement, readPort, startChild } from './child.ts';
import { fillRegister, measurePublication, median } from './register.ts';
import {
  type Answer,
  copyAnswers,
  fetchOnce,
  headersFor,
  printSamples,
  sampleAll,
  type Samples,
  shuffled,
  type Target,
} from './sampling.ts';

const list = '/trust/subprocessors.json';
const encodings = ['identity', 'gzip', 'br'] as const;
const inEncodings = (name: string, path: string): Target[] =>
  encodings.map((encoding) => ({
    name: `${name}${encoding === 'identity' ? '' : `, ${encoding}`}`,
    path,
    status: 200,
    encoding,
  }));
const targets: readonly Target[] = [
  ...inEncodings('list, JSON', list),
  ...inEncodings('/trust', '/trust'),
  ...inEncodings('feed, Atom', '/trust/feed.atom'),
  { name: '304 by ETag', path: list, status: 304, encoding: 'identity', by: 'etag' },
  {
    name: '304 by Last-Modified',
    path: list,
    status: 304,
    encoding: 'identity',
    by: 'last-modified',
  },
];
const [plainList] = targets;
const names = {
  raw: 'raw node:http, ready bytes',
  'raw again': 'raw node:http again (A/A control)',
  annex: 'Annex',
  rendering: 'Annex, read and rendered for each request',
} as const;
type Variant = keyof typeof names;
const variants = Object.keys(names) as Variant[];
const goal = 1.25;

const processes = Number(process.argv[2] ?? 7);
const memoryRequests = 100_000;

const scratch = await mkdtemp(join(tmpdir(), 'annex-bench-'));
const env = (name: string) => ({
  DATABASE_URL: `file:${join(scratch, `${name}.db`)}`,
  PORT: '0',
  PUBLIC_URL: 'http://localhost:8787',
  SEED: 'none',
});
const answerFile = join(scratch, 'answers.json');
const samples: Samples = new Map();

const began = performance.now();
const load = startChild('load');
try {
  await fillRegister(env('register'), 60);
  const answers = await withServer('annex', ({ port }) => copyAnswers(port, targets));
  await writeFile(answerFile, JSON.stringify(answers));
  printMachine(answers);
  for (let round = 1; round <= processes; round += 1)
    for (const variant of shuffled(variants)) await sample(variant, answers);
  printSamples(targets, names, samples, { bare: 'raw', judged: 'annex', goal });
  await printStarts();
  await printMemory();
  await printPublication();
} finally {
  await load.stop();
  await rm(scratch, { recursive: true, force: true });
}
console.log('\nworkerd');
await import('./workerd.ts');
console.log(`\n${Math.round((performance.now() - began) / 1000)} s in all`);
process.exit();

type Serving = { readonly server: ReturnType<typeof startChild>; readonly port: number };

async function withServer<T>(
  variant: Variant,
  work: (serving: Serving) => Promise<T>,
  { flags = [], register = 'register' }: { flags?: string[]; register?: string } = {},
): Promise<T> {
  const settings = { VARIANT: variant.split(' ')[0] ?? '', ANSWERS: answerFile };
  const server = startChild('serve', { flags, env: { ...env(register), ...settings } });
  try {
    return await work({ server, port: await readPort(server) });
  } finally {
    await server.stop();
  }
}

/** One fresh process. */
async function sample(variant: Variant, answers: readonly Answer[]): Promise<void> {
  await withServer(variant, async ({ server, port }) => {
    const cpu = async () => (await server.ask({}))['cpu'] ?? 0;
    const asked = variant === 'rendering' ? targets.slice(0, 1) : targets;
    await sampleAll(load, { port, cpu }, asked, answers, ({ name }, cost) => {
      const key = `${variant} ${name}`;
      samples.set(key, [...(samples.get(key) ?? []), cost]);
    });
  });
}

function printMachine(answers: readonly Answer[]): void {
  const [first] = cpus();
  console.log(
    `Node ${process.version}, ${process.platform}, ${cpus().length} x ${first?.model.trim()}`,
  );
  console.log(`${placement}; ${processes} processes of each, medians of their best slices`);
  for (const { path, encoding, headers, body } of answers)
    console.log(
      `${path} ${encoding}: ${Buffer.from(body, 'base64').length} bytes, ${Object.keys(headers).length} headers`,
    );
  console.log('');
}

/** From nothing: a new file, every migration, the first answer. */
async function printStarts(): Promise<void> {
  const takes: number[] = [];
  for (let start = 1; start <= processes; start += 1) {
    const from = performance.now();
    const status = await withServer(
      'annex',
      async ({ port }) => {
        const answer = await fetchOnce(port, '/trust', {});
        takes.push(performance.now() - from);
        return answer.status;
      },
      { register: `start-${start}` },
    );
    if (status !== 200) throw new Error(`the first answer was ${status}`);
  }
  const ms = median(takes);
  console.log(
    `\nstart of the bundled product on an empty directory to its first 200, migrations included:` +
      ` ${ms.toFixed(0)} ms (goal: under 1,500, ${ms < 1500 ? 'met' : 'MISSED'})`,
  );
}

/** What a caller who never asks the same twice leaves behind. */
async function printMemory(): Promise<void> {
  if (!plainList) return;
  const wanted = {
    path: list,
    status: 200,
    headers: headersFor(plainList),
    connections: 16,
    randomQuery: true,
  };
  const held: string[] = [];
  await withServer(
    'annex',
    async ({ server, port }) => {
      for (const requests of [memoryRequests / 10, memoryRequests / 2, memoryRequests / 2]) {
        await load.ask({ ...wanted, port, requests });
        const { heapUsed = 0, rss = 0 } = await server.ask({ collect: true });
        held.push(`${(heapUsed / 1e6).toFixed(1)} (${(rss / 1e6).toFixed(0)})`);
      }
    },
    { flags: ['--expose-gc'] },
  );
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
