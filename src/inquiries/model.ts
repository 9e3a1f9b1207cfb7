import type {
  AccessRequestId,
  AttachmentId,
  CustomerId,
  InquiryId,
  StaffKeyId,
  SubscriptionId,
} from '../core/ids.ts';
import type { AssigneeId } from '../staff/model.ts';
import type { Language } from '../core/language.ts';

export const topics = [
  'general',
  'security',
  'document',
  'contract-clauses',
  'privacy-request',
  'vulnerability',
  'objection',
] as const;
export type InquiryTopic = (typeof topics)[number];

/** About these a document may be asked for by name. */
export function isAboutDocuments(topic: InquiryTopic): boolean {
  return topic === 'document' || topic === 'contract-clauses';
}

export const inquirySources = ['form', 'mail', 'phone', 'letter'] as const;
export type InquirySource = (typeof inquirySources)[number];

/** `received` until staff write or take it up; `answered` until the person writes again; `closed` by staff. */
export const inquiryStates = ['received', 'in-progress', 'answered', 'closed'] as const;
export type InquiryState = (typeof inquiryStates)[number];

/** Those that wait for us: nobody has answered what was written last. */
export const waitingStates = ['received', 'in-progress'] as const satisfies readonly InquiryState[];

/** Who wrote; erasable. */
export type Inquiring = {
  readonly name: string;
  /** Absent of what came by letter or phone. */
  readonly email?: string;
  readonly company?: string;
};

export type Inquiry = {
  readonly id: InquiryId;
  /** `INQ-7K3M-92QF`: random, so that it tells nobody how many there are. */
  readonly reference: string;
  readonly topic: InquiryTopic;
  readonly state: InquiryState;
  readonly source: InquirySource;
  readonly receivedAt: Date;
  /** Absent once erased. */
  readonly person?: Inquiring;
  readonly language: Language;
  /** Where answers go: a subscription of the stream `case`. Absent without a mail address. */
  readonly subscriptionId?: SubscriptionId;
  /** Of whom a contact has this address; shown to staff only. */
  readonly customerId?: CustomerId;
  readonly assignee?: AssigneeId;
  readonly accessRequestId?: AccessRequestId;
  readonly looksAutomated: boolean;
  /** Absent while nobody has pressed the button behind the mail's link. */
  readonly confirmedAt?: Date;
  readonly endedAt?: Date;
  readonly linkVersion: number;
  readonly changedAt: Date;
  readonly version: number;
};

/** One thing written on an inquiry; a `note` is for staff only. */
export type Message = {
  readonly id: number;
  readonly at: Date;
  readonly author: 'person' | 'staff' | 'note';
  readonly staffKeyId?: StaffKeyId;
  /** Empty once erased. */
  readonly text: string;
};

/** What came with a message. */
export type Attachment = {
  readonly id: AttachmentId;
  readonly messageId: number;
  /** Absent once erased, and then there is no file. */
  readonly name?: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal; empty once the file is deleted. */
  readonly sha256: string;
  readonly at: Date;
};
