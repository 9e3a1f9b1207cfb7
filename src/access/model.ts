import type {
  AccessRequestId,
  AcceptanceId,
  CustomerId,
  DocumentId,
  EditionId,
  GrantId,
  NdaId,
  StaffId,
  SubscriptionId,
} from '../core/ids.ts';
import type { Language } from '../core/language.ts';

/**
 * `verifying` until the address is confirmed; `waiting` for a person here; `question` while the requester
 * is asked something; `signing` while an NDA is to be accepted; `ready` while there is something to fetch.
 * Ends `declined`, `expired` or `withdrawn`.
 */
export const requestStates = [
  'verifying',
  'waiting',
  'question',
  'signing',
  'ready',
  'declined',
  'expired',
  'withdrawn',
] as const;
export type RequestState = (typeof requestStates)[number];

export const requestSources = ['form', 'contact-form', 'mail', 'phone', 'letter'] as const;
export type RequestSource = (typeof requestSources)[number];

/** Who asks, as they say it; erasable. */
export type RequesterFacts = {
  readonly name: string;
  readonly email: string;
  readonly company: string;
  /** Their role in the company. */
  readonly role?: string;
  /** What the documents are for. */
  readonly purpose?: string;
};

/** Why a document is given or not: one of the rules, in their order, or a person. */
export const reasons = [
  'blocked-domain',
  'existing-customer',
  'allowed-domain',
  'nda-on-file',
  'personal-mail-provider',
  'no-rule',
  'person',
] as const;
export type Reason = (typeof reasons)[number];

/** `approved` until it is `granted`: an NDA may have to be accepted in between. */
export const itemStates = ['asked', 'approved', 'granted', 'declined'] as const;
export type ItemState = (typeof itemStates)[number];

/** One document of a request. */
export type RequestItem = {
  readonly documentId: DocumentId;
  readonly state: ItemState;
  readonly reason?: Reason;
};

export type AccessRequest = {
  readonly id: AccessRequestId;
  readonly reference: string;
  readonly state: RequestState;
  readonly source: RequestSource;
  readonly receivedAt: Date;
  /** Undefined once erased. */
  readonly requester?: RequesterFacts;
  /** Of the mail address, in lower case; kept, because rules go by it. */
  readonly domain: string;
  readonly addressHash: string;
  readonly language: Language;
  readonly subscriptionId?: SubscriptionId;
  readonly customerId?: CustomerId;
  /** Something was written where people see no field, or faster than people write. */
  readonly looksAutomated: boolean;
  readonly items: readonly RequestItem[];
  readonly verifiedAt?: Date;
  /** When it last came to wait for a person here; the reminder counts from it. */
  readonly waitingSince?: Date;
  readonly decidedBy?: StaffId;
  readonly linkVersion: number;
  readonly changedAt: Date;
  readonly endedAt?: Date;
  readonly version: number;
};

/** One thing written on a request, oldest first; a `note` is for staff only. */
export type Message = {
  readonly id: number;
  readonly at: Date;
  readonly author: 'requester' | 'staff' | 'note';
  /** Empty once erased. */
  readonly text: string;
};

/** Whose acceptance is enough for whom: each person's own, the first one's of a domain, or none is asked for. */
export const ndaScopes = ['person', 'domain', 'none'] as const;
export type NdaScope = (typeof ndaScopes)[number];

/** One version of an NDA text; the newest of its name is in force. */
export type Nda = {
  readonly id: NdaId;
  /** `standard` for the one that holds where a document names none. */
  readonly name: string;
  /** 1, 2, 3, … within its name. */
  readonly number: number;
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  /** Of the text, hexadecimal. */
  readonly sha256: string;
  readonly scope: NdaScope;
  readonly publishedAt: Date;
};

/** Who accepted; erasable. */
export type Signer = {
  readonly fullName: string;
  readonly title: string;
  readonly company: string;
  readonly email: string;
};

export type Acceptance = {
  readonly id: AcceptanceId;
  readonly ndaId: NdaId;
  /** Absent of one that staff recorded as signed elsewhere. */
  readonly requestId?: AccessRequestId;
  /** Empty of one on file that a company has signed for all its people. */
  readonly addressHash: string;
  readonly domain: string;
  readonly signer?: Signer;
  readonly acceptedAt: Date;
  /** What it was for. */
  readonly documentIds: readonly DocumentId[];
  readonly source: 'form' | 'on-file';
  /** Of one on file: where it lies. */
  readonly note?: string;
  /** From when it counts no more. */
  readonly endedAt?: Date;
};

/** The right of one person to one version of one document. */
export type AccessGrant = {
  readonly id: GrantId;
  /** Stands on every page of what is given out. */
  readonly reference: string;
  readonly requestId: AccessRequestId;
  readonly documentId: DocumentId;
  readonly editionId: EditionId;
  readonly addressHash: string;
  readonly acceptanceId?: AcceptanceId;
  readonly from: Date;
  readonly until: Date;
  readonly mostDownloads: number;
  /** Prepared, whether or not they arrived whole. */
  readonly downloads: number;
  readonly allowsToken: boolean;
  readonly revokedAt?: Date;
  readonly version: number;
};

/** `prepared` when its first byte may leave, `finished` with its last; `broken` where the reader went away. */
export const downloadStates = ['prepared', 'finished', 'broken'] as const;
export type DownloadState = (typeof downloadStates)[number];

/** What staff set for all requests. */
export type AccessSettings = {
  /** Of a known customer by domain or contact. */
  readonly customers: 'automatic' | 'person';
  readonly allowedDomains: 'automatic' | 'person';
  readonly ndaOnFile: 'automatic' | 'person';
  /** 1 to 365. */
  readonly days: number;
  readonly mostDownloads: number;
  /** Whether grants may carry a token for programs unless said otherwise. */
  readonly tokens: boolean;
};

export const usualSettings: AccessSettings = {
  customers: 'person',
  allowedDomains: 'automatic',
  ndaOnFile: 'person',
  days: 30,
  mostDownloads: 10,
  tokens: false,
};

export const domainTreatments = ['allowed', 'blocked'] as const;
export type DomainTreatment = (typeof domainTreatments)[number];

/** What staff say of a mail domain. */
export type AccessDomain = {
  readonly domain: string;
  readonly treatment: DomainTreatment;
  readonly note?: string;
  readonly changedAt: Date;
  readonly version: number;
};
