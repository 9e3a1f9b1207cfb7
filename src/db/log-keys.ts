import type { Signer } from '../core/signed-note.ts';
import { createSigner } from '../core/signed-note.ts';

/** What signs the transparency log: Ed25519 keys derived from the secret of this deployment. */
export type LogKeys = {
  /** The log's name, first line of its checkpoints: where it is published, without the scheme. */
  readonly origin: string;
  /** The key of a generation (1, 2, …) under a name, the log's own unless said. */
  signer(generation: number, origin?: string): Promise<Signer>;
};

/** `address` is where the log is published, e.g. `https://trust.example.com/trust/log`. */
export function createLogKeys(secret: string, address: string): LogKeys {
  const own = address.replace(/^https?:\/\//, '');
  // Values, not promises: on Workers a promise of one request may not be awaited by another.
  const made = new Map<string, Signer>();
  return {
    origin: own,
    async signer(generation, origin = own) {
      const name = `${generation} ${origin}`;
      const signer =
        made.get(name) ?? (await createSigner(origin, await deriveSeed(secret, generation)));
      made.set(name, signer);
      return signer;
    },
  };
}

/** HKDF-SHA256 (RFC 5869), so that one secret is all there is to keep. */
async function deriveSeed(secret: string, generation: number): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, [
    'deriveBits',
  ]);
  const info = encoder.encode(`annex log key ${generation}`);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 256));
}
