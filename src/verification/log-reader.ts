import {
  appendLeaves,
  emptyTree,
  type Hash,
  leafHash,
  rootOf,
  type TileHash,
  type Tree,
} from '../core/merkle.ts';
import {
  type Checkpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
  verifyNote,
} from '../core/signed-note.ts';
import { fullWidth, hashesAtLevel, type Tile, tilePath, tilesAtLevel } from '../core/tiles.ts';
import { bagOf } from './model/json.ts';
import { type Leaf, readLeaf, splitBundle } from './model/leaf.ts';
import type { Findings } from './model/report.ts';
import { CouldNotCheck, Failing, type Reader } from './reader.ts';

/** A checkpoint as it is served, and who signed it. */
export type Signed = {
  readonly text: string;
  readonly checkpoint: Checkpoint;
  /** Those of the keys under the log's name whose signature is right, the newest first. */
  readonly signers: readonly VerifierKey[];
};

const hashBytes = 32;
const mostBytesOfNote = 100_000;
const mostBytesOfKeys = 1_000_000;
const mostBytesOfBundle = fullWidth * (2 + 65_535);
/** Requests under way at once. */
const atOnce = 8;

/** Every key that is said to have signed, the newest first. */
async function readKeys(reader: Reader): Promise<readonly VerifierKey[]> {
  const text = await reader.findText('/log/key', mostBytesOfKeys);
  const keys = (text ?? '').split('\n').flatMap((line) => parseVerifierKey(line) ?? []);
  if (keys.length > 0) return keys;
  throw new CouldNotCheck(
    `${reader.root}/log/key names no key. Is this the address of a trust centre that keeps a log?`,
  );
}

/** The newest checkpoint, and who of the keys that the log names has signed it. */
export async function readCheckpoint(
  reader: Reader,
): Promise<Signed & { readonly keys: readonly VerifierKey[] }> {
  const text = await reader.findText('/log/checkpoint', mostBytesOfNote);
  if (text === undefined)
    throw new CouldNotCheck(
      `${reader.root} has no log: nothing is at ${reader.root}/log/checkpoint. Is this the address of a trust centre?`,
    );
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined)
    throw new CouldNotCheck(`${reader.root}/log/checkpoint is no checkpoint of a log.`);
  // Afterwards: a key may be added between the two, and the other way round would miss it.
  const keys = await readKeys(reader);
  const signed = await verifyNote(note, keys);
  const signers = keys.filter((key) => signed.includes(key) && key.name === checkpoint.origin);
  return { text, checkpoint, signers, keys };
}

export type ReadLog = {
  /** The root that the entries give. */
  readonly root: Hash;
  /** The root that they gave when there were as many as were asked for. */
  readonly earlierRoot?: Hash;
};

type Reading = {
  readonly size: number;
  /** Number of leaves whose root is wanted too. */
  readonly earlierSize: number | undefined;
  readonly findings: Findings;
  /** Gets every entry, in order; undefined where one is no event. */
  readonly take: (leaf: Leaf | undefined, index: number) => void;
  readonly progress: (done: number) => void;
};

/**
 * Reads every entry, hashes it, and compares the hashes with the tiles that are served. Undefined
 * where entries are missing: then nothing more can be said.
 */
export async function readLog(reader: Reader, reading: Reading): Promise<ReadLog | undefined> {
  const { size, earlierSize, findings } = reading;
  const completed: TileHash[] = [];
  let tree: Tree = emptyTree;
  let earlierRoot: Hash | undefined;
  for await (const { tile, bundle, hashes } of readBundles(reader, size)) {
    const first = tree.size;
    const entries = bundle && splitBundle(bundle, tile.width);
    if (entries === undefined) {
      const state = bundle === undefined ? 'are not there' : 'are not in the form of a log';
      const range = `${first} to ${first + tile.width - 1}`;
      findings.fault(
        'entries',
        `Entries ${range} of the log ${state} (/log/${tilePath({ ...tile, level: 'entries' })}).`,
      );
      return undefined;
    }
    const leaves = entries.map(leafHash);
    const parsed = entries.map((entry, offset) => readLeaf(entry, first + offset));
    compareTile(tile, leaves, hashes, findings, (offset) => nameOf(parsed[offset], first + offset));
    if (earlierSize !== undefined && first < earlierSize && earlierSize <= first + tile.width)
      earlierRoot = rootOf(appendLeaves(tree, leaves.slice(0, earlierSize - first)).tree);
    const grown = appendLeaves(tree, leaves);
    tree = grown.tree;
    completed.push(...grown.completed);
    parsed.forEach((leaf, offset) => reading.take(leaf, first + offset));
    reading.progress(tree.size);
  }
  await compareUpperTiles(reader, size, completed, findings);
  if (earlierSize === 0) earlierRoot = rootOf(emptyTree);
  return { root: rootOf(tree), ...(earlierRoot !== undefined && { earlierRoot }) };
}

/** How a reader finds an entry of the log again. */
function nameOf(leaf: Leaf | undefined, index: number): string {
  if (leaf === undefined) return `Entry ${index}`;
  const { name } = bagOf(leaf.data['after']);
  const about = typeof name === 'string' ? `“${name}”` : leaf.subject;
  return `Entry ${index} (${leaf.action}, ${about}, recorded ${leaf.at})`;
}

type Bundle = {
  readonly tile: Tile;
  readonly bundle: Uint8Array | undefined;
  readonly hashes: Uint8Array | undefined;
};

/** The bundles and the tiles over them, in order; the next few are under way already. */
async function* readBundles(reader: Reader, size: number): AsyncGenerator<Bundle> {
  const ahead: Promise<Bundle>[] = [];
  for (const tile of tilesAtLevel(size, 0)) {
    const load = loadBundle(reader, tile);
    // Whoever waits for it hears of it; until then it is no unhandled failure.
    load.catch(() => undefined);
    ahead.push(load);
    const next = ahead.length >= atOnce ? ahead.shift() : undefined;
    if (next !== undefined) yield await next;
  }
  for (const load of ahead) yield await load;
}

async function loadBundle(reader: Reader, tile: Tile): Promise<Bundle> {
  const [bundle, hashes] = await Promise.all([
    findTile(reader, { ...tile, level: 'entries' }, mostBytesOfBundle),
    findTile(reader, tile, fullWidth * hashBytes),
  ]);
  return { tile, bundle, hashes };
}

/** A partial tile may be gone once the full one is there; then that begins with the same bytes. */
async function findTile(
  reader: Reader,
  tile: Tile,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  const found = await findOne(reader, tile, mostBytes);
  if (found !== undefined || tile.width === fullWidth) return found;
  const full = await findOne(reader, { ...tile, width: fullWidth }, mostBytes);
  if (full === undefined) return undefined;
  return tile.level === 'entries'
    ? firstEntries(full, tile.width)
    : full.subarray(0, tile.width * hashBytes);
}

/** What a log has signed and then fails to give is not there. */
async function findOne(
  reader: Reader,
  tile: Tile,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  try {
    return await reader.find(`/log/${tilePath(tile)}`, mostBytes);
  } catch (error) {
    if (error instanceof Failing) return undefined;
    throw error;
  }
}

function firstEntries(bundle: Uint8Array, width: number): Uint8Array {
  const entries = splitBundle(bundle, fullWidth)?.slice(0, width) ?? [];
  const bytes = entries.reduce((sum, entry) => sum + 2 + entry.length, 0);
  return bundle.subarray(0, bytes);
}

async function compareUpperTiles(
  reader: Reader,
  size: number,
  completed: readonly TileHash[],
  findings: Findings,
): Promise<void> {
  for (let level = 1; hashesAtLevel(size, level) > 0; level += 1) {
    const hashes = completed.filter((each) => each.level === level).map(({ hash }) => hash);
    for (const tile of tilesAtLevel(size, level)) {
      const start = tile.index * fullWidth;
      const served = await findTile(reader, tile, fullWidth * hashBytes);
      compareTile(tile, hashes.slice(start, start + tile.width), served, findings, (offset) => {
        const leaves = fullWidth ** level;
        const first = (start + offset) * leaves;
        return `The subtree of entries ${first} to ${first + leaves - 1}`;
      });
    }
  }
}

function compareTile(
  tile: Tile,
  hashes: readonly Hash[],
  served: Uint8Array | undefined,
  findings: Findings,
  nameAt: (offset: number) => string,
): void {
  const path = `/log/${tilePath(tile)}`;
  if (served === undefined) return findings.fault('tiles', `${path} is not there.`);
  if (served.length !== tile.width * hashBytes)
    return findings.fault('tiles', `${path} has not the length of ${tile.width} hashes.`);
  const text = Buffer.from(served).toString('hex');
  hashes.forEach((hash, offset) => {
    if (!text.startsWith(hash, offset * hash.length))
      findings.fault(
        'tiles',
        `${nameAt(offset)} is not what its hash in the log (${path}) stands for.`,
      );
  });
}
