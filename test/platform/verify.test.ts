import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from '../../src/platform/build.ts';
import { Processes, type Running } from '../support/processes.ts';
import { StaffMember } from './staff.ts';

// The program as `npm run verify` starts it, against Annex in a process of its own.

const processes = new Processes();
const contract = { signedOn: '2026-01-15' };
const harbour = { name: 'North Harbour', kind: 'third-party', description: 'Hosts.', contract };
let home: string;
let annex: Running;
let program: string;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(resolve('dist/test-'));
  program = (await bundle('src/verification/cli.ts', directory, 'node')).outfile;
  home = await processes.makeHome();
  annex = await processes.start(home);
  await new StaffMember((path, init) => fetch(`${annex.origin}${path}`, init)).promiseNothing();
  await publish('harbour');
});

afterAll(async () => {
  await processes.end();
  await rm(directory, { recursive: true, force: true });
});

it('it exits with 0 where everything agrees, and says what it checked', async () => {
  const { code, output } = await run(`${annex.origin}/trust`);
  expect(output).toMatch(/^VERIFIED: http:\/\/127\.0\.0\.1:\d+\/trust\n/);
  expect(output).toContain('ok    The change log is as logged, 1 change.');
  expect(code).toBe(0);
});

it('the state is kept after a check that verified, and compared with the next time', async () => {
  const first = await run(`${annex.origin}/trust/`, '--state', 'state.json');
  expect([first.code, first.output]).toEqual([0, expect.stringContaining('is kept in')]);
  const kept = await readFile(join(home, 'state.json'), 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ format: 'annex-verify-state/1', size: 4 });
  await publish('second');
  const { code, output } = await run(`${annex.origin}/trust`, '--state', 'state.json');
  expect([code, output]).toEqual([
    0,
    expect.stringContaining('nothing in its first 4 entries was'),
  ]);
  expect(await readFile(join(home, 'state.json'), 'utf8')).not.toBe(kept);
});

it.each([
  ['no address', [], 'Name one address'],
  ['two addresses', ['http://127.0.0.1:1', 'http://127.0.0.1:1'], 'Name one address'],
  ['what is no address', ['company.example/trust'], 'is no address of a trust centre'],
  ['an option that there is not', ['http://127.0.0.1:1', '--fast'], '--fast'],
  ['where nobody answers', ['http://127.0.0.1:9/trust'], 'could not be reached'],
])('it exits with 2 for %s', async (_what, args, words) => {
  const { code, output } = await run(...args);
  expect([code, output]).toEqual([2, expect.stringContaining(words)]);
});

it('it exits with 2 for a site that is no trust centre, and for a state that is damaged', async () => {
  const elsewhere = await run(`${annex.origin}/healthz`);
  expect([elsewhere.code, elsewhere.output]).toEqual([2, expect.stringContaining('has no log')]);
  const kept = await readFile(join(home, 'state.json'), 'utf8');
  for (const damaged of [
    '',
    kept.slice(0, -40),
    kept.replace(/"checkpoint": "\w/, '"checkpoint": "X'),
  ]) {
    await writeFile(join(home, 'damaged.json'), damaged);
    const { code, output } = await run(`${annex.origin}/trust`, '--state', 'damaged.json');
    expect([code, output]).toEqual([2, expect.stringContaining('Take it from a backup')]);
    expect(await readFile(join(home, 'damaged.json'), 'utf8')).toBe(damaged);
  }
});

it('it exits with 2 where the state can not be kept', async () => {
  const { code, output } = await run(`${annex.origin}/trust`, '--state', 'no/such/folder.json');
  expect([code, output]).toEqual([2, expect.stringContaining('cannot be kept')]);
});

it('--help says how to use it, and npx annex verify is the same program', async () => {
  const { code, output } = await run('--help');
  expect([code, output]).toEqual([0, expect.stringMatching(/^Usage: npm run verify -- URL/)]);
  const annexJs = resolve('src/platform/annex.js');
  const same = spawnSync(process.execPath, [annexJs, 'verify', '--help'], { encoding: 'utf8' });
  expect([same.status, same.stdout]).toEqual([0, output]);
  const other = spawnSync(process.execPath, [annexJs, 'destroy'], { encoding: 'utf8' });
  expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('Usage')]);
});

it('it checks a packet without a network, by the key that is named', async () => {
  const staff = new StaffMember((path, init) => fetch(`${annex.origin}${path}`, init));
  const { text: packet } = await staff.call(200, 'GET', '/changes/1/packet');
  await writeFile(join(home, 'packet.json'), packet);
  const key = (await (await fetch(`${annex.origin}/trust/log/key`)).text()).trim();
  const known = await run('--packet', 'packet.json', '--key', key);
  expect(known.output).toMatch(/^VERIFIED: packet.json\n/);
  expect(known.output).not.toContain('note ');
  expect(known.code).toBe(0);
  const unknown = await run('--packet', 'packet.json');
  expect([unknown.code, unknown.output]).toEqual([0, expect.stringContaining(`--key: ${key}`)]);
  await writeFile(join(home, 'other.json'), `${packet}\n`);
  const other = await run('--packet', 'other.json', '--json');
  expect([other.code, JSON.parse(other.output)]).toEqual([
    1,
    expect.objectContaining({ status: 'does-not-verify', url: 'other.json' }),
  ]);
});

it.each([
  ['a packet that is not there', ['--packet', 'missing.json'], 'cannot be read'],
  ['a key that is none', ['--packet', 'packet.json', '--key', 'abc'], 'is no key of a log'],
  ['a key without a packet', ['http://127.0.0.1:1', '--key', 'abc'], '--key belongs to --packet'],
  ['a packet and an address', ['--packet', 'packet.json', 'http://127.0.0.1:1'], 'by itself'],
])('it exits with 2 for %s', async (_what, args, words) => {
  const { code, output } = await run(...args);
  expect([code, output]).toEqual([2, expect.stringContaining(words)]);
});

it('it exits with 1 where something does not verify, and the state stays as it was', async () => {
  await run(`${annex.origin}/trust`, '--state', 'state.json');
  const kept = await readFile(join(home, 'state.json'), 'utf8');
  await edit(`UPDATE subprocessors SET facts = json_set(facts, '$.name', 'South Harbour')`);
  await publish('third');
  const { code, output } = await run(`${annex.origin}/trust`, '--state', 'state.json');
  expect(output).toContain('DOES NOT VERIFY');
  expect(output).toContain('published is "South Harbour", the log says "North Harbour"');
  expect(code).toBe(1);
  const asJson = await run(`${annex.origin}/trust`, '--json');
  expect(JSON.parse(asJson.output)).toMatchObject({ status: 'does-not-verify' });
  expect(await readFile(join(home, 'state.json'), 'utf8')).toBe(kept);
});

async function run(...args: readonly string[]) {
  const { child, output } = await processes.spawn(home, {}, program, args);
  if (child.exitCode === null) await once(child, 'close');
  return { code: child.exitCode, output: output() };
}

async function publish(slug: string): Promise<void> {
  const staff = new StaffMember((path, init) => fetch(`${annex.origin}${path}`, init));
  await staff.publish(
    { reason: `It lists ${slug}.` },
    { [slug]: { facts: { ...harbour, description: slug } } },
  );
}

/** Behind Annex's back. */
async function edit(statement: string): Promise<void> {
  const client = createClient({ url: `file:${join(home, 'data/annex.db')}`, timeout: 5_000 });
  await client.execute(statement);
  client.close();
}
