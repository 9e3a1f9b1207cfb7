import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { getOrMake } from './remembered.ts';

/** SHA-256 (FIPS 180-4) as lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

// Node takes bytes for a key six times as slowly as a key object.
const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** HMAC-SHA256 (RFC 2104), 32 bytes. The bytes of a key are read once and must not change. */
export function hmacSha256(key: Uint8Array, content: string): Buffer {
  return createHmac('sha256', keyObject(key)).update(content).digest();
}

/** The same in base64, which Node makes faster than a buffer. */
export function hmacSha256Base64(key: Uint8Array | KeyObject, content: string): string {
  const known = key instanceof Uint8Array ? keyObject(key) : key;
  return createHmac('sha256', known).update(content).digest('base64');
}

/** A key as node:crypto takes it quickly; its bytes are read once and must not change. */
export function keyObject(key: Uint8Array): KeyObject {
  return getOrMake(keyObjects, key, () => createSecretKey(key));
}

/** SHA-384 as a page says it of what it loads (Subresource Integrity, section 3.1): `sha384-…`. */
export function integrityOf(content: string): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
