// npm run check: every promise of the house, in order, stopping at the first that is broken.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, glob, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stop } from 'esbuild';
import { bundle } from '../src/platform/build.ts';
import { weighEntry } from '../src/platform/weight.ts';

/** Gzipped, in kB: what a Worker loads before it answers anybody, and all that is uploaded. */
const workerLimits = { entry: 400, upload: 2_000 };
const scratch = await mkdtemp(join(tmpdir(), 'annex-check-'));

const steps: [name: string, step: () => Promise<string | void> | string | void][] = [
  ['format', () => run('oxfmt', ['--check'])],
  ['lint', () => run('oxlint', ['--deny-warnings'])],
  ['types', () => run('tsc', ['--noEmit'])],
  ['unused code', () => run('knip', [])],
  ['openapi is current', compareOpenapi],
  ['openapi is sound', () => run('redocly', ['lint', 'openapi/openapi.json'])],
  ['migrations are complete', findMissingMigration],
  ['paths in documents exist', findDeadPaths],
  ['worker bundle', measureWorker],
];

try {
  for (const [name, step] of steps) await take(name, step);
} finally {
  await stop();
  await rm(scratch, { recursive: true, force: true });
}
if (!process.exitCode) {
  process.exitCode = spawnSync('node', ['test/run.ts'], { stdio: 'inherit' }).status ?? 1;
}

async function take(name: string, step: (typeof steps)[number][1]): Promise<void> {
  if (process.exitCode) return;
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  try {
    const detail = await step();
    console.log(`ok    ${name.padEnd(26)} ${seconds()}${detail ? `  ${detail}` : ''}`);
  } catch (error) {
    console.log(`FAIL  ${name.padEnd(26)} ${seconds()}`);
    console.log(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

function run(command: string, args: string[], env: Record<string, string> = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', REDOCLY_TELEMETRY: 'off', ...env },
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${stdout}${stderr}`.trim());
  return stdout;
}

async function compareOpenapi(): Promise<void> {
  const fresh = join(scratch, 'openapi.json');
  run('node', ['src/platform/build.ts', 'run', 'openapi/generate.ts', fresh]);
  const committed = 'openapi/openapi.json';
  const isCurrent =
    existsSync(committed) &&
    (await readFile(committed, 'utf8')) === (await readFile(fresh, 'utf8'));
  if (!isCurrent) {
    throw new Error('openapi/openapi.json is not what the routes say: run `npm run openapi`.');
  }
}

// drizzle-kit writes a migration into a copy of the folder when the tables have moved on.
async function findMissingMigration(): Promise<void> {
  if (!existsSync('drizzle/meta/_journal.json')) throw new Error('drizzle/meta/ has no journal.');
  const copy = '.wrangler/check-migrations';
  await rm(copy, { recursive: true, force: true });
  await cp('drizzle', copy, { recursive: true });
  run('drizzle-kit', ['generate', '--config', 'drizzle/config.ts'], {
    MIGRATIONS_DIR: `./${copy}`,
  });
  const known = await readdir('drizzle');
  const missing = (await readdir(copy)).filter((name) => !known.includes(name));
  const [first] = missing;
  if (!first) return;
  const sql = await readFile(join(copy, first), 'utf8');
  throw new Error(`The tables have no migration: run \`npm run migration -- verb_noun\`.\n${sql}`);
}

async function findDeadPaths(): Promise<void> {
  const documents = ['README.md', 'src/README.md', 'test/README.md', 'CONTRIBUTING.md'];
  for await (const path of glob('docs/**/*.md')) documents.push(path);
  const dead: string[] = [];
  for (const document of documents) {
    const text = await readFile(document, 'utf8');
    const roots = ['.', 'src', dirname(document)];
    for (const path of listPaths(text)) {
      if (!roots.some((root) => existsSync(join(root, path)))) dead.push(`${document}: ${path}`);
    }
  }
  if (dead.length > 0) throw new Error(`These paths do not exist:\n${dead.join('\n')}`);
}

// A repository path has a slash inside and ends in a folder's slash or a kind of file we keep.
function listPaths(markdown: string): string[] {
  const quoted = [...markdown.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path = '']) => path);
  const kept = /(\/|\.(ts|tsx|js|md|json|sql|toml|css|html|txt|csv|yaml))$/;
  return quoted.filter((path) => kept.test(path) && !/^(dist|data|node_modules)\//.test(path));
}

async function measureWorker(): Promise<string> {
  const built = await bundle('src/platform/worker.ts', 'dist/worker', 'worker');
  const printed = run('wrangler', ['deploy', '--dry-run', '--outdir', join(scratch, 'worker')]);
  // What Cloudflare counts: all modules in one archive.
  const total = Math.round(Number(/gzip: ([\d.]+) KiB/.exec(printed)?.[1]) * 1.024);
  const loaded = await weighEntry(built);
  const sizes = `entry ${loaded} kB, upload ${total} kB gzipped`;
  if (loaded < workerLimits.entry && total < workerLimits.upload) return sizes;
  throw new Error(`${sizes}: the limits are ${workerLimits.entry} and ${workerLimits.upload} kB.`);
}
