import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startServer } from '../support/demo-server.ts';

const run = promisify(execFile);
const folder = resolve('openapi/client');
const patience = 60_000;

/** Faults by the strict settings of the house; nothing where there are none. */
async function compile(): Promise<string> {
  const compiling = run(resolve('node_modules/.bin/tsc'), ['-p', folder]);
  const { stdout } = await compiling.catch((error: { stdout: string }) => error);
  return stdout;
}

describe('the client that is generated from openapi.json', { timeout: patience }, () => {
  test('compiles, and a program with it reads, subscribes, is refused and works as staff', async () => {
    await run('npm', ['run', 'client', '--silent']);
    expect(await compile()).toBe('');
    const server = await startServer('demo');
    try {
      const args = [join(folder, 'example.ts'), `${server.origin}/trust`, server.ownerKey];
      const { stdout } = await run(resolve('node_modules/.bin/node'), args);
      expect(JSON.parse(stdout)).toEqual({
        inGermany: ['Amazon Web Services', 'Hetzner', 'Sentry'],
        change: {
          title: 'Mistral AI will be added and Intercom amended on 4 January 2027',
          effectiveOn: '2027-01-04',
        },
        subscribed: 202,
        refused: [
          '#/query/as_of: as_of must be a day that exists, as YYYY-MM-DD, or an instant with its offset, e.g. 2026-03-01T10:00:00Z.',
        ],
        batches: {
          newest: 'From a program',
          withoutKey: 'Send a staff key that is in force: "Authorization: Bearer annex_…".',
        },
      });
    } finally {
      await server.close();
    }
  });

  test.each([
    ['an address that is none', "'/subprocessors.json'", "'/subprocessor.json'", 'TS2345'],
    ['a member that no answer has', 'data.title,', 'data.titel,', 'TS2551'],
    ['a state that no change has', "state: 'announced'", "state: 'pending'", 'TS2322'],
    ['a body without what it needs', "channel: 'email', address", "channel: 'email'", 'TS2322'],
    ['an answer that may be refused', 'if (error) throw new Error(error.detail);', '', 'TS18048'],
  ])('does not compile with %s', async (_, right, wrong, code) => {
    const example = await readFile(join(folder, 'example.ts'), 'utf8');
    expect(example).toContain(right);
    const file = 'wrong.ts';
    await writeFile(join(folder, file), example.replace(right, wrong));
    try {
      expect(await compile()).toMatch(new RegExp(`wrong\\.ts\\(.*error ${code}`));
    } finally {
      await rm(join(folder, file));
    }
  });
});
