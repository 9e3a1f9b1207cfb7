import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../src/core/canonical-json.ts';
import {
  createSigner,
  formatCheckpoint,
  formatVerifierKey,
  type Signer,
  signNote,
} from '../../src/core/signed-note.ts';

/** A log on paper: leaves and keys as a test gives them, hashed and cut into tiles with nothing of src/. */
export type PaperLog = {
  readonly origin: string;
  readonly leaves: readonly Uint8Array[];
  /** Who signs the checkpoint. */
  readonly signers: readonly Signer[];
  /** Verifier keys at /log/key, the newest first; those of the signers unless said. */
  readonly keys?: readonly string[];
};

export async function signerOf(origin: string, seed: number): Promise<Signer> {
  return createSigner(origin, new Uint8Array(32).fill(seed));
}

export function leafOf({
  id,
  at,
  action,
  subject,
  data,
}: {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly subject: string;
  readonly data: Json;
}): Uint8Array {
  return Buffer.from(canonicalJson({ id, at: at.toISOString(), action, subject, data }));
}

/** The answer below `/log`; undefined for what a log of this size does not have. */
export async function answerFrom(log: PaperLog, path: string): Promise<Uint8Array | undefined> {
  if (path === '/checkpoint') return Buffer.from(await checkpointOf(log));
  if (path === '/key')
    return Buffer.from(
      (log.keys ?? log.signers.map(({ key }) => formatVerifierKey(key)))
        .map((key) => `${key}\n`)
        .join(''),
    );
  const [, kind, place = '', width] =
    /^\/tile\/(entries|\d+)\/([x\d/]+?)(?:\.p\/(\d+))?$/.exec(path) ?? [];
  if (kind === undefined) return undefined;
  const all = kind === 'entries' ? log.leaves.map(framed) : hashesAt(log.leaves, Number(kind));
  const start = Number(place.replaceAll(/\D/g, '')) * 256;
  const count = width === undefined ? 256 : Number(width);
  return start + count > all.length ? undefined : Buffer.concat(all.slice(start, start + count));
}

export async function checkpointOf({ origin, leaves, signers }: PaperLog): Promise<string> {
  const root = rootOf(leaves.map(leafHash)).toString('hex');
  return signNote(formatCheckpoint({ origin, size: leaves.length, root }), signers);
}

function framed(leaf: Uint8Array): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(leaf.length);
  return Buffer.concat([length, leaf]);
}

function leafHash(leaf: Uint8Array): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(leaf).digest();
}

/** Hashes of complete subtrees of 256 to the power of the level. */
function hashesAt(leaves: readonly Uint8Array[], level: number): readonly Buffer[] {
  const width = 256 ** level;
  const hashes = leaves.map(leafHash);
  return Array.from({ length: Math.floor(leaves.length / width) }, (_, at) =>
    rootOf(hashes.slice(at * width, (at + 1) * width)),
  );
}

/** RFC 6962 section 2.1, word for word. */
function rootOf(hashes: readonly Buffer[]): Buffer {
  const [first] = hashes;
  if (first === undefined) return createHash('sha256').digest();
  if (hashes.length === 1) return first;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  const [left, right] = [rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split))];
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}
