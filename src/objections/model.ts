import type { Day } from '../core/day.ts';
import type { CustomerId, ObjectionId, SubscriptionId } from '../core/ids.ts';
import type { Language } from '../core/language.ts';

/**
 * `received`, then `under-review`; ends `resolved`, or stays `unresolved` with a right to terminate that is
 * used (`terminated`) or not (`lapsed`). `withdrawn` by whoever objected.
 */
export const objectionStates = [
  'received',
  'under-review',
  'resolved',
  'termination-right-open',
  'terminated',
  'lapsed',
  'withdrawn',
] as const;
export type ObjectionState = (typeof objectionStates)[number];

/** How an objection was resolved. */
export const resolutions = [
  'accepted-explanation',
  'alternative-offered',
  'customer-excluded',
  'change-withdrawn',
] as const;
export type Resolution = (typeof resolutions)[number];

/** How it reached us. */
export const objectionSources = ['form', 'mail', 'letter', 'phone'] as const;
export type ObjectionSource = (typeof objectionSources)[number];

export const objectionGrounds = [
  'data-protection',
  'security',
  'location',
  'contract',
  'other',
] as const;
export type ObjectionGround = (typeof objectionGrounds)[number];

/** Who objects: personal data, kept apart and erasable. */
export type Objector = { readonly name: string; readonly company: string; readonly email?: string };

export type Objection = {
  readonly id: ObjectionId;
  /** `OBJ-7K3M-92QF`: random, so that it tells nobody how many there are. */
  readonly reference: string;
  readonly changeId: number;
  /** Absent until matched: kept and flagged, never dropped. */
  readonly customerId?: CustomerId;
  readonly state: ObjectionState;
  readonly resolution?: Resolution;
  /** Behind the last day of the customer's window, of the general one where it is not matched. */
  readonly isLate: boolean;
  /** It counts from here, confirmed or not. */
  readonly receivedAt: Date;
  readonly source: ObjectionSource;
  readonly ground: ObjectionGround;
  /** Why, and what is asked for, in the objector's words. Absent once erased. */
  readonly statement?: string;
  readonly request?: string;
  readonly objector?: Objector;
  readonly language: Language;
  /** Where answers go: a subscription of the stream `case`. Absent without a mail address. */
  readonly subscriptionId?: SubscriptionId;
  /** Absent while nobody has pressed the button behind the mail's link: flagged for staff. */
  readonly confirmedAt?: Date;
  /** Last day of the right to terminate, in the organisation's time zone. */
  readonly terminationUntil?: Day;
  readonly endedAt?: Date;
  readonly linkVersion: number;
  readonly changedAt: Date;
  readonly version: number;
};

/** While these last the objection is open. */
export function isOpen({ state }: Pick<Objection, 'state'>): boolean {
  return state === 'received' || state === 'under-review' || state === 'termination-right-open';
}
