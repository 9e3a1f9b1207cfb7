import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../../core/hash.ts';
import type { Ids } from '../../core/ids.ts';

/** Of a session, which a link was exchanged for; of a token for programs. */
export type SecretKind = 'axs' | 'axt';

const form = /^ax[st]_[A-Za-z0-9_-]{43}$/;

/** 256 random bits behind a prefix by which scanners of source code know them. */
export function newSecret(ids: Pick<Ids, 'bytes'>, kind: SecretKind): string {
  return `${kind}_${Buffer.from(ids.bytes(32)).toString('base64url')}`;
}

export function isSecret(kind: SecretKind, text: string): boolean {
  return form.test(text) && text.startsWith(kind);
}

/** What is stored of it: hexadecimal. Nothing could guess 256 bits, so no salt is needed. */
export function hashOfSecret(secret: string): string {
  return sha256(secret);
}

/** Compared in constant time. */
export function isHashOf(secret: string, hash: string): boolean {
  const [one, other] = [Buffer.from(hashOfSecret(secret)), Buffer.from(hash)];
  return one.length === other.length && timingSafeEqual(one, other);
}
