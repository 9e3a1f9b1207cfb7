import type { EmergencyGround } from '../../changes/model.ts';
import type { Terms } from '../../customers/model.ts';
import type { ObjectionState, Resolution } from '../../objections/model.ts';

/** What a notice says to those who must be told (Article 28(2) GDPR). */
export type NoticeWords = {
  /** What it is in law, and how it came about. */
  intended(name: string): string;
  /** To a contact of whose customer no terms are known, and where a day stands above, whose it is. */
  byContract(name: string): string;
  readonly onGeneralTerms: string;
  /** Of a change in effect: for some customers it may not be yet. */
  effectByContract(name: string): string;
  anew(name: string): string;
  emergency(name: string): string;
  readonly material: string;
  readonly ground: string;
  readonly grounds: Readonly<Record<EmergencyGround, string>>;
  /** Until when and how to object. */
  days(terms: Terms): string;
  /** The same of an emergency that the terms permit: it is in effect already. */
  daysAfter(terms: Terms): string;
  /** Of an emergency that the terms do not permit; under a hard hold it also says what silence means. */
  forbidden(terms: Terms): string;
  ifToday(objectionEndsOn: string, earliestEffectOn: string): string;
  lastDayIfToday(objectionEndsOn: string): string;
  silence(terms: Pick<Terms, 'authorisation'>): string;
  /** The same of an emergency that the terms permit. */
  silenceAfter(terms: Pick<Terms, 'authorisation'>): string;
  readonly hold: string;
  readonly object: string;
  /** By mail, beside the form. */
  objectBy(address: string): string;
  /** Stands above a notice where one address stands for several customers. */
  forCustomer(name: string): string;
  readonly myTerms: string;
};

/** What is written to whoever objected. */
export type ObjectionWords = {
  subject(name: string, reference: string, what: 'received' | 'message' | 'decided'): string;
  received(name: string, change: string): string;
  readonly late: string;
  readonly next: string;
  readonly confirm: string;
  readonly message: string;
  readonly states: Readonly<Record<ObjectionState, string>>;
  readonly resolutions: Readonly<Record<Resolution, string>>;
  until(day: string): string;
  readonly page: string;
};
