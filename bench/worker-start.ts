// npm run bench:worker: what the Worker costs before its first answer, beside one that holds nothing.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stop } from 'esbuild';
import { bundle } from '../src/platform/build.ts';
import { startWorkerd } from '../src/platform/dev-worker.ts';
import { weighEntry } from '../src/platform/weight.ts';
import { cpuMs, listWorkerds } from './process-cost.ts';

const rounds = Number(process.argv[2] ?? 9);
const nothing = 'export default { fetch: () => new Response("") };';
const bindings = {
  DATABASE_URL: 'http://127.0.0.1:9',
  PUBLIC_URL: 'http://localhost:8787',
  SECRET_KEY: 'a key of the bench, for nothing else at all',
};

const scratch = await mkdtemp(join(tmpdir(), 'annex-bench-'));
try {
  const built = await bundle('src/platform/worker.ts', join(scratch, 'annex'), 'worker');
  const empty = join(scratch, 'empty');
  await mkdir(empty);
  await writeFile(join(empty, 'worker.js'), nothing);
  const figures = { empty: [], again: [], annex: [] } as Record<string, number[]>;
  for (let round = 0; round < rounds; round += 1)
    for (const name of round % 2 === 0 ? ['empty', 'annex', 'again'] : ['again', 'annex', 'empty'])
      figures[name]?.push(await startOnce(name === 'annex' ? join(scratch, 'annex') : empty));
  const [control, again, annex] = [figures['empty'], figures['again'], figures['annex']].map(
    (each = []) => middle(each),
  );
  console.log(`medians of ${rounds} fresh processes of workerd, CPU until the first answer`);
  for (const [name, ms] of [
    ['an empty Worker', control],
    ['an empty Worker again (A/A control)', again],
    ['Annex', annex],
    ['Annex over an empty one', (annex ?? 0) - (control ?? 0)],
  ] as const)
    console.log(`${name.padEnd(40)}${(ms ?? 0).toFixed(0).padStart(6)} ms`);
  console.log(
    `${'loaded at start, gzipped'.padEnd(40)}${String(await weighEntry(built)).padStart(6)} kB`,
  );
} finally {
  await stop();
  await rm(scratch, { recursive: true, force: true });
}
process.exit();

/** CPU in ms of a fresh workerd, from its start to an answer, whatever that says: the database is nowhere. */
async function startOnce(directory: string): Promise<number> {
  const before = new Set(await listWorkerds());
  const workerd = await startWorkerd(0, bindings, { directory });
  const url = await workerd.ready;
  await (await fetch(new URL('/trust/healthz', url))).arrayBuffer();
  const begun = (await listWorkerds()).filter((pid) => !before.has(pid));
  const costs = await Promise.all(begun.map(async (pid) => cpuMs(pid)));
  await workerd.dispose();
  return costs.reduce((sum, ms) => sum + ms, 0);
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
