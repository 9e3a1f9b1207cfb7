import { createHash, createHmac } from 'node:crypto';

/** SHA-256 (FIPS 180-4) as lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** HMAC-SHA256 (RFC 2104), 32 bytes. */
export function hmacSha256(key: Uint8Array, content: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(content).digest());
}
