// npm run bench -- console: what a reader of /trust pays for the console, which is nothing.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, placement, readPort, startChild } from './child.ts';
import { fillRegister, median } from './register.ts';

const variants = ['without', 'without again', 'with', 'with, in use'] as const;
type Variant = (typeof variants)[number];

const names: Record<Variant, string> = {
  without: 'without the console',
  'without again': 'without it again (A/A control)',
  with: 'with the console',
  'with, in use': 'with the console, after somebody has opened it',
};

const path = '/trust';
const processes = Number(process.argv[3] ?? 7);
const slices = 4;
const warmUpMs = 600;
const sliceMs = 350;
const headers = { 'user-agent': 'annex-bench', accept: 'text/html', 'accept-encoding': 'identity' };

const scratch = await mkdtemp(join(tmpdir(), 'annex-bench-'));
const env = {
  DATABASE_URL: `file:${join(scratch, 'register.db')}`,
  PUBLIC_URL: 'http://localhost:8787',
  SEED: 'none',
};
const samples = new Map<Variant, number[]>(variants.map((variant) => [variant, []]));
const load = startChild('load');
try {
  await fillRegister(env, 60);
  console.log(`${path}; ${placement}; ${processes} processes of each, medians`);
  for (let round = 0; round < processes; round += 1)
    // Each variant stands first, second, … as often as the others.
    for (let turn = 0; turn < variants.length; turn += 1) {
      const variant = variants[(turn + round) % variants.length] ?? 'with';
      samples.get(variant)?.push(await sample(variant));
    }
  const control = median(samples.get('without') ?? []);
  for (const [variant, costs] of samples) {
    const spread = `${Math.min(...costs).toFixed(1)}..${Math.max(...costs).toFixed(1)}`;
    const figures = [median(costs).toFixed(1), spread, (median(costs) / control).toFixed(2)];
    console.log(names[variant].padEnd(50) + figures.map((each) => each.padStart(14)).join(''));
  }
} finally {
  await load.stop();
  await rm(scratch, { recursive: true, force: true });
}

/** CPU in µs of one request, by the best of a fresh process's slices: disturbance only ever adds. */
async function sample(variant: Variant): Promise<number> {
  const settings = { ...env, VARIANT: variant.startsWith('without') ? 'bare' : 'mounted' };
  const server = startChild('serve', { env: settings });
  try {
    const port = await readPort(server);
    if (variant === 'with, in use') await openConsole(port);
    await put(port, warmUpMs);
    const costs: number[] = [];
    for (let slice = 0; slice < slices; slice += 1) costs.push(await measure(server, port));
    return Math.min(...costs);
  } finally {
    await server.stop();
  }
}

async function openConsole(port: number): Promise<void> {
  const { status } = await fetch(`http://127.0.0.1:${port}${path}/console/sign-in`);
  if (status !== 200) throw new Error(`the console answered ${status}`);
}

async function measure(server: Child, port: number): Promise<number> {
  const before = await server.ask({});
  const { requests = 0 } = await put(port, sliceMs);
  const after = await server.ask({});
  return ((after['cpu'] ?? 0) - (before['cpu'] ?? 0)) / requests;
}

function put(port: number, durationMs: number) {
  return load.ask({ port, path, headers, status: 200, connections: 16, durationMs });
}
