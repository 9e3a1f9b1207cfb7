import { createCipheriv, createDecipheriv } from 'node:crypto';
import { keyObject } from './hash.ts';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts with AES-256-GCM (NIST SP 800-38D); `nonce` is 12 fresh random bytes. Base64url of nonce, tag, text. */
export function seal(key: Uint8Array, nonce: Uint8Array, text: string): string {
  const cipher = createCipheriv(algorithm, keyObject(key), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** What `seal` was given. Throws an Error where the key is another or the text was changed. */
export function unseal(key: Uint8Array, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(algorithm, keyObject(key), bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const text = decipher.update(bytes.subarray(nonceBytes + tagBytes));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}
