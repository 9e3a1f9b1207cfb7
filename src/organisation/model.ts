import type { Aspect } from '../changes/model.ts';
import { type Language, languageOf } from '../core/language.ts';
import type { Translations } from '../core/translating.ts';
import type { Address } from '../subprocessors/model/facts.ts';

/** A desk or an entity that can be written to; role mailboxes, not people. */
export type ContactPoint = {
  readonly name?: string;
  readonly address?: Address;
  readonly email?: string;
  readonly url?: string;
};

/** RFC 9116: where to report a vulnerability. */
export type SecurityContact = ContactPoint & {
  readonly policyUrl?: string;
  readonly encryptionUrl?: string;
};

/** The company whose trust centre this is. */
export type Organisation = {
  readonly name: string;
  readonly legalName?: string;
  /** "A Delaware corporation". */
  readonly legalForm?: string;
  readonly address?: Address;
  readonly website?: string;
  readonly dpo?: ContactPoint;
  /** Article 27 GDPR. */
  readonly euRepresentative?: ContactPoint;
  /** Article 27 UK GDPR. */
  readonly ukRepresentative?: ContactPoint;
  readonly securityContact?: SecurityContact;
  /** BCP 47; the first is the language of every text without a translation. */
  readonly languages: readonly string[];
  /** IANA name; legal days begin and end in it. */
  readonly timeZone: string;
  /** Days between announcing a substantive change and its effect. */
  readonly noticeDays: number;
  /** Days in which anybody may object, from the announcement on; absent: as many as `noticeDays`. */
  readonly objectionDays?: number;
  /** What an amendment must touch to be announced and open to objection; absent: any of them. */
  readonly noticeForAmendments?: readonly Aspect[];
  readonly commitments: readonly string[];
  readonly translations?: Translations<Pick<Organisation, 'commitments'>>;
  /** Origins that may show the register in a frame (CSP frame-ancestors). */
  readonly frameAncestors: readonly string[];
};

/** A product or site whose customers read the register. */
export type Service = {
  readonly slug: string;
  readonly name: string;
  readonly description?: string;
  readonly order?: number;
  readonly translations?: Translations<Pick<Service, 'name' | 'description'>>;
};

/** What is shown before anybody has told Annex who it serves. */
export const unnamedOrganisation: Organisation = {
  name: 'This organisation',
  languages: ['en'],
  timeZone: 'UTC',
  noticeDays: 30,
  commitments: [],
  frameAncestors: [],
};

/** Of pages whose address names no language: the first of the organisation's, where Annex speaks it. */
export function siteLanguage({ languages: [first = ''] }: Organisation): Language {
  return languageOf(first) ?? 'en';
}

/** Whether nobody has filled the profile in: then nothing is promised in anybody's name. */
export function isUnnamed({ name }: Organisation): boolean {
  return name === unnamedOrganisation.name;
}

/** The name as it stands within a sentence. */
export function nameInSentence(organisation: Organisation): string {
  return isUnnamed(organisation) ? 'this organisation' : organisation.name;
}
