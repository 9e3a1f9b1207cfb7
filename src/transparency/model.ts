import type { Hash } from '../core/merkle.ts';

/** What the log published last. */
export type PublishedLog = {
  /** The signed note. */
  readonly checkpoint: string;
  /** Leaves that the checkpoint covers. */
  readonly size: number;
  /** Record time of the first leaf. */
  readonly since: Date;
};

export type LogKey = {
  /** Which of the keys derived from the secret: 1, 2, … */
  readonly generation: number;
  /** `name+id+base64`, C2SP signed-note. */
  readonly verifierKey: string;
  readonly addedAt: Date;
};

/** A leaf with what proves that it is in the tree of a checkpoint. */
export type ProvedLeaf = {
  readonly index: number;
  /** The text that was hashed, JSON of RFC 8785. */
  readonly entry: string;
  /** The inclusion proof (RFC 9162 section 2.1.3), from the leaf up. */
  readonly hashes: readonly Hash[];
};

/** Entries as C2SP tlog-tiles bundles them: two bytes of length, then the entry. */
export function bundleOf(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.byteLength, 0));
  const view = new DataView(bundle.buffer);
  let at = 0;
  for (const entry of entries) {
    view.setUint16(at, entry.byteLength);
    bundle.set(entry, at + 2);
    at += 2 + entry.byteLength;
  }
  return bundle;
}

/** The hashes of a tile, one after the other. */
export function tileOf(hashes: readonly Hash[]): Uint8Array {
  return Buffer.from(hashes.join(''), 'hex');
}
