import { createHash, createPublicKey, verify } from 'node:crypto';
import { type Bag, bag, sorted } from './replay.ts';

// Shares no code with src/: the log by its specifications, written down a second time.

/** What is wrong with a log, whose leaves should be exactly the public events. */
export function checkLog(tables: ReadonlyMap<string, readonly Bag[]>): readonly string[] {
  const events = (tables.get('events') ?? []).filter((row) => row['public'] === 1);
  const leaves = tables.get('log_leaves') ?? [];
  const expected = events.map((row, index) =>
    JSON.stringify([index, row['seq'], hashOf(leafText(row))]),
  );
  const stored = leaves.map((row) => JSON.stringify([row['leaf_index'], row['seq'], row['hash']]));
  const faults = expected
    .filter((leaf, index) => leaf !== stored[index])
    .map((leaf) => `the log lacks the leaf ${leaf}`);
  if (stored.length > expected.length) faults.push('the log holds leaves that are no events');
  const hashes = leaves.map((row) => String(row['hash']));
  return [...faults, ...checkTiles(tables, hashes), ...checkState(tables, hashes, events)];
}

function leafText(row: Bag): string {
  const { id, action, subject } = row;
  const at = new Date(Number(row['at'])).toISOString();
  return JSON.stringify(sorted({ id, at, action, subject, data: bag(row['data']) }));
}

export function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update('\0').update(text).digest('hex');
}

/** RFC 6962 section 2.1. */
export function rootOf(hashes: readonly string[]): string {
  if (hashes.length === 0) return createHash('sha256').digest('hex');
  if (hashes.length === 1) return hashes[0] ?? '';
  const split = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
  const [left, right] = [rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split))];
  return createHash('sha256')
    .update(Buffer.from(`01${left}${right}`, 'hex'))
    .digest('hex');
}

function checkTiles(
  tables: ReadonlyMap<string, readonly Bag[]>,
  hashes: readonly string[],
): readonly string[] {
  const expected = [1, 2].flatMap((level) =>
    Array.from({ length: Math.floor(hashes.length / 256 ** level) }, (_, index) => {
      const unit = 256 ** level;
      return `${level} ${index} ${rootOf(hashes.slice(index * unit, (index + 1) * unit))}`;
    }),
  );
  const stored = (tables.get('log_tiles') ?? []).map(
    (row) => `${row['level']} ${row['hash_index']} ${row['hash']}`,
  );
  return expected.join() === stored.join() ? [] : ['the tiles are not those of the leaves'];
}

function checkState(
  tables: ReadonlyMap<string, readonly Bag[]>,
  hashes: readonly string[],
  events: readonly Bag[],
): readonly string[] {
  const state = tables.get('log_state')?.[0];
  if (state === undefined) return events.length === 0 ? [] : ['the log has no state'];
  const [text = '', signatures = ''] = String(state['checkpoint']).split(/(?<=\n)\n/);
  const [origin, size, root] = text.split('\n');
  const keys = (tables.get('log_keys') ?? []).map((row) => String(row['verifier_key']));
  const newest = keys.at(-1) ?? '';
  return [
    ...(state['size'] === hashes.length && size === String(hashes.length)
      ? []
      : [`the checkpoint covers ${size} of ${hashes.length} leaves`]),
    ...(state['last_seq'] === events.at(-1)?.['seq'] ? [] : ['the log is behind the ledger']),
    ...(root === Buffer.from(rootOf(hashes), 'hex').toString('base64')
      ? []
      : ['the root is not that of the leaves']),
    ...(newest.startsWith(`${origin}+`) ? [] : ['the checkpoint bears another name than its key']),
    ...(isSigned(text, signatures, newest) ? [] : ['the newest key did not sign the checkpoint']),
  ];
}

/** Whether one of the signature lines is by that verifier key (C2SP signed-note, Ed25519). */
export function isSigned(text: string, signatures: string, verifierKey: string): boolean {
  const [name, id, encoded = ''] = verifierKey.split('+').flatMap((part, index, all) =>
    // The base64 of a key may hold plus signs itself.
    index < 2 ? [part] : index === 2 ? [all.slice(2).join('+')] : [],
  );
  const raw = Buffer.from(encoded, 'base64').subarray(1);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  return signatures.split('\n').some((line) => {
    const signature = Buffer.from(line.slice(`\u2014 ${name} `.length), 'base64');
    return (
      line.startsWith(`\u2014 ${name} `) &&
      signature.toString('hex', 0, 4) === id &&
      verify(null, Buffer.from(text), key, signature.subarray(4))
    );
  });
}
