import type { SubscriptionId } from '../../core/ids.ts';
import type { Language } from '../../core/language.ts';
import type { Topic } from './topics.ts';

/**
 * `subscriber` asked to hear (consent); `contract` must be told; `staff` gets alerts of this deployment;
 * `case` is the address of somebody whose objection or request is answered, and gets nothing else.
 */
export const streams = ['subscriber', 'contract', 'staff', 'case'] as const;
export type Stream = (typeof streams)[number];

export const channels = ['email', 'webhook', 'slack', 'teams'] as const;
export type Channel = (typeof channels)[number];

export const frequencies = ['immediate', 'daily', 'weekly'] as const;
export type Frequency = (typeof frequencies)[number];

/**
 * `pending` until confirmed (mail), challenged (webhook) or reached (chat); `disabled` when sending was
 * given up or staff suppressed it; `left` is what remains without any address.
 */
export const subscriptionStates = ['pending', 'active', 'paused', 'disabled', 'left'] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

/** Why a subscription is `disabled`. */
export const disabledReasons = ['gave-up', 'gone', 'bounced', 'complained', 'suppressed'] as const;
export type DisabledReason = (typeof disabledReasons)[number];

export function asDisabledReason(text: string): DisabledReason | undefined {
  return disabledReasons.find((reason) => reason === text);
}

/** What somebody chose to hear. */
export type Preferences = {
  readonly topics: readonly Topic[];
  /** Slugs; empty means all, those of later included. */
  readonly services: readonly string[];
  readonly language: Language;
  /** Always `immediate` for webhooks: a program needs no digest. */
  readonly frequency: Frequency;
};

export type Subscription = Preferences & {
  readonly id: SubscriptionId;
  readonly stream: Stream;
  readonly channel: Channel;
  /** An e-mail address or a URL; absent once left. */
  readonly address?: string;
  /** Mail address to which the end of a webhook is told, where its owner gave one. */
  readonly contact?: string;
  readonly state: SubscriptionState;
  readonly reason?: DisabledReason;
  /** Raised when its signed links are to end. */
  readonly linkVersion: number;
  /** Of the webhook's signing secret: 1, 2, … */
  readonly secretGeneration: number;
  /** Until when the secret before is valid too; absent when it was never rotated. */
  readonly previousSecretUntil?: Date;
  readonly createdAt: Date;
  readonly confirmedAt?: Date;
  readonly changedAt: Date;
  /** Digests have told everything up to this place in the ledger. */
  readonly toldUpTo: number;
  readonly nextDigestAt?: Date;
  /** A contract contact that ends once this one is confirmed. */
  readonly replaces?: SubscriptionId;
};
