import type { Day } from '../core/day.ts';
import type { DocumentId, EditionId } from '../core/ids.ts';
import type { Translations } from '../core/translating.ts';

export const documentKinds = [
  'soc2-report',
  'bridge-letter',
  'penetration-test-summary',
  'iso-certificate',
  'dpa',
  'standard-contractual-clauses',
  'subprocessor-agreement',
  'questionnaire',
  'other',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Who may have it: everybody, whoever is approved, whoever is approved and has accepted the NDA, nobody. */
export const visibilities = ['public', 'on-request', 'nda', 'hidden'] as const;
/** Of what anybody may know of. */
export const listedVisibilities = ['public', 'on-request', 'nda'] as const;
export type Visibility = (typeof visibilities)[number];

/** What staff say of a document, whatever its versions. */
export type DocumentFacts = {
  readonly title: string;
  readonly kind: DocumentKind;
  /** Markdown. */
  readonly description?: string;
  readonly visibility: Visibility;
  /** Whether each copy given out carries the name of whoever gets it; only PDF can. */
  readonly isMarked: boolean;
  /** Name of the NDA text that must be accepted; the usual one unless said. */
  readonly nda?: string;
  /** Of a bridge letter: slug of the report whose period it continues. Who may have that may have this. */
  readonly bridgeOf?: string;
  readonly order?: number;
  readonly translations?: Translations<Pick<DocumentFacts, 'title' | 'description'>>;
};

/** `draft` until it is issued; `superseded` by the next one; `withdrawn` by staff. One is `issued`. */
export const editionStates = ['draft', 'issued', 'superseded', 'withdrawn'] as const;
export type EditionState = (typeof editionStates)[number];

/** What is said of one version. */
export type EditionFacts = {
  /** Such as `Type I, 2026`. */
  readonly label?: string;
  /** The day of which it tells; otherwise a period. */
  readonly asOf?: Day;
  readonly periodFrom?: Day;
  readonly periodUntil?: Day;
  readonly issuedOn?: Day;
  /** The last day. */
  readonly validUntil?: Day;
};

/** One version of a document: a file, and what is said of it. */
export type Edition = EditionFacts & {
  readonly id: EditionId;
  readonly documentId: DocumentId;
  /** 1, 2, 3, … */
  readonly number: number;
  readonly state: EditionState;
  /** Name under which it is saved, without what is no name. */
  readonly fileName: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal, of the file as it was uploaded. */
  readonly sha256: string;
  /** Of a PDF. */
  readonly pages?: number;
  /** It was protected against editing; marked copies are not, and the uploader said that this is fine. */
  readonly isUnprotectedWhenMarked: boolean;
  readonly uploadedAt: Date;
  readonly issuedAt?: Date;
  /** Of what is said of it; its file never changes. */
  readonly version: number;
};

export type Document = DocumentFacts & {
  readonly id: DocumentId;
  readonly slug: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly version: number;
};

/** A document with the version in force; without one it is announced and cannot be had yet. */
export type Listed = Document & { readonly edition?: Edition };

declare const granted: unique symbol;

/** The right to the bytes of one version. Made by `decideAccess` (access/model/gate.ts) only; reading a file needs one. */
export type Grant = {
  readonly [granted]: true;
  readonly editionId: EditionId;
};
