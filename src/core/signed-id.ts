import { timingSafeEqual } from 'node:crypto';
import { hmacSha256 } from './hash.ts';

const idBytes = 16;
const macBytes = 16;
/** 32 bytes in base64url (RFC 4648 section 5), without padding. */
const form = /^[A-Za-z0-9_-]{43}$/;

/** A token that names an id of the form `prefix_` and 32 hexadecimal digits: 43 characters, 128 bits of them a MAC. */
export function signId(key: Uint8Array, id: string, version: number): string {
  return Buffer.concat([bytesOf(id), macOf(key, id, version)]).toString('base64url');
}

/** The id that a token names, whoever made it. Undefined for what is no token. */
export function idIn(token: string, prefix: string): string | undefined {
  if (!form.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  // The last character has two bits that say nothing: one id, one token.
  if (bytes.toString('base64url') !== token) return undefined;
  return `${prefix}_${bytes.subarray(0, idBytes).toString('hex')}`;
}

/** Whether the token was made with this key, id and version; compared in constant time. */
export function isSignedBy(key: Uint8Array, token: string, id: string, version: number): boolean {
  const mac = Buffer.from(token, 'base64url').subarray(idBytes);
  return mac.length === macBytes && timingSafeEqual(mac, macOf(key, id, version));
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.slice(id.indexOf('_') + 1), 'hex');
}

function macOf(key: Uint8Array, id: string, version: number): Buffer {
  return hmacSha256(key, `${id} ${version}`).subarray(0, macBytes);
}
