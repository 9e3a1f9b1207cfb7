import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const directory = 'data';
const path = `${directory}/secret-key`;

/** SECRET_KEY, or one made on the first start and kept in data/, readable by this user only. */
export function readSecretKey(configured: string | undefined): string {
  if (configured !== undefined) return configured;
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(directory, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return secret;
}

/** A key for one purpose, derived with HKDF-SHA256 (RFC 5869): one secret to keep, no key used for two things. */
export function deriveKey(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 24)).toString('base64url');
}
