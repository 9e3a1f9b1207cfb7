import type { Day } from '../../core/day.ts';
import type { AccessLetter } from '../../access/model/letters.ts';
import type {
  AccessRequestId,
  CopyLinkId,
  CustomerId,
  DownloadLinkId,
  InquiryId,
  ObjectionId,
  RightsRequestId,
  SubscriptionId,
  HoldId,
} from '../../core/ids.ts';
import type { InquiryTopic } from '../../inquiries/model.ts';
import type { LawId } from '../../rights/model.ts';
import type { RightsLetter } from '../../rights/model/letters.ts';
import type { Channel } from '../../subscribers/model/subscription.ts';

/** Every way in which an attempt can end. `bounced` comes later, by a report of the mail server. */
export const outcomes = [
  'accepted',
  'dns',
  'connect',
  'tls',
  'timeout',
  'refused',
  '4xx',
  '5xx',
  'bounced',
  'too-large',
  'blocked-address',
] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * `due` until claimed, `in-flight` while a worker holds the lease. Ends `accepted`, `failed` (given up),
 * `bounced` (accepted, and returned later) or `cancelled` (the recipient left or paused before).
 */
export const deliveryStates = [
  'due',
  'in-flight',
  'accepted',
  'failed',
  'bounced',
  'cancelled',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What a delivery carries, as stored; what it says is loaded from the register when it is sent. */
export type Cargo =
  /** A step of a change or a post: its place in the ledger. */
  | { readonly kind: 'event'; readonly seq: number }
  /** Everything after `after` up to and including `until`, places in the ledger. */
  | { readonly kind: 'digest'; readonly after: number; readonly until: number }
  | { readonly kind: 'confirmation' }
  /** Somebody asked again for an address that is confirmed already. */
  | { readonly kind: 'known' }
  /** To a contract contact: somebody with its link has named another address in its place. */
  | { readonly kind: 'succession' }
  /** A chat channel's first message. */
  | { readonly kind: 'welcome' }
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'test' }
  /** To the contact of a webhook that was disabled. */
  | { readonly kind: 'disabled'; readonly subscription: SubscriptionId }
  /** To whoever objected. */
  | {
      readonly kind: 'objection';
      readonly objection: ObjectionId;
      readonly what: 'received' | 'message' | 'decided';
      /** Number of what was written, where it is told. */
      readonly message?: number;
    }
  /** To whoever wrote through the contact form, or was written down by staff. */
  | {
      readonly kind: 'inquiry';
      readonly inquiry: InquiryId;
      readonly what: 'received' | 'message' | 'closed';
      /** Number of what was written, where it is told. */
      readonly message?: number;
    }
  /** To whoever asked for documents. */
  | {
      readonly kind: 'access';
      readonly request: AccessRequestId;
      readonly what: AccessLetter;
      readonly message?: number;
      /** Of the link of one use that it carries. */
      readonly link?: DownloadLinkId;
    }
  /** To somebody who asks about their data, to whoever asks for them, or to the customer whose data it is. */
  | {
      readonly kind: 'rights';
      readonly request: RightsRequestId;
      readonly what: RightsLetter;
      readonly to: 'person' | 'agent' | 'customer';
      readonly message?: number;
      /** Of the link of one use that it carries. */
      readonly copy?: CopyLinkId;
    }
  /** To staff; never holds an address. */
  | {
      readonly kind: 'alert';
      readonly alert: Alert;
    };

export type Alert =
  | {
      readonly kind: 'disabled';
      readonly subscription: SubscriptionId;
      readonly channel: Channel;
      readonly reason: string;
    }
  /** A contract contact was replaced by its link, and not by staff. */
  | {
      readonly kind: 'replaced';
      readonly subscription: SubscriptionId;
      readonly successor: SubscriptionId;
    }
  | {
      readonly kind: 'objection-received';
      readonly reference: string;
      readonly isLate: boolean;
      readonly isMatched: boolean;
    }
  /** No contact of a customer could be told of a change, nor of `others`. */
  | {
      readonly kind: 'customer-unreachable';
      readonly customerId: CustomerId;
      readonly changeId: number;
      readonly others: number;
    }
  /** A change is in effect and not for these customers, for a reason that does not pass by time. */
  | {
      readonly kind: 'customer-held';
      readonly changeId: number;
      readonly customers: number;
    }
  | {
      readonly kind: 'inquiry-received';
      readonly reference: string;
      readonly topic: InquiryTopic;
      /** Something was added to one that is known. */
      readonly isReply: boolean;
    }
  /** A request for documents waits for a person; `since` where this is the reminder. */
  | {
      readonly kind: 'access-waiting';
      readonly reference: string;
      readonly documents: number;
      readonly since?: Day;
    }
  /** Somebody asks about their data, or has written about it again; `due` is the next day by the law. */
  | {
      readonly kind: 'rights-received';
      readonly reference: string;
      readonly law: LawId;
      readonly isReply: boolean;
      readonly due?: Day;
    }
  /** A day by the law comes, or is over. */
  | {
      readonly kind: 'rights-due';
      readonly reference: string;
      readonly law: LawId;
      readonly due: Day;
      readonly stage: 'in-7-days' | 'in-2-days' | 'overdue';
    }
  /** A document's last day comes. */
  | { readonly kind: 'evidence-expiring'; readonly document: string; readonly validUntil: Day }
  /** A stored file is missing or is not what was stored. */
  | { readonly kind: 'file-damaged'; readonly document: string; readonly number: number }
  /** Generated sections of a published policy say something else than the configuration. */
  | {
      readonly kind: 'policy-drifted';
      readonly policy: string;
      readonly number: number;
      readonly sections: readonly string[];
    }
  /** A rule that is new or was changed has counted, and purges so many records from that day on. */
  | {
      readonly kind: 'retention-begins';
      readonly rule: string;
      readonly due: number;
      readonly purgesFrom: Day;
    }
  /** Whether a hold is still needed is to be looked at. */
  | {
      readonly kind: 'hold-review';
      readonly hold: HoldId;
      readonly why: 'legal' | 'relationship';
      readonly reviewOn: Day;
    }
  /** Reviews of entries of the register; the oldest was due on that day. */
  | { readonly kind: 'reviews-overdue'; readonly entries: number; readonly oldestDue: Day }
  | { readonly kind: 'stuck'; readonly due: number; readonly oldestAt: string };

/** A delivery that a worker has claimed. */
export type Claimed = {
  readonly id: number;
  readonly subscriptionId: SubscriptionId;
  /** `event:41`, `digest:97`, `confirmation:1`, …: with recipient and channel the idempotency key. */
  readonly subject: string;
  readonly channel: Channel;
  readonly cargo: Cargo;
  /** Attempts made before. */
  readonly attempts: number;
  readonly createdAt: Date;
  /** Who holds the lease; recording is refused to anybody else. */
  readonly lease: string;
};

/** What became of one attempt. */
export type Sent = {
  readonly outcome: Outcome;
  /** HTTP status or SMTP reply code, where there was one. */
  readonly status?: number;
  readonly durationMs: number;
  /** How long the other side asks to wait, milliseconds (Retry-After). */
  readonly retryAfterMs?: number;
  /** No further attempt makes sense: 410, or an SMTP 5xx for this recipient. */
  readonly isFinal?: boolean;
};
