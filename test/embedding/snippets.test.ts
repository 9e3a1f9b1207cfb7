import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFeed } from 'feedsmith';
import ICAL from 'ical.js';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { execute } from './executing.ts';
import { snippetsIn } from './taking.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';

let demo: DemoServer;
let folder: string;
let snippets: ReadonlyMap<string, string>;
let listed: readonly { name: string; state: string }[];

beforeAll(async () => {
  [demo, folder] = await Promise.all([
    startServer('demo'),
    mkdtemp(join(tmpdir(), 'annex-snippets-')),
  ]);
  snippets = await snippetsIn(`${demo.origin}/trust/use-this-data`);
  const response = await fetch(`${demo.origin}/trust/subprocessors.json`);
  listed = (await response.json()).subprocessors;
});

afterAll(async () => {
  await demo?.close();
  await rm(folder, { recursive: true, force: true });
});

const isThere = (program: string) => spawnSync(program, ['--version']).status === 0;
const missing = ['curl', 'python3'].filter((program) => !isThere(program));
for (const program of missing) console.warn(`${program} is not here: its snippets are not run.`);
const withCurl = test.skipIf(missing.includes('curl'));
const withPython = test.skipIf(missing.includes('python3'));

function snippet(name: string): string {
  const found = snippets.get(name);
  if (found === undefined) throw new Error(`The page has no snippet ${name}.`);
  return found;
}

/** As a line of a shell in an empty folder. */
function inShell(name: string): Promise<string> {
  return execute('sh', ['-ec', snippet(name)], { cwd: folder });
}

const fileNames = async (file: string) => readFile(join(folder, file), 'utf8');

test('both languages offer the same snippets, with the addresses of this deployment', async () => {
  const german = await snippetsIn(`${demo.origin}/trust/de/use-this-data`);
  expect([...german]).toEqual([...snippets]);
  expect(snippets.size).toBe(17);
  for (const [name, text] of snippets) {
    const host = new URL(demo.origin).host;
    expect(text, name).toContain(host);
    expect(text.replaceAll(demo.origin, '').replaceAll(host, ''), name).not.toMatch(/https?:/);
  }
});

withCurl('curl fetches the list, and again only what has changed', async () => {
  await inShell('curl');
  const whole = await fileNames('subprocessors.json');
  expect(JSON.parse(whole).subprocessors).toEqual(listed);
  await rm(join(folder, 'subprocessors.json'));
  await inShell('curl-again');
  expect(await fileNames('subprocessors.json')).toBe(whole);
  // Told apart from another download by a mark that one would overwrite.
  await writeFile(join(folder, 'subprocessors.json'), 'as it was');
  await inShell('curl-again');
  expect(await fileNames('subprocessors.json')).toBe('as it was');
});

const sentence = ({ name, state }: { name: string; state: string }) => `${name} (${state}): `;

test('JavaScript prints every entry with its places', async () => {
  await writeFile(join(folder, 'list.mjs'), snippet('javascript'));
  expectAllIn(await execute(process.execPath, ['list.mjs'], { cwd: folder }));
});

withPython('Python prints every entry with its places', async () => {
  await writeFile(join(folder, 'list.py'), snippet('python'));
  const env = { ...process.env, PYTHONIOENCODING: 'utf-8' };
  expectAllIn(await execute('python3', ['list.py'], { cwd: folder, env }));
});

function expectAllIn(printed: string): void {
  const lines = printed.trimEnd().split(/\r?\n/);
  expect(lines.map((line) => line.slice(0, line.indexOf(': ') + 2))).toEqual(listed.map(sentence));
  expect(lines.find((line) => line.startsWith('Amazon Web Services'))).toMatch(/: DE, IE$/);
  expect(printed).not.toMatch(/undefined|None|null/);
}

test('what a spreadsheet is told to fetch is a table of every entry', async () => {
  const [, forGoogle = ''] = /^=IMPORTDATA\("([^"]+)"\)$/.exec(snippet('google-sheets')) ?? [];
  const [, forExcel = ''] = /Web\.Contents\("([^"]+)"\)/.exec(snippet('excel')) ?? [];
  expect(forGoogle).toBe(forExcel);
  const text = await (await fetch(forExcel)).text();
  const { data, errors } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  expect(data.map(({ name }) => name)).toEqual(listed.map(({ name }) => name));
});

test('a feed reader and a calendar read what they are told to', async () => {
  const { format, feed } = parseFeed(await (await fetch(snippet('feed'))).text());
  expect(format).toBe('atom');
  expect(feed).toHaveProperty('entries.length');
  const calendar = new ICAL.Component(ICAL.parse(await (await fetch(snippet('calendar'))).text()));
  expect(calendar.getAllSubcomponents('vevent').length).toBeGreaterThan(0);
  expect(snippet('calendar-app').replace('webcal:', 'http:')).toBe(snippet('calendar'));
});

withCurl(
  'the step of a build writes both fragments, and leaves the former ones where it fails',
  async () => {
    await inShell('fragments');
    const list = await fileNames('subprocessors.html');
    expect(list).toMatch(/^<div class="annex annex-subprocessors" lang="en">/);
    expect(await fileNames('changes.html')).toMatch(/^<div class="annex annex-changes" lang="en">/);
    const nowhere = snippet('fragments').replaceAll('/embed/', '/nowhere/');
    await expect(execute('sh', ['-ec', nowhere], { cwd: folder })).rejects.toThrow();
    expect(await fileNames('subprocessors.html')).toBe(list);
    const [, sheet = ''] = /href="([^"]+)"/.exec(snippet('fragment-style')) ?? [];
    expect((await fetch(sheet)).headers.get('content-type')).toBe('text/css; charset=utf-8');
  },
);
