import { addDays, type Day, parseDay } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type {
  AccessRequestId,
  CustomerId,
  DocumentId,
  EditionId,
  GrantId,
  StaffId,
} from '../../core/ids.ts';
import type { DownloadState, RequesterFacts } from '../model.ts';
import type { Download } from './downloads.ts';
import type { GrantState, KeptGrant } from './grants.ts';

/** Whose request it was; who asked is erasable. */
export type Whose = {
  readonly requestId: AccessRequestId;
  readonly requestReference: string;
  readonly domain: string;
  readonly customerId?: CustomerId;
  readonly decidedBy?: StaffId;
  readonly requester?: RequesterFacts;
};

/** Which version of which document. */
export type Which = {
  readonly documentId: DocumentId;
  readonly slug: string;
  readonly title: string;
  readonly editionId: EditionId;
  readonly version: number;
};

/** One line of the inventory: who may have what. */
export type InventoryLine = Whose &
  Which & { readonly grant: KeptGrant; readonly state: GrantState };

/** One line of the history: a copy that was given out. */
export type HistoryLine = Whose &
  Which & {
    readonly download: Download;
    readonly grantReference: string;
    /** Of who fetched it, in the clear; 30 days at most. */
    readonly clientAddress?: string;
  };

/** What happened in a month with one document. */
export type MonthLine = {
  readonly documentId: DocumentId;
  readonly slug: string;
  readonly title: string;
  readonly requests: number;
  readonly approvals: number;
  readonly declines: number;
  readonly acceptances: number;
  readonly downloads: number;
  /** People who could have it on some day of the month. */
  readonly holders: number;
};

/** One line of the record: something that happened to a request. */
export type RecordLine = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly whose: Whose;
  readonly documents: readonly RecordedDocument[];
  readonly grantId?: GrantId;
  readonly grant?: string;
  /** Of a download. */
  readonly number?: number;
  readonly via?: string;
  readonly sha256?: string;
  readonly state?: DownloadState;
  /** Name and number of the text that was accepted. */
  readonly nda?: string;
};

export type RecordedDocument = {
  readonly slug: string;
  readonly version?: number;
  /** Approved, declined or still asked, where it was decided; and why. */
  readonly decision?: string;
  readonly reason?: string;
};

/** A month, `2027-01`, in two figures. */
export type MonthCount = {
  readonly month: string;
  readonly requests: number;
  readonly downloads: number;
};

/** The first day of a month and of the next. */
export function daysOfMonth(month: string): { readonly first: Day; readonly next: Day } {
  const first = parseDay(`${month}-01`);
  if (first === undefined) throw new Refusal('invalid', 'There is no such month.');
  return { first, next: firstOfMonth(addDays(first, 31)) };
}

export function firstOfMonth(day: Day): Day {
  return parseDay(`${day.slice(0, 7)}-01`) ?? day;
}
