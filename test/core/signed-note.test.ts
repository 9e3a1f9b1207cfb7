import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VerifierKey } from '../../src/core/signed-note.ts';
import {
  createSigner,
  formatCheckpoint,
  formatLogProof,
  formatNote,
  formatVerifierKey,
  parseCheckpoint,
  parseLogProof,
  parseNote,
  parseVerifierKey,
  signNote,
  verifyNote,
} from '../../src/core/signed-note.ts';

// The worked example of golang.org/x/mod/sumdb/note, note_test.go.
const peterKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const peterSeed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const enochKey = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const text =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n";
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

/** Throws where a test expects a key. */
function key(written: string): VerifierKey {
  const parsed = parseVerifierKey(written);
  if (!parsed) throw new Error(`${written} is no verifier key`);
  return parsed;
}

async function signersOf(note: string, keys: readonly VerifierKey[]): Promise<readonly string[]> {
  const parsed = parseNote(note);
  if (!parsed) throw new Error('This is no note');
  return (await verifyNote(parsed, keys)).map(({ name }) => name);
}

describe('a signed note, C2SP signed-note', () => {
  test('is the worked example when signed with its key', async () => {
    const peter = await createSigner('PeterNeumann', peterSeed);
    expect(formatVerifierKey(peter.key)).toBe(peterKey);
    expect(await signNote(text, [peter])).toBe(`${text}\n${peterLine}`);
  });

  test('verifies for those who signed it, and passes over the signatures of others', async () => {
    const note = `${text}\n${peterLine}${enochLine}`;
    const [peter, enoch] = [key(peterKey), key(enochKey)];
    expect(await signersOf(note, [peter])).toEqual(['PeterNeumann']);
    expect(await signersOf(note, [enoch])).toEqual(['EnochRoot']);
    expect(await signersOf(note, [enoch, peter])).toEqual(['PeterNeumann', 'EnochRoot']);
    expect(await signersOf(`${text}\n${peterLine}${peterLine}`, [peter])).toEqual(['PeterNeumann']);
    expect(await signersOf(note, [])).toEqual([]);
    expect(await signersOf(note, [{ ...peter, name: 'Peter' }])).toEqual([]);
  });

  test('does not verify when one character of its text is another', async () => {
    const peter = key(peterKey);
    for (const at of [0, 20, text.length - 2]) {
      const changed = text.slice(0, at) + 'X' + text.slice(at + 1);
      expect(await signersOf(`${changed}\n${peterLine}`, [peter])).toEqual([]);
    }
  });

  test('is rejected whole when one of the known keys did not sign it', async () => {
    const forged = peterLine.replace('ZJkuBS', 'ZJkuBT');
    expect(
      await signersOf(`${text}\n${enochLine}${forged}`, [key(enochKey), key(peterKey)]),
    ).toEqual([]);
  });

  test.for([
    text,
    `${text}\n`,
    `${text}\n${peterLine.slice(0, -1)}`,
    `\u0001${text}\n${peterLine}`,
    `\ufffd${text}\n${peterLine}`,
    `${text}\n${peterLine.replace('PeterNeumann', 'Bad Name')}`,
    `${text}\n${peterLine.replace('PeterNeumann', 'Bad+Name')}`,
    `${text}\n${peterLine.replace('PeterNeumann', 'Bad\u2003Name')}`,
    `${text}\n${peterLine.replace('—', '-')}`,
    `${text}\n${peterLine.replace('AM=', 'AM')}`,
    `${text}\n— PeterNeumann x08gow==\n`,
    `${text}\n${peterLine}Unexpected line.\n`,
    `${text}\n${peterLine.repeat(101)}`,
    '',
  ])('is not what is malformed: %j', (note) => {
    expect(parseNote(note)).toBeUndefined();
  });

  test('may hold empty lines, and signatures of kinds that are not known here', async () => {
    const peter = await createSigner('PeterNeumann', peterSeed);
    const poem = 'Ognuno sta solo\n\ned è subito sera.\n';
    const other = { name: 'witness.example', keyId: '00000000', signature: new Uint8Array(2420) };
    const signed = { text: poem, signatures: [other, await peter.sign(poem)] };
    expect(parseNote(formatNote(signed))?.text).toBe(poem);
    expect(await signersOf(formatNote(signed), [peter.key])).toEqual(['PeterNeumann']);
  });
});

describe('a verifier key', () => {
  test('is read back as it is written', () => {
    for (const written of [peterKey, enochKey])
      expect(formatVerifierKey(key(written))).toBe(written);
  });

  // The manglings of the same test in Go.
  test('is refused when a part is missing or a character is another', () => {
    for (let start = 0; start <= peterKey.length; start += 1)
      for (let end = start + 1; end <= peterKey.length; end += 1)
        if (end - start < peterKey.length)
          expect(parseVerifierKey(peterKey.slice(start, end))).toBeUndefined();
    for (let at = 0; at < peterKey.length; at += 1) {
      const other = String.fromCharCode(peterKey.charCodeAt(at) + 1);
      expect(
        parseVerifierKey(peterKey.slice(0, at) + other + peterKey.slice(at + 1)),
      ).toBeUndefined();
    }
  });

  test.for([
    'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
    'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  ])('is refused with a wrong length or an unknown algorithm: %s', (written) => {
    expect(parseVerifierKey(written)).toBeUndefined();
  });
});

// The example of C2SP tlog-checkpoint. Its key is not published, only what it signed.
const example = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;

describe('a checkpoint, C2SP tlog-checkpoint', () => {
  test('of the specification is read, and written the same again', () => {
    const note = parseNote(example);
    const checkpoint = note && parseCheckpoint(note.text);
    expect(checkpoint).toEqual({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
      root: '0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62',
    });
    expect(note?.signatures.map(({ name, keyId }) => [name, keyId])).toEqual([
      ['example.com/behind-the-sofa', '033de0ae'],
    ]);
    expect(note && checkpoint && formatNote({ ...note, text: formatCheckpoint(checkpoint) })).toBe(
      example,
    );
  });

  test('may have extension lines', () => {
    expect(parseCheckpoint(`${example.split('\n\n')[0]}\nextension\n`)?.size).toBe(20_852_163);
  });

  test.for([
    ['no origin', '\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
    ['a leading zero', 'a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
    ['a negative size', 'a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
    ['a size past counting', 'a\n9007199254740993\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'],
    ['a short root', 'a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n'],
    ['an empty line', 'a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nb\n'],
    ['no end of line', 'a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='],
    ['nothing', ''],
  ])('is not what has %s', ([, written]) => {
    expect(parseCheckpoint(written ?? '')).toBeUndefined();
  });

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.nat(), fc.stringMatching(/^[a-z]{1,9}\.example\/log$/), (size, origin) => {
        const root = createHash('sha256').update(origin).digest('hex');
        expect(parseCheckpoint(formatCheckpoint({ origin, size, root }))).toEqual({
          origin,
          size,
          root,
        });
      }),
    );
  });
});

describe('a proof file, C2SP tlog-proof', () => {
  const hashes = ['hash1', 'hash2'].map((word) => createHash('sha256').update(word).digest('hex'));
  const written = [
    'c2sp.org/tlog-proof@v1',
    'index 5',
    ...hashes.map((hash) => Buffer.from(hash, 'hex').toString('base64')),
    '',
    example,
  ].join('\n');

  test('is written as the specification says, and read back', () => {
    expect(formatLogProof({ index: 5, hashes, checkpoint: example })).toBe(written);
    expect(parseLogProof(written)).toEqual({ index: 5, hashes, checkpoint: example });
    const alone = { index: 0, hashes: [], checkpoint: example };
    expect(parseLogProof(formatLogProof(alone))).toEqual(alone);
  });

  test('may carry extra data, which is passed over', () => {
    expect(parseLogProof(written.replace('index', 'extra QUJD\nindex'))?.hashes).toEqual(hashes);
  });

  // The errors of github.com/transparency-dev/merkle, proof/tlog_proof_test.go.
  test.for([
    'wrong-header\nindex 0\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\n\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\nindex notanumber\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\nindex -5\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\nindex 05\n\ncheckpoint\n',
    'c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!\n\ncheckpoint\n',
    `c2sp.org/tlog-proof@v1\nindex 0\n${Buffer.alloc(64).toString('base64')}\n\ncheckpoint\n`,
    'c2sp.org/tlog-proof@v1\nindex 0\n',
    '',
  ])('is not what is malformed: %j', (malformed) => {
    expect(parseLogProof(malformed)).toBeUndefined();
  });
});
