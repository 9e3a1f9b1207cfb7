import type { Deps } from '../../context.ts';
import { seal, unseal } from '../../core/sealed.ts';
import type { Ids } from '../../core/ids.ts';

const secretBytes = 32;
const nonceBytes = 12;

/** 256 random bits, base64url: for cookies, links, states and verifiers. Stored as a hash only. */
export function newSecret(ids: Ids): string {
  return Buffer.from(ids.bytes(secretBytes)).toString('base64url');
}

type Sealing = 'staff attempt' | 'staff letter' | 'staff session' | 'staff kept form';

/** Encrypts a value under the key of its purpose. */
export function sealValue(
  { keys, ids }: Pick<Deps, 'keys' | 'ids'>,
  purpose: Sealing,
  value: unknown,
): string {
  return seal(keys.derive(purpose), ids.bytes(nonceBytes), JSON.stringify(value));
}

/** What was sealed here. Undefined where that was under another SECRET_KEY. `T` is what the same purpose was given. */
export function openValue<T>(
  { keys }: Pick<Deps, 'keys'>,
  purpose: Sealing,
  sealed: string,
): T | undefined {
  try {
    const value: T = JSON.parse(unseal(keys.derive(purpose), sealed));
    return value;
  } catch {
    return undefined;
  }
}
