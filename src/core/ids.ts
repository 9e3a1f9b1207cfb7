declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type SubprocessorId = Branded<'sub'>;
export type BatchId = Branded<'bat'>;
export type UpdateId = Branded<'upd'>;
export type StaffKeyId = Branded<'key'>;
export type SubscriptionId = Branded<'sbs'>;
export type CustomerId = Branded<'cus'>;
export type ObjectionId = Branded<'obj'>;
export type InquiryId = Branded<'inq'>;
export type AttachmentId = Branded<'att'>;
export type DocumentId = Branded<'doc'>;
/** One version of a document. */
export type EditionId = Branded<'edi'>;
export type AccessRequestId = Branded<'req'>;
/** One version of the text of a non-disclosure agreement. */
export type NdaId = Branded<'nda'>;
export type AcceptanceId = Branded<'acc'>;
export type GrantId = Branded<'grt'>;
/** A link of one use, sent by mail. */
export type DownloadLinkId = Branded<'lnk'>;
/** What a link was exchanged for, for some minutes. */
export type DownloadSessionId = Branded<'ses'>;
export type AccessTokenId = Branded<'tok'>;
/** What somebody asks about their own data. */
export type RightsRequestId = Branded<'rrq'>;
/** A link of one use to a copy of somebody's data. */
export type CopyLinkId = Branded<'cpl'>;
/** What keeps records for longer than their rule says. */
export type HoldId = Branded<'hld'>;
/** A rule of access that waits for a second person. */
export type ProposalId = Branded<'prp'>;
/** Somebody who works with the console. */
export type PersonId = Branded<'per'>;
/** Whoever of staff did something: an account, a key, or the key in the configuration. */
export type StaffId = PersonId | StaffKeyId | 'configured-key';
/** A list that somebody is about to import. */
export type ListImportId = Branded<'imp'>;
/** A text that answers begin with. */
export type ReplyTemplateId = Branded<'rpt'>;
/** Where somebody is signed in to the console. */
export type StaffSessionId = Branded<'ssn'>;
/** A lower-case UUID (RFC 9562); feeds show it as `urn:uuid:`, so it never changes. */
export type EventId = Branded<'event'>;

/** Where new identifiers come from; tests count up, platforms use a random source. */
export type Ids = {
  /** 128 random bits as a UUID, version 4. */
  uuid(): string;
  /** `length` random bytes for secrets and salts. */
  bytes(length: number): Uint8Array;
};

type Prefixes = {
  sub: SubprocessorId;
  bat: BatchId;
  upd: UpdateId;
  key: StaffKeyId;
  sbs: SubscriptionId;
  cus: CustomerId;
  obj: ObjectionId;
  inq: InquiryId;
  att: AttachmentId;
  doc: DocumentId;
  edi: EditionId;
  req: AccessRequestId;
  nda: NdaId;
  acc: AcceptanceId;
  grt: GrantId;
  lnk: DownloadLinkId;
  ses: DownloadSessionId;
  tok: AccessTokenId;
  rrq: RightsRequestId;
  cpl: CopyLinkId;
  hld: HoldId;
  prp: ProposalId;
  per: PersonId;
  rpt: ReplyTemplateId;
  ssn: StaffSessionId;
  imp: ListImportId;
};

/** `sub_0123…`: the prefix tells a reader of a log or a support mail what the id names. */
export function newId<P extends keyof Prefixes>(ids: Ids, prefix: P): Prefixes[P] {
  return `${prefix}_${ids.uuid().replaceAll('-', '')}` as Prefixes[P];
}

/** The id of that kind which a text from outside claims to be: it may name nothing. */
export function asId<P extends keyof Prefixes>(_prefix: P, text: string): Prefixes[P] {
  return text as Prefixes[P];
}

export function newEventId(ids: Ids): EventId {
  return ids.uuid() as EventId;
}

/** An id as it came in from outside: it may name nothing. */
export function asStaffKeyId(text: string): StaffKeyId {
  return text as StaffKeyId;
}

export function asBatchId(text: string): BatchId {
  return text as BatchId;
}

export function asUpdateId(text: string): UpdateId {
  return text as UpdateId;
}

export function asSubscriptionId(text: string): SubscriptionId {
  return text as SubscriptionId;
}

export function asCustomerId(text: string): CustomerId {
  return text as CustomerId;
}

export function asObjectionId(text: string): ObjectionId {
  return text as ObjectionId;
}
