import { check } from 'recheck';
import { describe, expect, test } from 'vitest';
import { nameInDisposition, fileNameOf } from '../../src/documents/model/file-names.ts';
import { readReturned } from '../../src/deliveries/bounces.ts';
import { escapeMarkdown } from '../../src/core/markdown-text.ts';
import { oneLine } from '../../src/imports/model/cell-text.ts';
import { readPlaces } from '../../src/imports/model/places.ts';
import { readList } from '../../src/imports/readers/read-list.ts';
import { savedName } from '../../src/inquiries/model/attaching.ts';
import { readSource } from '../../src/policies/model/source.ts';
import { isThorough } from '../support/thorough.ts';
import judged from './judged-patterns.json' with { type: 'json' };
import { patternsOfSource, verdictOf } from './patterns.ts';

/**
 * What recheck calls polynomial and why it does no harm: what the expression is given is short, our own,
 * or can not hold what it takes. Time grows with the square of at most so many characters.
 */
const bounded: Readonly<Record<string, string>> = {
  [String.raw`/\/+$/`]: 'an address on the command line',
  [String.raw`/^\[|\]$|%.*$/g`]: 'a network address in a header, which holds no line break',
  [String.raw`/(?<=.)\+.*$/`]: 'an address, at most 254 characters',
  [String.raw`/\d+\.\d+/g`]: 'drawings of our own',
  [String.raw`/(\d+[A-Z]?)\((\d+)\)\(([a-z])\)/g`]: 'articles of law in our own words',
  [String.raw`/(\d+[A-Z]?)\((\d+)\)/g`]: 'articles of law in our own words',
  [String.raw`/:(\w+)\{[^}]*?(\\\.json|\\\.md)?\}/g`]: 'routes of our own',
  [String.raw`/:(\w+)\{[^/]*\}$/`]: 'routes of our own',
  [String.raw`/\.[a-z.]+$/`]: 'a number and an ending: the route takes no other',
  [String.raw`/^\s*(?:"?([^"<]*?)"?\s*)<([^<>]+)>\s*$/`]: 'MAIL_FROM of the settings',
  [String.raw`/\+.*$/`]: 'an address, at most 254 characters',
  [String.raw`/^[. ]+|[. ]+$/g`]: '300 characters of a name of a file',
  [String.raw`/[. ]+$/g`]: '60 characters of a name of a file',
  [String.raw`/^([^:\n]{1,60}?)\s*:\s*([\s\S]*)$/`]: '60 times the length',
  [String.raw`/\b(?:located|based|hosted|established|stored)\b.*?\bin\s+(?:the\s+)?([^.:]+)/i`]:
    '500 characters of a sentence',
  [String.raw`/\b(categor\w+|types?|kinds?|elements) of .*\b(data|information)\b/`]:
    'a heading of at most 60 characters',
  [String.raw`/\b(relevant|applicable|affected)\b.*\b(services?|products?)\b|\bproducts?$/`]:
    'a heading of at most 60 characters',
  [String.raw`/^([^()]+?)\s*\(([^()]*)\)$/`]: 'blanks are single there',
  [String.raw`/^Under .+ one cannot ask for .+$/`]: 'refusals in our own words',
  [String.raw`/-+$/`]: 'hyphens are single there',
  [String.raw`/^import [^;]*;\n+/gm`]: 'scripts of our own',
  [String.raw`/embed(\.js|\/[^/]+\/annex\.js)([?#].*)?$/`]: 'the address of a script in a page',
  [String.raw`/[\s.]+$/u`]: '500 characters of a name of a file',
  [String.raw`/:again:.*$/`]: 'ids of our own',
  [String.raw`/^-+|-+$/g`]: 'hyphens are single there',
  [String.raw`/<feed [^>]*>/`]: 'feeds of our own',
};

const verdicts = new Map<string, string>(Object.entries(judged));

describe('every regular expression of the source', async () => {
  const patterns = await patternsOfSource();

  test('was judged, and takes linear time or is given little', async () => {
    const faults: string[] = [];
    for (const pattern of patterns) {
      const { name } = pattern;
      const verdict = verdicts.get(name) ?? (await judge(pattern));
      if (verdict !== 'linear' && bounded[name] === undefined)
        faults.push(`${pattern.file} ${name}: ${verdict}`);
    }
    expect(faults).toEqual([]);
  });

  test('that is no longer there is no longer listed', () => {
    const names = new Set(patterns.map(({ name }) => name));
    const listed = [...verdicts.keys(), ...Object.keys(bounded)];
    expect(listed.filter((name) => !names.has(name))).toEqual([]);
  });

  test.runIf(isThorough)('is still judged as it is listed', { timeout: 600_000 }, async () => {
    for (const pattern of patterns)
      expect(`${pattern.name}: ${await judge(pattern)}`).toBe(
        `${pattern.name}: ${verdicts.get(pattern.name) ?? 'linear'}`,
      );
  });
});

test('an expression that takes exponential time is found', async () => {
  expect(await judge({ source: '^(a+)+$', flags: '' })).toBe('exponential');
  expect(await judge({ source: String.raw`\s+$`, flags: '' })).toBe('2nd degree polynomial');
});

async function judge({ source, flags }: { source: string; flags: string }): Promise<string> {
  return verdictOf(await check(source, flags, { timeout: 30_000 }));
}

/** Before, each took minutes; the test gives up after 15 s. */
describe('what somebody sends to keep a process busy is read before the test gives up:', () => {
  const many = 1_000_000;

  test('a report of a failed mail', async () => {
    const head = 'From: mailer-daemon@mail.example\r\nReturn-Path: <>\r\nSubject: failed\r\n';
    const dashes = `${head}\r\n550 no such user\r\n${'-'.repeat(many)}\r\n`;
    await expect(readReturned(Buffer.from(dashes))).resolves.toBeDefined();
    const status = `Final-Recipient:${'\t'.repeat(60_000)}\r!\r\nAction: failed\r\n`;
    const parts = `${head}Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n\r\n${status}\r\n--b--\r\n`;
    await readReturned(Buffer.from(parts)).catch(() => undefined);
  });

  test('a name of a file', () => {
    const dots = `${'.'.repeat(many)}x${' '.repeat(many)}!`;
    expect(savedName(dots, 'application/pdf', 1)).toMatch(/\.pdf$/);
    expect(fileNameOf(dots, 'report', 'pdf')).toMatch(/\.pdf$/);
    expect(nameInDisposition(`attachment; filename="${dots}"`)).toBe(dots);
  });

  test('a list, by what its form is told and what its cells say', async () => {
    const tabs = '\t'.repeat(50_000);
    await expect(readList({ text: `${tabs}--|--${tabs}!\nx` })).rejects.toThrow(
      /No list was found/,
    );
    expect(oneLine(`${tabs}\n${tabs}x`)).toBe('x');
    expect(readPlaces(`a${tabs}and${tabs}(`).locations).toHaveLength(1);
  });

  test('a text of one long word', () => {
    expect(escapeMarkdown('a'.repeat(many))).toHaveLength(many);
  });

  test('the head of a policy', () => {
    const line = `title:${'\t'.repeat(many)}a${'\t'.repeat(many)}\v`;
    expect(readSource(`---\n${line}\n---\n`)).toBeDefined();
  });
});
