import type { Json } from '../core/canonical-json.ts';
import type { Worded } from '../core/worded.ts';

/** Whose data it is: the addresses that are the person's, as the check of identity found. */
export type Subject = {
  /** Normal form (subscribers/model/address.ts), lower case. */
  readonly addresses: readonly string[];
  /** HMAC of each, as tables keep it. */
  readonly hashes: readonly string[];
};

/** A file that is part of a copy. */
export type CopiedFile = {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: () => Promise<ReadableStream<Uint8Array>>;
};

/** What one record says about the person: nothing that somebody else wrote for others' eyes, no secret. */
export type Copied = {
  readonly title: Worded;
  readonly data: Json;
  readonly files?: readonly CopiedFile[];
};

/** Why a record is kept although its person asked for erasure (Article 17(3) GDPR; Civ. Code § 1798.105(d)). */
export const keepReasons = ['hold', 'open-case', 'legal-claims', 'legal-duty', 'in-force'] as const;
export type KeepReason = (typeof keepReasons)[number];

/** What became of a record. `kept` names why, and says it in words for the report to the person. */
export type Erased =
  | { readonly outcome: 'deleted' | 'erased' }
  | { readonly outcome: 'kept'; readonly why: KeepReason; readonly words: Worded };

/** What is wrong with the data and what it shall be instead; absent members stay. */
export type Correction = {
  readonly name?: string;
  readonly company?: string;
  readonly email?: string;
};

/** How an address that staff add is known to be the person's: never by its looks alone. */
export const addressProofs = ['wrote-from-it', 'on-file', 'account'] as const;
export type AddressProof = (typeof addressProofs)[number];
