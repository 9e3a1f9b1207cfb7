import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../src/platform/build.ts';
import { Processes, type Running } from '../support/processes.ts';
import { StaffMember } from './staff.ts';

const processes = new Processes();
const contract = { signedOn: '2026-01-15' };
const harbour = { name: 'North Harbour', kind: 'third-party', description: 'Hosts.', contract };
let built: string;

beforeAll(async () => {
  await mkdir('dist', { recursive: true });
  built = await mkdtemp(resolve('dist/test-'));
  for (const entry of ['src/platform/backup.ts', 'src/verification/cli.ts'])
    await bundle(entry, built, 'node');
});

afterAll(async () => {
  await processes.end();
  await rm(built, { recursive: true, force: true });
});

type Ended = { readonly code: number | null; readonly output: string };

async function run(home: string, program: string, ...args: readonly string[]): Promise<Ended> {
  const { child, output } = await processes.spawn(home, {}, join(built, program), args);
  if (child.exitCode === null) await once(child, 'exit');
  return { code: child.exitCode, output: output() };
}

const staffOf = ({ origin }: Running) =>
  new StaffMember((path, init) => fetch(`${origin}${path}`, init));

async function publish(annex: Running, slug: string): Promise<void> {
  await staffOf(annex).publish(
    { reason: `It lists ${slug}.` },
    { [slug]: { facts: { ...harbour, name: slug } } },
  );
}

async function listed(annex: Running): Promise<string> {
  return (await fetch(`${annex.origin}/trust/subprocessors.csv`)).text();
}

describe('a backup', () => {
  it('is made while Annex writes, and restored is the same trust centre: its log goes on', async () => {
    const home = await processes.makeHome();
    const annex = await processes.start(home);
    await staffOf(annex).promiseNothing();
    await publish(annex, 'harbour');
    await mkdir(join(home, 'data/blobs/aa'), { recursive: true });
    await writeFile(join(home, 'data/blobs/aa/file'), 'kept');
    await writeFile(join(home, 'data/blobs/aa/half.partial'), 'half');
    const verified = await run(home, 'cli.js', `${annex.origin}/trust`, '--state', 'state.json');
    expect(verified.code).toBe(0);

    const writing = publish(annex, 'meanwhile');
    const made = await run(home, 'backup.js', 'backup', 'first');
    await writing;
    expect([made.code, made.output]).toEqual([0, expect.stringContaining('The record verifies')]);
    await publish(annex, 'afterwards');
    await run(home, 'cli.js', `${annex.origin}/trust`, '--state', 'later.json');
    await annex.stop();

    const other = await processes.makeHome();
    await mkdir(join(other, 'data'));
    await copyFile(join(home, 'data/secret-key'), join(other, 'data/secret-key'));
    const restored = await run(other, 'backup.js', 'restore', join(home, 'first'));
    expect([restored.code, restored.output]).toEqual([0, expect.stringContaining('Restored from')]);
    expect(await readdir(join(other, 'data/blobs/aa'))).toEqual(['file']);
    const again = await processes.start(other, { PORT: new URL(annex.origin).port });
    expect(await listed(again)).toContain('harbour');
    expect(await listed(again)).not.toContain('afterwards');
    await publish(again, 'goes-on');

    // Who kept a checkpoint from before the backup finds it continued, who kept a later one does not.
    for (const [state, code] of [
      ['state.json', 0],
      ['later.json', 1],
    ] as const) {
      await copyFile(join(home, state), join(other, state));
      const url = `${again.origin}/trust`;
      const { code: found, output } = await run(other, 'cli.js', url, '--state', state);
      expect([state, found], output).toEqual([state, code]);
    }
    await again.stop();
  });

  it('that was changed is not restored, and nothing is left of the attempt', async () => {
    const home = await processes.makeHome();
    const annex = await processes.start(home);
    await publish(annex, 'harbour').catch(() => undefined);
    await annex.stop();
    expect((await run(home, 'backup.js', 'backup', 'copy')).code).toBe(0);
    const path = join(home, 'copy/annex.db');
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 8_192));
    const other = await processes.makeHome();
    await mkdir(join(other, 'data'));
    await copyFile(join(home, 'data/secret-key'), join(other, 'data/secret-key'));
    const { code } = await run(other, 'backup.js', 'restore', join(home, 'copy'));
    expect(code).toBe(1);
    expect(await readdir(join(other, 'data'))).toEqual(['secret-key']);
  });

  it('goes into no directory that is there, and is restored over no database', async () => {
    const home = await processes.makeHome();
    const annex = await processes.start(home);
    await annex.stop();
    expect((await run(home, 'backup.js', 'backup', 'one')).code).toBe(0);
    const twice = await run(home, 'backup.js', 'backup', 'one');
    expect([twice.code, twice.output]).toEqual([1, expect.stringContaining('there already')]);
    const over = await run(home, 'backup.js', 'restore', 'one');
    expect([over.code, over.output]).toEqual([1, expect.stringContaining('in the way')]);
    const none = await run(home, 'backup.js', 'backup');
    expect([none.code, none.output]).toEqual([1, expect.stringContaining('Usage')]);
  });
});
