import type { Day } from '../../core/day.ts';
import type { Translations } from '../../core/translating.ts';

export type Address = {
  readonly lines?: readonly string[];
  readonly postalCode?: string;
  readonly locality?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
};

/** What happens at a place; remote access from a third country is a transfer too (EDPB Guidelines 05/2021). */
export const activities = ['storage', 'processing', 'remote-access', 'support'] as const;
export type Activity = (typeof activities)[number];

/** Places that are not one country. */
export const regions = ['EU', 'EEA', 'worldwide', 'other'] as const;
export type Region = (typeof regions)[number];

/** One place of processing. `label` is the published spelling, kept beside the normalised country or region. */
export type Location = {
  readonly country?: string;
  readonly region?: Region;
  readonly label?: string;
  readonly activity?: Activity;
  /** When it applies, e.g. "customers who chose the EU region". */
  readonly condition?: string;
};

/** Instruments of chapter V GDPR and their UK and Swiss counterparts; `none-needed` is processing inside the EEA. */
export const mechanisms = [
  'none-needed',
  'adequacy',
  'eu-us-dpf',
  'scc-2021-914',
  'uk-idta',
  'uk-addendum',
  'swiss',
  'bcr',
  'derogation',
  'other',
] as const;
export type Mechanism = (typeof mechanisms)[number];

export type Transfer = {
  readonly mechanism: Mechanism;
  /** Module of the standard contractual clauses; 3 is processor to processor. */
  readonly sccModule?: 1 | 2 | 3 | 4;
  readonly from?: Day;
  readonly until?: Day;
  readonly assessmentAvailable?: boolean;
  readonly note?: string;
};

/** Which customers an entry concerns; empty lists mean all. */
export type Scope = {
  readonly services?: readonly string[];
  readonly regions?: readonly string[];
  readonly plans?: readonly string[];
  readonly optional?: boolean;
  /** The feature it belongs to; of an optional one, what switches it on. */
  readonly feature?: string;
};

type AiUse = {
  readonly used: boolean;
  readonly trainsOnData?: boolean;
  readonly zeroRetention?: boolean;
};

export type Certification = {
  readonly name: string;
  readonly validUntil?: Day;
  readonly url?: string;
};

type Contract = {
  readonly dpaUrl?: string;
  /** Day on which the contract of Article 28(4) GDPR was signed. */
  readonly signedOn?: Day;
  /** Business associate agreement, 45 CFR 164.504(e). */
  readonly baaSignedOn?: Day;
};

/** A role mailbox, public. A named person stands in `ContactPerson`, apart and erasable. */
export type RoleContact = {
  readonly role?: string;
  readonly email?: string;
  readonly url?: string;
};

export type Links = {
  readonly website?: string;
  readonly privacy?: string;
  readonly security?: string;
  /** The sub-processor's own list of sub-processors. */
  readonly subprocessors?: string;
};

/** What is written in sentences, in another language than the organisation's first. */
export type Translation = {
  readonly category?: string;
  readonly description?: string;
  readonly responsibilities?: string;
  readonly nature?: string;
  readonly duration?: string;
  readonly dataCategories?: readonly string[];
  readonly dataSubjects?: readonly string[];
};

/** What became of the data when processing ended, Article 28(3)(g) GDPR. */
type Disposal = {
  readonly on?: Day;
  readonly method: 'returned' | 'deleted' | 'returned-and-deleted';
};

/**
 * Everything one entry of the register says in public: row of Annex III (SCC 2021/914, 2021/915) and
 * what customers ask beyond it. Absent means not stated; nothing is guessed.
 */
export type Facts = {
  readonly name: string;
  readonly legalName?: string;
  readonly legalAddress?: Address;
  /** Country where the entity is established, apart from where it processes. */
  readonly establishment?: { readonly country?: string; readonly label?: string };
  readonly companyNumber?: string;
  readonly lei?: string;
  readonly euid?: string;
  readonly parentGroup?: string;
  readonly kind: 'third-party' | 'affiliate';
  readonly category?: string;
  readonly description: string;
  readonly responsibilities?: string;
  readonly nature?: string;
  readonly duration?: string;
  readonly frequency?: 'continuous' | 'one-off' | 'on-demand';
  readonly dataCategories?: readonly string[];
  readonly dataSubjects?: readonly string[];
  /** Article 9 or 10 GDPR. */
  readonly specialCategories?: boolean;
  /** Protected health information, 45 CFR 160.103. */
  readonly protectedHealthInformation?: boolean;
  readonly locations?: readonly Location[];
  readonly transfers?: readonly Transfer[];
  readonly scope?: Scope;
  readonly ai?: AiUse;
  readonly certifications?: readonly Certification[];
  readonly contract?: Contract;
  readonly contact?: RoleContact;
  readonly links?: Links;
  /** Slug of the entry that engages this one; chains may be of any depth but have no cycles. */
  readonly parent?: string;
  /** DORA ITS 2024/2956 B_05.02: 1 is the customer's direct provider, its sub-processor 2, and so on. */
  readonly rank?: number;
  /** First day of processing. */
  readonly effectiveFrom?: Day;
  /** First day without processing; the interval is half open. */
  readonly effectiveUntil?: Day;
  readonly disposal?: Disposal;
  readonly lastReviewedOn?: Day;
  readonly nextReviewDue?: Day;
  readonly order?: number;
  /** A text that is not translated is shown as it is, and says in which language that is. */
  readonly translations?: Translations<Translation>;
};

/** Personal data: never in an event, a feed or a log. Public only where the person's employer publishes it. */
export type ContactPerson = {
  readonly name: string;
  readonly position?: string;
  readonly email?: string;
  readonly url?: string;
  readonly published: boolean;
};

/** `withdrawn`: it was announced and never came; it is on no list, and its slug may be used again. */
export type EntryState = 'announced' | 'current' | 'ended' | 'withdrawn';
