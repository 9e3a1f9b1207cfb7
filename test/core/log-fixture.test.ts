import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import {
  appendLeaves,
  emptyTree,
  leafHash,
  rootFromInclusion,
  rootOf,
} from '../../src/core/merkle.ts';
import {
  parseCheckpoint,
  parseLogProof,
  parseNote,
  parseVerifierKey,
  verifyNote,
} from '../../src/core/signed-note.ts';
import { tilePath, tilesAtLevel } from '../../src/core/tiles.ts';

// A log as Annex 0.1 served it, 260 leaves under its second key: whatever Annex becomes, this still verifies.
const directory = 'test/fixtures/log';

test('a log that was published once verifies for ever: signature, entries, tiles and proofs', async () => {
  const note = parseNote(await text('checkpoint'));
  const keys = (await text('key')).trimEnd().split('\n').map(parseVerifierKey);
  const known = keys.filter((key) => key !== undefined);
  expect(known).toHaveLength(2);
  expect(note && (await verifyNote(note, known))).toEqual([known[0]]);
  const checkpoint = parseCheckpoint(note?.text ?? '');
  const { size = 0, root } = checkpoint ?? {};
  expect(size).toBe(260);

  const entries = (await tiles(size, 'entries')).flatMap(unbundle);
  const hashes = entries.map(leafHash);
  const { tree, completed } = appendLeaves(emptyTree, hashes);
  expect(rootOf(tree)).toBe(root);
  expect(Buffer.concat(await tiles(size, 0)).toString('hex')).toBe(hashes.join(''));
  expect(Buffer.concat(await tiles(size, 1)).toString('hex')).toBe(completed[0]?.hash);
  for (const entry of entries)
    expect(canonicalJson(JSON.parse(entry.toString()))).toBe(entry.toString());

  for (const index of [5, 257]) {
    const proof = parseLogProof(await text(`leaf-${index}.tlog-proof`));
    expect(proof?.index).toBe(index);
    expect(rootFromInclusion(index, size, hashes[index] ?? '', proof?.hashes ?? [])).toBe(root);
    expect(proof?.checkpoint).toBe(await text('checkpoint'));
  }
});

async function text(name: string): Promise<string> {
  return readFile(`${directory}/${name}`, 'utf8');
}

async function tiles(size: number, level: number | 'entries'): Promise<readonly Buffer[]> {
  const all = [...tilesAtLevel(size, level)];
  return Promise.all(all.map((tile) => readFile(`${directory}/${tilePath(tile)}`)));
}

function unbundle(bundle: Buffer): readonly Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < bundle.length;) {
    const end = at + 2 + bundle.readUInt16BE(at);
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
