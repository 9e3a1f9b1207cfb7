import type { Json } from '../core/canonical-json.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import type { Day } from '../core/day.ts';
import { addDays } from '../core/day.ts';
import type { CustomerId, SubscriptionId } from '../core/ids.ts';
import type { Language } from '../core/language.ts';
import type { Channel } from '../subscribers/model/subscription.ts';

/** Article 28(2) GDPR: silence of a customer means yes under a general authorisation, no under a specific one. */
export const authorisations = ['general', 'specific'] as const;
type Authorisation = (typeof authorisations)[number];

/** How days of a period count: each, or those that are no weekend. No public holidays: docs/decisions. */
export const dayCounts = ['calendar', 'business'] as const;
export type DayCount = (typeof dayCounts)[number];

/** What a customer's contract says about changes of sub-processors. */
export type Terms = {
  readonly authorisation: Authorisation;
  /** Days from the notice's arrival to the earliest effect. */
  readonly noticeDays: number;
  /** Days from the notice's arrival in which the customer may object. */
  readonly objectionDays: number;
  readonly dayCount: DayCount;
  /** IANA name: where the customer's days begin and end. */
  readonly timeZone: string;
  /** Whether a replacement may take effect before the notice, in an emergency. */
  readonly emergencyPermitted: boolean;
  /** Nothing takes effect for them before the window is over, nor over an open objection (DORA, Article 28). */
  readonly hardHold: boolean;
};

/** Terms with a name, which many contracts share. */
export type Profile = {
  readonly slug: string;
  readonly name: string;
  readonly terms: Terms;
  readonly version: number;
};

/** The controller whose data is processed. Its name is nobody else's business: never public. */
export type Customer = {
  readonly id: CustomerId;
  readonly name: string;
  /** What the company calls it elsewhere; unique where given, imports go by it. */
  readonly reference?: string;
  /** Slugs of the services it uses; empty means all. */
  readonly services: readonly string[];
  readonly regions: readonly string[];
  readonly profile: string;
  /** What its contract says otherwise than the profile. */
  readonly overrides: Partial<Terms>;
  readonly agreementFrom: Day;
  /** The last day of the agreement; absent while it goes on. */
  readonly agreementUntil?: Day;
  /** Days behind the agreement in which data is still held. */
  readonly postTerminationDays: number;
  /** Raised when its signed link is to end. */
  readonly linkVersion: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly version: number;
  /** Its name, reference and contacts are gone; what was announced to it stays. */
  readonly erasedAt?: Date;
};

/** What staff say of a customer. */
export type CustomerInput = Pick<
  Customer,
  | 'name'
  | 'reference'
  | 'services'
  | 'regions'
  | 'profile'
  | 'overrides'
  | 'agreementFrom'
  | 'agreementUntil'
  | 'postTerminationDays'
>;

/** Somebody who must be told for a customer. The address is a subscription of the contract stream. */
export type Contact = {
  readonly customerId: CustomerId;
  readonly subscriptionId: SubscriptionId;
  /** `Data protection officer`, `Procurement`, … */
  readonly role: string;
  readonly name?: string;
  readonly addedAt: Date;
  /** Kept, so that it can be proved who was told; absent while in force. */
  readonly removedAt?: Date;
};

export function termsOf(customer: Pick<Customer, 'overrides'>, profile: Profile): Terms {
  return { ...profile.terms, ...customer.overrides };
}

type Agreement = Pick<Customer, 'agreementFrom' | 'agreementUntil' | 'postTerminationDays'>;

/** The last day on which changes are announced to it: data may be held that long. Absent while the agreement goes on. */
export function lastDayInScope({
  agreementUntil,
  postTerminationDays,
}: Omit<Agreement, 'agreementFrom'>): Day | undefined {
  return agreementUntil && addDays(agreementUntil, postTerminationDays);
}

/** Agreement and what comes after it have ended. */
export function isOver(customer: Omit<Agreement, 'agreementFrom'>, today: Day): boolean {
  const last = lastDayInScope(customer);
  return last !== undefined && last < today;
}

/** What a contact of several customers must hear of: what any of them uses, everything where one uses all. */
export function servicesOfAll(customers: readonly Pick<Customer, 'services'>[]): readonly string[] {
  if (customers.some(({ services }) => services.length === 0)) return [];
  return [...new Set(customers.flatMap(({ services }) => services))].toSorted();
}

/** A customer of whom nothing is announced yet. */
export function begin(id: CustomerId, input: CustomerInput, now: Date): Customer {
  return { ...input, id, linkVersion: 1, createdAt: now, changedAt: now, version: 1 };
}

/** The customer as staff say it is; itself where that is what it was. */
export function amend(before: Customer, input: CustomerInput, now: Date): Customer {
  const { id, linkVersion, createdAt, version } = before;
  const after = { ...input, id, linkVersion, createdAt, changedAt: now, version: version + 1 };
  const same = (one: CustomerInput, other: CustomerInput) =>
    canonicalJson(factsOf(one)) === canonicalJson(factsOf(other));
  return same(before, input) ? before : after;
}

export function factsOf(input: CustomerInput): Json {
  const { name, reference, services, regions, profile, overrides } = input;
  const { agreementFrom, agreementUntil, postTerminationDays } = input;
  return {
    name,
    reference: reference ?? null,
    services: services.toSorted(),
    regions: regions.toSorted(),
    profile,
    overrides: { ...overrides },
    agreementFrom,
    agreementUntil: agreementUntil ?? null,
    postTerminationDays,
  };
}

/** How a contact is reached, and as what. */
export type NewContact = {
  readonly role: string;
  readonly name?: string;
  readonly channel: Channel;
  readonly address: string;
  /** Of an address that is known already it stays as it is where none is said. */
  readonly language?: Language;
};
