import { canonicalJson } from '../../core/canonical-json.ts';
import { isBag, type Bag, readJson } from './json.ts';

/** One entry of the log: a public event as it was recorded. */
export type Leaf = {
  readonly index: number;
  readonly id: string;
  /** RFC 3339, as the log holds it. */
  readonly at: string;
  readonly action: string;
  readonly subject: string;
  readonly data: Bag;
};

const lengthBytes = 2;

/**
 * The entries of a bundle (C2SP tlog-tiles: a length of two bytes, big-endian, before each).
 * Undefined where the bytes are not exactly `count` of them.
 */
export function splitBundle(bytes: Uint8Array, count: number): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (entries.length < count && at + lengthBytes <= bytes.length) {
    const end = at + lengthBytes + view.getUint16(at);
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + lengthBytes, end));
    at = end;
  }
  return entries.length === count && at === bytes.length ? entries : undefined;
}

/** Undefined where the bytes are no event, or not exactly as RFC 8785 writes it: then a leaf could say two things. */
export function readLeaf(bytes: Uint8Array, index: number): Leaf | undefined {
  const event = readJson(new TextDecoder().decode(bytes));
  if (!isBag(event)) return undefined;
  const { id, at, action, subject, data } = event;
  if (typeof id !== 'string' || typeof at !== 'string' || Number.isNaN(Date.parse(at)))
    return undefined;
  if (typeof action !== 'string' || typeof subject !== 'string' || !isBag(data)) return undefined;
  const leaf = { id, at, action, subject, data };
  return isCanonical(leaf, bytes) ? { index, ...leaf } : undefined;
}

function isCanonical(leaf: Bag, bytes: Uint8Array): boolean {
  return Buffer.from(canonicalJson(leaf)).equals(bytes);
}
