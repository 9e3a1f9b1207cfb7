import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { CannotStart } from '../cannot-start.ts';

const directory = 'data';
const path = `${directory}/secret-key`;
const shortest = 32;

/** SECRET_KEY, or one made on the first start and kept in data/, readable by this user only. */
export function readSecretKey(configured: string | undefined): string {
  if (configured !== undefined) return configured;
  if (!existsSync(path)) makeSecretKey();
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < shortest)
    throw new CannotStart(
      `${path} is damaged. Restore it from a backup, or delete it: the owner key will then be another.`,
    );
  return secret;
}

/** A key for one purpose, derived with HKDF-SHA256 (RFC 5869): one secret to keep, no key used for two things. */
export function deriveKey(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 24)).toString('base64url');
}

/** Linked into place when complete: neither a crash nor a second process leaves half a key or two. */
function makeSecretKey(): void {
  mkdirSync(directory, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
