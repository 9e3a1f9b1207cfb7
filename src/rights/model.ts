import type { Day } from '../core/day.ts';
import type { CustomerId, RightsRequestId, StaffId, SubscriptionId } from '../core/ids.ts';
import type { AssigneeId } from '../staff/model.ts';
import type { Language } from '../core/language.ts';

/** Where the person lives: it says which law is applied. */
export const residences = ['eu', 'uk', 'switzerland', 'california', 'elsewhere'] as const;
export type Residence = (typeof residences)[number];

export const lawIds = ['gdpr', 'uk-gdpr', 'fadp', 'ccpa', 'courtesy'] as const;
export type LawId = (typeof lawIds)[number];

/** Everything that can be asked under some law (model/laws.ts says which under which). */
export const rightsTypes = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'automated-decision',
  'complaint',
  'know-categories',
  'know-specific',
  'delete',
  'correct',
  'opt-out',
  'limit',
  'marketing',
] as const;
export type RightsType = (typeof rightsTypes)[number];

/** Who asks: the person, a parent for a child, or somebody whom the person has authorised. */
export const standings = ['self', 'parent', 'agent'] as const;
export type Standing = (typeof standings)[number];

/** How we know the person. Data of `customer-user`s is their company's to decide about. */
export const relations = ['visitor', 'customer-user', 'customer-staff'] as const;
export type Relation = (typeof relations)[number];

export const rightsSources = ['form', 'mail', 'phone', 'letter'] as const;
export type RightsSource = (typeof rightsSources)[number];

/** The first six are open. Extended is no state: a request goes on in its own, with a later day. */
export const rightsStates = [
  'received',
  'acknowledged',
  'identity-pending',
  'clarification-pending',
  'in-progress',
  'appealed',
  'fulfilled',
  'partially-denied',
  'denied',
  'forwarded',
  'withdrawn',
  'expired',
] as const;
export type RightsState = (typeof rightsStates)[number];

/** The person whose data it is about; erasable. A child may have no address. */
export type Person = { readonly name: string; readonly email?: string };
/** Who asks for that person; erasable. */
export type Representative = {
  readonly name: string;
  readonly email?: string;
  readonly company?: string;
};

/** Time that the law does not count, from the day on which we asked to the one on which the answer came. */
export type Pause = {
  readonly why: 'clarification' | 'identity';
  readonly from: Day;
  /** Absent while the answer is awaited. */
  readonly until?: Day;
};

/** What the days of a request are counted from; changed by recorded steps only. */
export type Clock = {
  readonly receivedOn: Day;
  /** Later than receipt where a law starts counting with the proof of identity. */
  readonly startedOn: Day;
  readonly pauses: readonly Pause[];
  /** Last day to confirm receipt; absent where the law asks for no such thing. */
  readonly acknowledgeBy?: Day;
  readonly acknowledgedOn?: Day;
};

/** What was done for an answer that grants: the kind only, never whose data or how much. */
export const deeds = [
  'exported',
  'corrected',
  'erased',
  'restricted',
  'opted-out',
  'explained',
  'nothing-held',
  'by-hand',
] as const;
export type Deed = (typeof deeds)[number];

/** One thing that is asked, with its own day: opting out is due long before a copy of data. */
export type Item = {
  readonly type: RightsType;
  /** Key of `rules` (model/laws.ts): which rule gave the day. */
  readonly ruleId: RuleId;
  /** Last day to answer; absent where the law gives no number. */
  readonly dueOn?: Day;
  readonly extendedOn?: Day;
  readonly outcome?: 'granted' | 'denied';
  readonly basis?: DenialBasis;
  readonly done?: Deed;
  readonly answeredOn?: Day;
  /** Denied before, and looked at again. */
  readonly appealed?: { readonly basis: DenialBasis };
};

export const ruleIds = [
  'gdpr-12-3',
  'uk-gdpr-12a',
  'uk-gdpr-12a-access',
  'uk-dpa-164a',
  'fadp-25-7',
  'fadp-house',
  'ccpa-7021',
  'ccpa-7026',
  'ccpa-7027',
  'can-spam',
  'courtesy',
  'appeal',
] as const;
export type RuleId = (typeof ruleIds)[number];

export const denialBases = [
  'identity-not-verified',
  'no-authority',
  'not-controller',
  'unfounded-or-excessive',
  'rights-of-others',
  'legal-duty',
  'legal-claims',
  'exception',
  'law-does-not-apply',
] as const;
export type DenialBasis = (typeof denialBases)[number];

/** How sure we must be of who asks. */
export const grades = ['none', 'address', 'reasonable', 'reasonably-high'] as const;
export type Grade = (typeof grades)[number];

/** What was compared with the contact details on file. Only which, never what. */
export const dataPoints = [
  'email',
  'name',
  'company',
  'phone',
  'postal-address',
  'account',
  'last-contact',
] as const;
export type DataPoint = (typeof dataPoints)[number];

export type Identity = {
  readonly askedOn?: Day;
  readonly settledOn?: Day;
  readonly result?: 'verified' | 'not-verified';
  readonly grade?: Grade;
  readonly matched?: readonly DataPoint[];
  /** Signed under penalty of perjury. */
  readonly isDeclared?: boolean;
};

/** Whether whoever asks may ask for the person. */
export type Authority = 'not-needed' | 'pending' | 'confirmed' | 'refused';

export type RightsRequest = {
  readonly id: RightsRequestId;
  /** `PRV-7K3M-92QF`: random, so that it tells nobody how many there are. */
  readonly reference: string;
  readonly law: LawId;
  readonly who: Standing;
  readonly relation: Relation;
  readonly source: RightsSource;
  readonly state: RightsState;
  /** Who decides about the data: what is a customer's is passed on and never answered here. */
  readonly controller: 'us' | 'customer';
  readonly receivedAt: Date;
  readonly clock: Clock;
  readonly items: readonly Item[];
  /** The next of all its days; absent where nothing has one or it is closed. */
  readonly nextDueOn?: Day;
  readonly identity: Identity;
  readonly authority: Authority;
  /** Absent once erased. */
  readonly person?: Person;
  readonly agent?: Representative;
  readonly details?: string;
  readonly language: Language;
  readonly subscriptionId?: SubscriptionId;
  readonly agentSubscriptionId?: SubscriptionId;
  /** To whom it was passed on. */
  readonly customerId?: CustomerId;
  readonly assignee?: AssigneeId;
  readonly looksAutomated: boolean;
  /** The address is the person's, by the button behind the mail's link. */
  readonly confirmedAt?: Date;
  /** When the last answer on substance went out, and whose it was. */
  readonly decidedAt?: Date;
  readonly decidedBy?: StaffId;
  readonly appealedAt?: Date;
  readonly endedAt?: Date;
  readonly linkVersion: number;
  readonly changedAt: Date;
  readonly version: number;
};

const open: ReadonlySet<RightsState> = new Set([
  'received',
  'acknowledged',
  'identity-pending',
  'clarification-pending',
  'in-progress',
  'appealed',
]);

export function isOpen({ state }: Pick<RightsRequest, 'state'>): boolean {
  return open.has(state);
}

/** By which rule it is kept once it is closed (retention/model/shipped.ts). */
export function retentionRuleOf({ law }: Pick<RightsRequest, 'law'>) {
  return law === 'ccpa' ? 'privacy-requests-california' : 'privacy-requests';
}

/** Whether what staff write may reach whoever asks for somebody: not before the person has let them. */
export function isOpenToAgent({
  authority,
  person,
}: Pick<RightsRequest, 'authority' | 'person'>): boolean {
  return authority === 'confirmed' || (authority === 'pending' && person?.email === undefined);
}

/** One thing written on a case. A `note` is for staff only. */
export type Message = {
  readonly id: number;
  readonly at: Date;
  readonly author: 'person' | 'agent' | 'staff' | 'note';
  /** Empty once erased. */
  readonly text: string;
  /** Of a request that was sent again while the case was open. */
  readonly reference?: string;
};
