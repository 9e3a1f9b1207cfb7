import type { Worded } from './worded.ts';

/**
 * Kinds of personal information, named as Cal. Civ. Code § 1798.140(v)(1) names them: (A), (B), (D), (F), (I),
 * and of § 1798.140(ae) the contents of messages, which are no sensitive data where they are written to us.
 */
const categories = [
  'identifiers',
  'customer-records',
  'commercial',
  'network-activity',
  'professional',
  'communications',
] as const;
export type Category = (typeof categories)[number];

/** For what personal data is used (Article 13(1)(c) GDPR); in words in personal-data/model/words.ts. */
const purposes = [
  'answering',
  'telling-subscribers',
  'telling-customers',
  'proving-notices',
  'giving-documents',
  'privacy-requests',
  'publishing-register',
  'staff-access',
  'security',
] as const;
export type Purpose = (typeof purposes)[number];

/** From where it comes (Article 14(2)(f) GDPR; Civ. Code § 1798.110(a)(2)). */
const sources = ['person', 'company', 'staff', 'device', 'annex'] as const;
export type Source = (typeof sources)[number];

/** What a column holds: nothing about persons, or what of them. */
export type Column = 'no' | PersonalColumn;
type PersonalColumn = { readonly category: Category; readonly what: Worded };

/** A table and what each of its columns holds. */
export type Declaration = {
  /** Name in SQL. */
  readonly table: string;
  readonly columns: Readonly<Record<string, Column>>;
} & (
  | { readonly record: null }
  | {
      /** The rule that says how long it is kept: a key of `shippedRules` (retention/model/shipped.ts). */
      readonly record: string;
      readonly purpose: Purpose;
      readonly sources: readonly [Source, ...Source[]];
    }
);
