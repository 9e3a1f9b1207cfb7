import { existsSync, statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { leftOutBeside } from './lots.ts';

// Each in a process of its own, for the memory that it takes.
const long = [
  'test/notices/year/*.test.ts',
  'test/scale/*.test.ts',
  'test/platform/{faults,worker-load,worker-verify,worker-year}.test.ts',
];
const worker = ['test/platform/worker*.test.ts'];
const browser = ['test/browser/**/*.test.ts'];
const unit = ['test/**/model.test.ts', 'test/core/**/*.test.ts', 'test/lint/**/*.test.ts'];

// `npm test` says which; whoever calls vitest gets what they ask for.
const lot = process.env['LOT'];
const leftOut = lot === undefined ? [] : leftOutBeside(Number(lot));

/**
 * Databases of tests stand in memory where there is enough of it: no test cuts the power, and each commit
 * on a disk waits some milliseconds for it. What kills processes finds in it all that they wrote.
 */
const memory = '/dev/shm';
const hasMemory = () => {
  if (!existsSync(memory)) return false;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 4e9;
};

const patient = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    environment: 'node',
    env: hasMemory() ? { TMPDIR: memory } : {},
    // Without it the text of a stylesheet is empty.
    css: true,
    setupFiles: ['test/support/chance.ts'],
    globalSetup: ['test/support/pdf-thread.ts'],
    maxWorkers: 2,
    // Files of a project share the modules of their process: to load them anew took a second a file.
    isolate: false,
    // One after the other by name: what takes longest comes first, and leaves no core idle at the end.
    projects: [
      { extends: true, test: { name: 'unit', include: unit, testTimeout: 15_000 } },
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...unit, ...long, ...worker, ...browser, ...leftOut],
          ...patient,
        },
      },
      {
        extends: true,
        test: {
          name: 'worker',
          include: worker,
          exclude: [...long, ...leftOut],
          isolate: true,
          ...patient,
        },
      },
      {
        extends: true,
        test: { name: 'long', include: long, exclude: leftOut, isolate: true, ...patient },
      },
      {
        extends: true,
        test: { name: 'browser', include: browser, exclude: leftOut, ...patient },
      },
    ],
  },
});
