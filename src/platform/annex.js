#!/usr/bin/env node
// npx annex verify URL: the same as npm run verify, under whatever Node the machine has. JavaScript,
// because that one may not run TypeScript; the Node that does comes with the dependencies.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const [command, ...rest] = process.argv.slice(2);

if (command === 'verify') {
  const node = fileURLToPath(new URL('node_modules/.bin/node', root));
  const run = ['--enable-source-maps', 'src/platform/build.ts', 'run', 'src/verification/cli.ts'];
  const { status, error } = spawnSync(node, [...run, ...rest], {
    cwd: root,
    env: { ...process.env, INIT_CWD: process.cwd() },
    stdio: 'inherit',
  });
  if (error) console.error(`${node} cannot be started (${error.message}). Run npm ci first.`);
  process.exitCode = status ?? 2;
} else {
  console.error('Usage: npx annex verify URL (npx annex verify --help says more)');
  process.exitCode = 2;
}
