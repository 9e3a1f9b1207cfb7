import { hkdfSync } from 'node:crypto';

/** Keys derived from the one secret of a deployment: one for each purpose, none used for two things. */
export type Keys = {
  /** `length` bytes, 32 unless said, by HKDF-SHA256 (RFC 5869) with `annex PURPOSE` as its info. */
  derive(purpose: string, length?: number): Uint8Array;
};

export function createKeys(secret: string): Keys {
  // Purposes with an id in them are many; only those that are asked for again and again are kept.
  const kept = new Map<string, Uint8Array>();
  return {
    derive(purpose, length = 32) {
      const name = `${length} ${purpose}`;
      const known = kept.get(name);
      if (known) return known;
      const key = new Uint8Array(hkdfSync('sha256', secret, '', `annex ${purpose}`, length));
      if (kept.size < 1_000) kept.set(name, key);
      return key;
    },
  };
}
