import { createBlobs } from '../../src/platform/node/blobs.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readControls } from '../../src/controls/csv.ts';
import { readDocument } from '../../src/controls/json-document.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import { parseDay, parseInstant } from '../../src/core/day.ts';
import { Refusal } from '../../src/core/errors.ts';
import { parseNumber } from '../../src/core/number.ts';
import { parsePeriod, periodFromWords, periodToType } from '../../src/core/period.ts';
import { isPublicAddress } from '../../src/core/public-address.ts';
import { idIn, isSignedBy, signId } from '../../src/core/signed-id.ts';
import {
  formatCheckpoint,
  formatLogProof,
  formatNote,
  parseCheckpoint,
  parseLogProof,
  parseNote,
  parseVerifierKey,
} from '../../src/core/signed-note.ts';
import { readTilePath, tilePath } from '../../src/core/tiles.ts';
import { readLines } from '../../src/customers/csv.ts';
import { readReturned } from '../../src/deliveries/bounces.ts';
import { keyInMessageId } from '../../src/deliveries/model/message-id.ts';
import { nameInDisposition } from '../../src/documents/model/file-names.ts';
import {
  chooseEncoding,
  isUnmodified,
  preferredLanguage,
  prefersJson,
} from '../../src/http/cache.ts';
import { depthOf, parseJson } from '../../src/http/json-body.ts';
import { readList } from '../../src/imports/readers/read-list.ts';
import { CannotStart } from '../../src/platform/cannot-start.ts';
import { importEverything, linesOf } from '../../src/platform/node/importing.ts';
import { readSource, readStretches } from '../../src/policies/model/source.ts';
import { readMailAddress } from '../../src/subscribers/model/mail-address.ts';
import { readTarget } from '../../src/subscribers/model/target.ts';
import { faultInMarkdown, plainText, readMarkdown } from '../../src/updates/markdown.ts';
import { startApp } from '../support/app.ts';
import { copyTemplate } from '../support/template.ts';
import { often, patience } from './budget.ts';
import { hostileText } from './hostile.ts';
import { conditions } from '../support/conditions.ts';

/** Whatever stands there: no error but a refusal with words, and nothing that is longer by orders. */
const forms = ['csv', 'json', 'markdown', 'html'] as const;

/** Pieces of a language in any order, with anything between them. */
function tangled(...pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { arbitrary: fc.constantFrom(...pieces), weight: 5 },
    hostileText.map((text) => text.slice(0, 2_000)),
  );
  return fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));
}

/** A sample with some of it replaced, repeated or gone. */
function damaged(sample: string): fc.Arbitrary<string> {
  const cut = fc.record({
    at: fc.nat(sample.length),
    length: fc.nat(60),
    put: fc.oneof(
      hostileText,
      fc.nat(sample.length).map((n) => sample.slice(n, n + 60)),
    ),
  });
  return fc
    .array(cut, { minLength: 1, maxLength: 4 })
    .map((cuts) =>
      cuts.reduce(
        (text, { at, length, put }) => text.slice(0, at) + put + text.slice(at + length),
        sample,
      ),
    );
}

async function refusesAtMost<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal && error.detail.length > 5 && error.detail.length < 4_000)
      return undefined;
    throw error;
  }
}

const fixture = (path: string) => readFileSync(join('test/fixtures', path), 'utf8');

describe('a list in any form', () => {
  const samples = [
    'imports/bullets.md',
    'imports/definitions.md',
    'imports/formulae.csv',
    'imports/html-values.json',
    'imports/nested.html',
    'imports/scope-rows.md',
    'imports/table-without-outer-pipes.md',
  ].map(fixture);
  const list = fc.oneof(
    ...samples.map(damaged),
    tangled(
      '|',
      '\n',
      '---',
      '- ',
      '**',
      ':',
      'Name',
      'Country',
      '"',
      ',',
      ';',
      '\t',
      'AWS',
      'Germany',
    ),
    tangled(
      '<table>',
      '<tr>',
      '<td>',
      '</td>',
      '<ul>',
      '<li>',
      '<dl>',
      '<dt>',
      'Name',
      '<br>',
      '<b>',
      '&amp;',
    ),
    tangled('{', '}', '[', ']', '"name":', '"AWS"', ',', ':', 'null', '1'),
  );

  test('is read or refused in words', patience, async () => {
    const read = fc.asyncProperty(
      list,
      fc.constantFrom(undefined, ...forms),
      async (text, format) => {
        const found = await refusesAtMost(() => readList({ text, ...(format && { format }) }));
        const cells = JSON.stringify(found?.tables ?? []).length;
        expect(cells).toBeLessThan(text.length * 60 + 10_000);
      },
    );
    await fc.assert(read, often(250));
  });
});

test('tables of customers and controls are read or refused in words', patience, async () => {
  const table = tangled(
    'slug',
    'name',
    'email',
    ',',
    ';',
    '\n',
    '\r\n',
    '"',
    '""',
    "'=1",
    'id',
    'title',
    'acme',
  );
  const read = fc.asyncProperty(table, fc.jsonValue(), async (text, value) => {
    await refusesAtMost(() => readLines(text));
    await refusesAtMost(() => readControls(text));
    await refusesAtMost(() => readDocument(value));
  });
  await fc.assert(read, often(200));
});

test('a mail that came back is read or refused in words', patience, async () => {
  const names = ['postfix', 'qmail', 'ses', 'gmail', 'exchange-online', 'exchange-prose'];
  const samples = names.map((name) => fixture(`bounces/${name}.eml`));
  const mail = fc.oneof(
    ...samples.map(damaged),
    tangled(
      '\r\n',
      '\r\n\r\n',
      '--b',
      'Content-Type: ',
      'multipart/report; boundary=b',
      'Final-Recipient: rfc822; a@b.example',
      '=?utf-8?q?',
      '=',
      '550 ',
    ),
  );
  const read = fc.asyncProperty(mail, async (text) => {
    const found = await refusesAtMost(() => readReturned(Buffer.from(text)));
    expect(found?.reports.length ?? 0).toBeLessThanOrEqual(text.length);
  });
  await fc.assert(read, often(150));
});

test('headers never throw, and choose what there is', patience, () => {
  const header = tangled(
    'gzip',
    'br',
    'de',
    'en-US',
    '*',
    ';q=',
    '0.5',
    '1',
    ',',
    ' ',
    'application/json',
    'text/html',
    'W/',
    '"a"',
    'identity',
  );
  const read = fc.property(header, fc.string(), (text, other) => {
    expect(['br', 'gzip', 'identity']).toContain(chooseEncoding(text));
    expect(['en', 'de', undefined]).toContain(preferredLanguage(text));
    expect(typeof prefersJson(text)).toBe('boolean');
    const current = { etag: '"a"', lastModified: 0 };
    expect(typeof isUnmodified(current, conditions(text, other))).toBe('boolean');
    nameInDisposition(`attachment; filename=${text}; filename*=utf-8''${other}`);
  });
  fc.assert(read, often(1_000));
});

test('JSON is read as JSON.parse reads it, or refused', patience, async () => {
  const text = tangled(
    '{',
    '}',
    '[',
    ']',
    '"a"',
    ':',
    ',',
    '1',
    'null',
    '"__proto__"',
    String.raw`"\u0061"`,
    ' ',
  );
  const read = fc.asyncProperty(text, async (given) => {
    const bytes = new TextEncoder().encode(given);
    const found = await refusesAtMost(() => parseJson(bytes.slice().buffer));
    expect(depthOf(given)).toBeLessThanOrEqual(given.length);
    if (found !== undefined) expect(found).toEqual(JSON.parse(new TextDecoder().decode(bytes)));
  });
  await fc.assert(read, often(1_000));
  // Nothing that was written from a value is taken for one with a name twice, with whatever escapes.
  const same = fc.property(fc.jsonValue(), fc.nat(4), (value, blanks) => {
    const written = JSON.stringify({ '"}': value, '\\': [value] }, null, blanks);
    if (depthOf(written) > 32 || written.includes('__proto__')) return;
    expect(parseJson(new TextEncoder().encode(written).slice().buffer)).toEqual(
      JSON.parse(written),
    );
  });
  fc.assert(same, often(1_000));
});

test('canonical JSON is read back as what it was', patience, () => {
  const read = fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
    const plain = JSON.parse(JSON.stringify(value).replaceAll(String.raw`\ud`, 'x'));
    const text = canonicalJson(plain);
    expect(JSON.parse(text)).toEqual(plain);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
  fc.assert(read, often(300));
});

test('Markdown becomes parts and text, or is refused in words', patience, () => {
  const text = tangled(
    '# ',
    '**',
    '_',
    '[a](',
    ')',
    '<b>',
    '`',
    '\n',
    '\n\n',
    '- ',
    '1. ',
    '> ',
    '|',
    '![',
    '&#0;',
    'javascript:',
    'https://a.example',
    '```',
  );
  const read = fc.property(text, (given) => {
    if (faultInMarkdown(given) !== undefined) return;
    expect(plainText(readMarkdown(given)).length).toBeLessThanOrEqual(given.length * 6 + 100);
  });
  fc.assert(read, often(200));
});

test('policies with their head and marks are read, or say what is wrong', patience, () => {
  const text = tangled(
    '---',
    '\n',
    'title: ',
    'summary: ',
    '"',
    '<!-- annex:subprocessors -->',
    '<!-- /annex:subprocessors -->',
    ':',
  );
  const read = fc.property(text, (given) => {
    const source = readSource(given);
    if ('body' in source) expect(given).toContain(source.body);
    expect(readStretches(given)).toBeDefined();
  });
  fc.assert(read, often(500));
});

describe('what has two directions comes back as it was', () => {
  const hash = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((b) => Buffer.from(b).toString('hex'));

  test('tokens, and of all others none is taken', patience, () => {
    const key = new Uint8Array(32).fill(7);
    const id = fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((b) => `sbs_${Buffer.from(b).toString('hex')}`);
    const read = fc.property(
      id,
      fc.nat(9),
      fc.nat(42),
      hostileText,
      (named, version, place, other) => {
        const token = signId(key, named, version);
        expect(idIn(token, 'sbs')).toBe(named);
        expect(isSignedBy(key, token, named, version)).toBe(true);
        expect(isSignedBy(key, token, named, version + 1)).toBe(false);
        const wrong =
          token.slice(0, place) + (token[place] === 'A' ? 'B' : 'A') + token.slice(place + 1);
        const claimed = idIn(wrong, 'sbs');
        expect(claimed !== undefined && isSignedBy(key, wrong, claimed, version)).toBe(false);
        expect(idIn(other, 'sbs')).toBeUndefined();
        expect(isSignedBy(key, other, named, version)).toBe(false);
      },
    );
    fc.assert(read, often(300));
  });

  test('checkpoints, proofs, notes and tiles', patience, () => {
    const origin = fc.stringMatching(/^[a-z.]{1,20}\/log$/);
    const read = fc.property(
      origin,
      fc.nat(),
      hash,
      fc.array(hash, { maxLength: 5 }),
      (name, size, root, hashes) => {
        const checkpoint = { origin: name, size, root };
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
        const proof = { index: size, hashes, checkpoint: formatCheckpoint(checkpoint) };
        expect(parseLogProof(formatLogProof(proof))).toEqual(proof);
      },
    );
    fc.assert(read, often(300));
    const samples = ['log/checkpoint', 'log/key', 'log/leaf-5.tlog-proof'].map(fixture);
    const any = fc.property(fc.oneof(...samples.map(damaged), hostileText), (text) => {
      const note = parseNote(text);
      if (note) expect(parseNote(formatNote(note))).toEqual(note);
      parseCheckpoint(text);
      parseLogProof(text);
      parseVerifierKey(text);
      const tile = readTilePath(text);
      if (tile) expect(tilePath(tile).endsWith(text)).toBe(true);
    });
    fc.assert(any, often(500));
  });

  test('days, times, numbers and periods', patience, () => {
    const text = fc.oneof(
      hostileText,
      tangled(
        'P',
        '1',
        'Y',
        'M',
        '2026',
        '-',
        '01',
        'T',
        ':',
        'Z',
        '+',
        ' year',
        ' month',
        ' and ',
        ', ',
        's',
        '.',
      ),
    );
    const read = fc.property(text, (given) => {
      const day = parseDay(given);
      if (day) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(given);
      const instant = parseInstant(given);
      if (instant) expect(Number.isNaN(instant.getTime())).toBe(false);
      const number = parseNumber(given);
      if (number !== undefined) expect(String(number)).toBe(given);
      parsePeriod(given);
      const period = periodFromWords(given);
      if (period) expect(periodFromWords(periodToType(period))).toBe(period);
    });
    fc.assert(read, often(1_000));
  });
});

test('addresses are read or refused, and what is read leads to no other place', patience, () => {
  const text = tangled(
    'https://',
    'http://',
    'a.example',
    '@',
    ':',
    '/',
    '127.0.0.1',
    '[::1]',
    '%00',
    '#',
    '?',
    '\\',
    '0x7f',
    '2130706433',
    'localhost',
    '\t',
  );
  const read = fc.property(text, (given) => {
    const mail = readMailAddress(given);
    if ('address' in mail) expect(mail.address).toMatch(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/);
    const target = readTarget('webhook', given, {
      outboundLoopback: false,
      origin: 'https://own.example',
    });
    if ('address' in target) {
      const url = new URL(target.address);
      expect([url.protocol, url.username, url.password]).toEqual(['https:', '', '']);
      expect(url.hostname).not.toMatch(/^(localhost|127\.|\[::)/);
    }
    isPublicAddress(given);
    keyInMessageId(given, 'a.example');
  });
  fc.assert(read, often(500));
});

test('an export of everything that was damaged is not imported', patience, async () => {
  const world = await startApp();
  await world.publish({
    entries: { postmark: { name: 'Postmark', kind: 'third-party', description: 'Sends mail.' } },
    overrides: { postmark: 'None yet.' },
  });
  const { text } = await world.as('configured').get('/export');
  const other = damaged(text).filter((given) => given !== text);
  const read = fc.asyncProperty(other, async (given) => {
    const { file } = await copyTemplate();
    const fresh = `${file}.new`;
    const parts = async function* () {
      yield given;
    };
    const failed = await importEverything(
      linesOf(parts()),
      { url: `file:${fresh}` },
      createBlobs(`${fresh}.blobs`),
    ).then(
      () => 'imported',
      (error: unknown) => (error instanceof CannotStart ? 'refused' : String(error)),
    );
    expect(failed).toBe('refused');
  });
  await fc.assert(read, often(4));
});
