import type { Day } from '../../core/day.ts';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import type { Terms } from '../../customers/model.ts';

/** Which rule gave a date; what each means stands in docs/notices.md. */
export const dateRules = [
  'calendar-days',
  'business-days',
  'rolled-to-working-day',
  'day-after-window',
] as const;
export type DateRule = (typeof dateRules)[number];

/** A legal date: the day and zone that were promised, the instant computed from them, and the rule. */
export type LegalDate = {
  readonly on: Day;
  readonly timeZone: string;
  /** RFC 3339; the end of the day for an ending period, its start for an effect. */
  readonly at: string;
  readonly rule: DateRule;
  /** The days counted. */
  readonly days: number;
};

/** A customer's clock for one change. It runs from the first acceptance that has not been taken back. */
export type Clock = {
  /** RFC 3339: when the contact's server accepted the notice. */
  readonly startsAt: string;
  readonly startsOn: Day;
  /** Whose acceptance started it. */
  readonly subscriptionId: SubscriptionId;
  readonly objectionEnds: LegalDate;
  readonly earliestEffect: LegalDate;
};

/**
 * `waiting`: no contact's server has accepted it yet; `unreached`: nothing is under way that still could,
 * somebody has to act; `running`: the window is open; `closed`: it is over; `ended`: the change was
 * withdrawn, superseded or announced anew.
 */
export const noticeStates = ['waiting', 'unreached', 'running', 'closed', 'ended'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** What a customer's window came to. Silence accepts under a general authorisation and refuses under a specific one. */
export const windowOutcomes = [
  'accepted-by-silence',
  'refused-by-silence',
  'approved',
  'objected',
] as const;
export type WindowOutcome = (typeof windowOutcomes)[number];

/** Why a change is not in effect for a customer though its planned day has come. */
export const holdReasons = [
  'not-reached',
  'window-open',
  'not-approved',
  'open-objection',
  'excluded',
  'emergency-not-permitted',
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** Why staff had to say for a customer that a change is announced all the same. */
export const blockReasons = ['no-contact', 'no-mail', 'emergency-not-permitted'] as const;
export type BlockReason = (typeof blockReasons)[number];
export type Acknowledgement = {
  readonly reasons: readonly BlockReason[];
  /** As the ledger names them. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
};

/** One change announced to one customer. Its terms are those of the announcement, whatever the profile says later. */
export type Notice = {
  readonly changeId: number;
  /** 1; one more for each material change that starts the clock anew. */
  readonly round: number;
  readonly customerId: CustomerId;
  /** Place in the ledger of the event that told of it. */
  readonly seq: number;
  readonly announcedAt: Date;
  readonly plannedEffectiveOn: Day;
  readonly terms: Terms;
  /** SHA-256 of the text as sent, by language. */
  readonly texts: Readonly<Record<string, string>>;
  readonly acknowledged?: Acknowledgement;
  readonly state: NoticeState;
  readonly clock?: Clock;
  readonly outcome?: WindowOutcome;
  readonly closedAt?: Date;
  /** A specific authorisation was given, by whom as the ledger names them. */
  readonly approved?: { readonly at: string; readonly by: string };
  /** Present once the change is in effect for this customer. */
  readonly effectiveAt?: Date;
  readonly hold?: HoldReason;
  readonly version: number;
};
