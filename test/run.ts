// npm test: bundles the Worker that the tests start, runs vitest, and closes with one plain line. Of what takes
// longest it takes one lot of five, by the commit or as LOT says; LOT=all and THOROUGH=yes take all, and so does
// whoever names files.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { stop } from 'esbuild';
import { bundle } from '../src/platform/build.ts';
import { leftOutBeside, lotOfCommit } from './lots.ts';
import { isThorough } from './support/thorough.ts';

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

const report = 'dist/tests.json';
await rm(report, { force: true });
await bundle('src/platform/worker.ts', 'dist/worker', 'worker');
await stop();
const asked = process.argv.slice(2);
const wanted = process.env['LOT'] ?? String(lotOfCommit());
const lot = isThorough || asked.length > 0 || wanted === 'all' ? undefined : wanted;
const outputs = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const { status } = spawnSync(
  'vitest',
  ['run', '--config', 'test/vitest.config.ts', ...outputs, ...asked],
  { stdio: 'inherit', env: { ...process.env, LOT: lot } },
);
if (lot !== undefined) {
  const others = leftOutBeside(Number(lot)).join('\n  ');
  console.log(
    `Of what takes longest this was lot ${lot}. LOT=all npm test takes these too:\n  ${others}`,
  );
}
process.exitCode = printTotals(await readReport()) && status === 0 ? 0 : 1;

async function readReport(): Promise<Report> {
  const nothing = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
  return existsSync(report) ? JSON.parse(await readFile(report, 'utf8')) : nothing;
}

// A file that does not even load counts as one failure: vitest reports no test of it.
function printTotals(totals: Report): boolean {
  const unloaded = totals.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = totals.numFailedTests + unloaded.length;
  const skipped = totals.numPendingTests ? `, ${totals.numPendingTests} skipped` : '';
  console.log(`${totals.numPassedTests} passed, ${failed} failed${skipped}`);
  return totals.numPassedTests > 0 && failed === 0;
}
