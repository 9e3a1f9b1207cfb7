import { defineConfig } from 'vitest/config';
import { LongestFirst } from './support/longest-first.ts';

const worker = ['test/platform/worker*.test.ts'];
const browser = ['test/browser/**/*.test.ts'];
const unit = ['test/**/model.test.ts', 'test/core/**/*.test.ts', 'test/lint/**/*.test.ts'];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    environment: 'node',
    // Without it the text of a stylesheet is empty.
    css: true,
    setupFiles: ['test/support/chance.ts'],
    globalSetup: ['test/support/pdf-thread.ts'],
    maxWorkers: 2,
    // Files of a project share the modules of their process: to load them anew took a second a file.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'unit', include: unit, testTimeout: 15_000 } },
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...unit, ...worker, ...browser],
          testTimeout: 15_000,
        },
      },
      {
        extends: true,
        test: { name: 'worker', include: worker, testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: 'browser', include: browser, testTimeout: 60_000, hookTimeout: 60_000 },
      },
    ],
  },
});
