import type { Ids, PersonId, StaffKeyId } from '../core/ids.ts';
import type { Approval } from './model/four-eyes.ts';
import type { Scope } from './model/permitting.ts';
import type { Role } from './model/roles.ts';

export type StaffKey = {
  readonly id: StaffKeyId;
  /** Empty once erased. */
  readonly holder: string;
  readonly role: Role;
  /** What it is narrowed to; absent where it may do all that its role may. */
  readonly scopes?: readonly Scope[];
  readonly prefix: string;
  readonly createdAt: Date;
  /** From then on it opens nothing. */
  readonly expiresAt?: Date;
  /** Who made it, as the ledger names them; absent of keys from before a second person was asked. */
  readonly proposedBy?: string;
  readonly approval?: Approval;
  readonly revokedAt?: Date;
};

/** A key as it is listed. */
export type ListedKey = StaffKey & { /** To five minutes. */ readonly lastUsedAt?: Date };

export type KeyState = 'proposed' | 'in-force' | 'expired' | 'revoked';

export function stateOf(
  { revokedAt, expiresAt, proposedBy, approval }: StaffKey,
  now: Date,
): KeyState {
  if (revokedAt) return 'revoked';
  if (expiresAt && expiresAt <= now) return 'expired';
  return proposedBy === undefined || approval ? 'in-force' : 'proposed';
}

export function isInForce(key: StaffKey, now: Date): boolean {
  return stateOf(key, now) === 'in-force';
}

/** A stretch of requests with one key from one address. */
export type SignIn = {
  readonly id: number;
  /** As the record names it. */
  readonly actor: string;
  /** Absent once it is erased, 90 days after the last request. */
  readonly clientAddress?: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
};

/** Who looks after something: somebody with an account of the console, or the holder of a staff key. */
export type AssigneeId = PersonId | StaffKeyId;

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secretLength = 30;
const prefixLength = 'annex_'.length + 4;

/**
 * `annex_` and 30 characters of base 62, 178 random bits: a recognisable beginning lets secret
 * scanners find a leaked key, and its first four characters tell a holder's keys apart.
 */
export function mintKey(ids: Ids): string {
  let secret = '';
  while (secret.length < secretLength) {
    // Bytes of 248 and more are thrown away: 248 is the last multiple of 62, the rest would bias.
    for (const byte of ids.bytes(secretLength)) if (byte < 248) secret += alphabet[byte % 62];
  }
  return `annex_${secret.slice(0, secretLength)}`;
}

export function prefixOf(key: string): string {
  return key.slice(0, prefixLength);
}

/** Who holds keys and accounts. */
export type Holders = {
  /** By name of the actor in the ledger: who held any key or account there ever was, but those that are erased. */
  readonly byActor: ReadonlyMap<string, string>;
  /** By name of a key in the ledger: the person who made it in the console, as the ledger names them. */
  readonly makers: ReadonlyMap<string, string>;
  /** Each key in force and account with which it may be approved, by the names of who may have it. */
  readonly able: readonly (readonly string[])[];
};
