// npm run bench -- workerd: what a read costs the Worker, beside a Worker that only sends ready bytes.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stop } from 'esbuild';
import { bundle } from '../src/platform/build.ts';
import { startWorkerd } from '../src/platform/dev-worker.ts';
import { startSqld } from '../test/support/sqld.ts';
import { placement, startChild } from './child.ts';
import { cpuMs, listWorkerds } from './process-cost.ts';
import { fillRegister } from './register.ts';
import {
  type Answer,
  copyAnswers,
  type Measured,
  printSamples,
  sampleAll,
  type Samples,
  shuffled,
  type Target,
} from './sampling.ts';

const path = '/trust/subprocessors.json';
const targets: readonly Target[] = [
  { name: 'list, JSON', path, status: 200, encoding: 'identity' },
  { name: 'list, JSON, br', path, status: 200, encoding: 'br' },
  { name: '/trust', path: '/trust', status: 200, encoding: 'identity' },
  { name: '304 by ETag', path, status: 304, encoding: 'identity', by: 'etag' },
];
const names = {
  bare: 'bare Worker, ready bytes',
  again: 'bare Worker again (A/A control)',
  annex: 'Annex',
} as const;
type Variant = keyof typeof names;
const goal = 1.2;

const processes = Number(
  process.argv[2] === 'workerd' ? (process.argv[3] ?? 7) : (process.argv[2] ?? 7),
);
const scratch = await mkdtemp(join(tmpdir(), 'annex-bench-'));
const directories = {
  bare: join(scratch, 'bare'),
  again: join(scratch, 'bare'),
  annex: join(scratch, 'annex'),
};
const samples: Samples = new Map();
const sqld = await startSqld();
const load = startChild('load');
const bindings = {
  DATABASE_URL: sqld.url,
  PUBLIC_URL: 'http://localhost:8787',
  SECRET_KEY: 'a key of the bench, for nothing else at all',
};
try {
  await fillRegister({ ...bindings, SEED: 'none' }, 60);
  await bundle('src/platform/worker.ts', directories.annex, 'worker');
  const answers = await withWorkerd('annex', ({ port }) => copyAnswers(port, targets));
  await mkdir(directories.bare);
  await writeFile(join(directories.bare, 'worker.js'), bareWorker(answers));
  console.log(`${placement}; ${processes} processes of each, medians of their best slices\n`);
  for (let round = 1; round <= processes; round += 1)
    for (const variant of shuffled(Object.keys(names) as Variant[]))
      await withWorkerd(variant, (measured) =>
        sampleAll(load, measured, targets, answers, ({ name }, cost) => {
          const key = `${variant} ${name}`;
          samples.set(key, [...(samples.get(key) ?? []), cost]);
        }),
      );
  printSamples(targets, names, samples, { bare: 'bare', judged: 'annex', goal });
} finally {
  await load.stop();
  await sqld.stop();
  await stop();
  await rm(scratch, { recursive: true, force: true });
}

/** A fresh workerd on the first core, asked at the Worker's own socket: what Miniflare puts before it costs as much again. */
async function withWorkerd<T>(
  variant: Variant,
  work: (measured: Measured) => Promise<T>,
): Promise<T> {
  const before = new Set(await listWorkerds());
  const directory = directories[variant];
  const workerd = await startWorkerd(0, bindings, { directory, isDirect: true });
  try {
    const { port } = await workerd.unsafeGetDirectURL();
    const [pid = 0] = (await listWorkerds()).filter((each) => !before.has(each));
    execFileSync('taskset', ['-a', '-c', '-p', '0', `${pid}`]);
    return await work({ port: Number(port), cpu: async () => (await cpuMs(pid)) * 1000 });
  } finally {
    await workerd.dispose();
  }
}

function bareWorker(answers: readonly Answer[]): string {
  return `const answers = new Map();
for (const { path, encoding, headers, unmodifiedHeaders, body } of ${JSON.stringify(answers)})
  answers.set(path + ' ' + encoding, {
    headers, unmodifiedHeaders, body: Uint8Array.from(atob(body), (each) => each.charCodeAt(0)),
  });
export default {
  fetch(request) {
    const { pathname } = new URL(request.url);
    const found = answers.get(pathname + ' ' + request.headers.get('accept-encoding'));
    if (request.headers.get('if-none-match') === found.headers.etag)
      return new Response(null, { status: 304, headers: found.unmodifiedHeaders });
    return new Response(found.body, { headers: found.headers, encodeBody: 'manual' });
  },
};
`;
}
