import { addBusinessDays, addDays, addMonths, type Day } from '../../core/day.ts';
import type { DenialBasis, Grade, LawId, Pause, Residence, RightsType, RuleId } from '../model.ts';

/**
 * A period behind a day, which is not counted itself. Business days are Monday to Friday; no holidays.
 * Our own duties are never moved to the next working day: of two readings the earlier day counts.
 */
export type Period = { readonly count: number; readonly unit: 'days' | 'months' | 'business-days' };

/** A number, and where it stands. `ours`: no law gives one, so we set it. */
export type Cited<T> = T & { readonly source: string; readonly ours?: true };

export type Rule = {
  /** Absent where the law says "without undue delay" and no number. */
  readonly answer?: Cited<Period>;
  readonly acknowledge?: Cited<Period>;
  /** The latest day in all, counted from the start; it must be told, with reasons, before the first is over. */
  readonly extension?: Cited<Period>;
  /** What the clock stands still for while we wait for it. */
  readonly pauses?: Cited<{ readonly why: Pause['why'] }>;
  /** Counting starts when the identity that was asked for is shown. */
  readonly startsWithIdentity?: { readonly source: string };
};

const oneMonth = { count: 1, unit: 'months' } as const;
const threeMonths = { count: 3, unit: 'months' } as const;
const ukStart = { source: 'Article 12A(2)(b) UK GDPR' };
const ukExtension = { ...threeMonths, source: 'Article 12A(3) and (4) UK GDPR' };
const ukAnswer = { ...oneMonth, source: 'Articles 12(3) and 12A(1) UK GDPR' };
const ninetyDays = { count: 90, unit: 'days' } as const;

/** The clocks, each number with the provision that it stands in. */
export const rules: Readonly<Record<RuleId, Rule>> = {
  'gdpr-12-3': {
    answer: { ...oneMonth, source: 'Article 12(3) GDPR' },
    extension: { ...threeMonths, source: 'Article 12(3) GDPR' },
  },
  'uk-gdpr-12a': {
    answer: ukAnswer,
    extension: ukExtension,
    startsWithIdentity: ukStart,
  },
  'uk-gdpr-12a-access': {
    answer: ukAnswer,
    extension: ukExtension,
    startsWithIdentity: ukStart,
    pauses: { why: 'clarification', source: 'Article 12A UK GDPR, on clarification' },
  },
  'uk-dpa-164a': {
    acknowledge: { count: 30, unit: 'days', source: 'Section 164A(3) Data Protection Act 2018' },
  },
  'fadp-25-7': {
    answer: { count: 30, unit: 'days', source: 'Article 25(7) FADP, Article 18(1) DPO' },
    extension: { ...ninetyDays, source: 'Article 18(2) DPO asks for a date only', ours: true },
  },
  'fadp-house': {
    answer: {
      count: 30,
      unit: 'days',
      source: 'as for access; Article 32 FADP gives none',
      ours: true,
    },
    extension: { ...ninetyDays, source: 'as for access', ours: true },
  },
  'ccpa-7021': {
    acknowledge: { count: 10, unit: 'business-days', source: '11 CCR § 7021(a)' },
    answer: { count: 45, unit: 'days', source: '11 CCR § 7021(b)' },
    extension: { ...ninetyDays, source: '11 CCR § 7021(b)' },
  },
  'ccpa-7026': { answer: { count: 15, unit: 'business-days', source: '11 CCR § 7026(f)' } },
  'ccpa-7027': { answer: { count: 15, unit: 'business-days', source: '11 CCR § 7027(g)' } },
  'can-spam': {
    answer: { count: 10, unit: 'business-days', source: '15 U.S.C. § 7704(a)(4)(A)' },
  },
  courtesy: {
    answer: { ...oneMonth, source: 'as under the GDPR', ours: true },
    extension: { ...threeMonths, source: 'as under the GDPR', ours: true },
  },
  appeal: { answer: { count: 30, unit: 'days', source: 'no law asks for it', ours: true } },
};

/** How long after a decision it can be appealed against; ours, as no law here gives an appeal to whoever decided. */
export const appealDays = 60;

/** After so many days without an answer to our question a request expires; ours. */
export const silenceDays = 90;

export type Right = {
  readonly type: RightsType;
  /** Where the right itself stands. */
  readonly source: string;
  readonly rule: RuleId;
  readonly grade: Grade;
};

export type Law = {
  readonly id: LawId;
  readonly name: string;
  readonly rights: readonly Right[];
  /** Where it stands how sure we must be. */
  readonly verification: string;
  /** How long the record of a request is kept once it is closed. */
  readonly keep: Cited<Period>;
  readonly denials: Readonly<Partial<Record<DenialBasis, string>>>;
  /** To whom to complain about us. */
  readonly authority: string;
};

function right(type: RightsType, source: string, rule: RuleId, grade: Grade = 'address'): Right {
  return { type, source, rule, grade };
}

const gdpr: Law = {
  id: 'gdpr',
  name: 'GDPR',
  rights: [
    right('access', 'Article 15', 'gdpr-12-3'),
    right('rectification', 'Article 16', 'gdpr-12-3'),
    right('erasure', 'Article 17', 'gdpr-12-3'),
    right('restriction', 'Article 18', 'gdpr-12-3'),
    right('portability', 'Article 20', 'gdpr-12-3'),
    right('objection', 'Article 21(1)', 'gdpr-12-3'),
    right('marketing', 'Article 21(2) and (3)', 'gdpr-12-3', 'none'),
    right('automated-decision', 'Article 22(3)', 'gdpr-12-3'),
  ],
  verification: 'Article 12(6): more is asked for only where there are reasonable doubts',
  keep: { count: 36, unit: 'months', source: 'Article 17(3)(e): defence of claims', ours: true },
  denials: {
    'identity-not-verified': 'Articles 11(2) and 12(6)',
    'no-authority': 'Article 12(6)',
    'not-controller': 'Article 28(3)(e)',
    'unfounded-or-excessive': 'Article 12(5)(b)',
    'rights-of-others': 'Articles 15(4) and 20(4)',
    'legal-duty': 'Article 17(3)(b)',
    'legal-claims': 'Articles 17(3)(e) and 21(1)',
    exception: 'Article 23 and the provision that is named',
    'law-does-not-apply': 'Articles 2 and 3',
  },
  authority: 'the supervisory authority where you live or work (Article 77)',
};

const ukGdpr: Law = {
  id: 'uk-gdpr',
  name: 'UK GDPR',
  rights: [
    right('access', 'Article 15', 'uk-gdpr-12a-access'),
    right('rectification', 'Article 16', 'uk-gdpr-12a'),
    right('erasure', 'Article 17', 'uk-gdpr-12a'),
    right('restriction', 'Article 18', 'uk-gdpr-12a'),
    right('portability', 'Article 20', 'uk-gdpr-12a'),
    right('objection', 'Article 21(1)', 'uk-gdpr-12a'),
    right('marketing', 'Article 21(2) and (3)', 'uk-gdpr-12a', 'none'),
    right('automated-decision', 'Article 22C', 'uk-gdpr-12a'),
    right('complaint', 'Section 164A Data Protection Act 2018', 'uk-dpa-164a', 'none'),
  ],
  verification: 'Article 12(6): more is asked for only where there are reasonable doubts',
  keep: { count: 36, unit: 'months', source: 'Article 17(3)(e): defence of claims', ours: true },
  denials: {
    ...gdpr.denials,
    exception: 'Schedules 2 to 4 Data Protection Act 2018',
  },
  authority: 'the Information Commissioner (Article 77)',
};

const fadp: Law = {
  id: 'fadp',
  name: 'FADP',
  rights: [
    right('access', 'Article 25', 'fadp-25-7'),
    right('portability', 'Article 28', 'fadp-25-7'),
    right('rectification', 'Article 32(1)', 'fadp-house'),
    right('erasure', 'Article 32(2)(c)', 'fadp-house'),
    right('restriction', 'Article 32(2)(a)', 'fadp-house'),
    right('objection', 'Article 30(2)(b)', 'fadp-house'),
    right('marketing', 'Article 30(2)(b)', 'fadp-house', 'none'),
    right('automated-decision', 'Article 21(2)', 'fadp-house'),
  ],
  verification: 'Article 16(5) DPO: appropriate measures, in which the person takes part',
  keep: { count: 36, unit: 'months', source: 'defence of claims', ours: true },
  denials: {
    'identity-not-verified': 'Article 16(5) DPO',
    'no-authority': 'Article 16(5) DPO',
    'not-controller': 'Article 25(4) FADP',
    'unfounded-or-excessive': 'Article 26(1)(c) FADP',
    'rights-of-others': 'Article 26(1)(b) FADP',
    'legal-duty': 'Articles 26(1)(a) and 31(1) FADP',
    'legal-claims': 'Article 31(1) FADP',
    exception: 'Article 26 FADP',
    'law-does-not-apply': 'Articles 2 and 3 FADP',
  },
  authority: 'the Federal Data Protection and Information Commissioner (Article 49)',
};

const ccpa: Law = {
  id: 'ccpa',
  name: 'CCPA',
  rights: [
    right('know-categories', 'Civ. Code §§ 1798.110 and 1798.115', 'ccpa-7021', 'reasonable'),
    right('know-specific', 'Civ. Code § 1798.110', 'ccpa-7021', 'reasonably-high'),
    right('delete', 'Civ. Code § 1798.105', 'ccpa-7021', 'reasonable'),
    right('correct', 'Civ. Code § 1798.106', 'ccpa-7021', 'reasonable'),
    right('opt-out', 'Civ. Code § 1798.120', 'ccpa-7026', 'none'),
    right('limit', 'Civ. Code § 1798.121', 'ccpa-7027', 'none'),
    right('marketing', '15 U.S.C. § 7704(a)(3)', 'can-spam', 'none'),
  ],
  verification: '11 CCR § 7062(b) and (c); none to opt out or limit, §§ 7026(d) and 7027(e)',
  keep: { count: 24, unit: 'months', source: '11 CCR § 7101(a)' },
  denials: {
    'identity-not-verified': '11 CCR §§ 7021(b) and 7062(g)',
    'no-authority': '11 CCR § 7063(a)',
    'not-controller': '11 CCR § 7050(f)',
    'unfounded-or-excessive': 'Civ. Code § 1798.145(h)(3); 11 CCR §§ 7026(e) and 7027(f)',
    'rights-of-others': 'Civ. Code § 1798.145(k)',
    'legal-duty': 'Civ. Code §§ 1798.105(d)(8) and 1798.145(a)',
    'legal-claims': 'Civ. Code § 1798.145(a)',
    exception: 'Civ. Code §§ 1798.105(d) and 1798.145',
    'law-does-not-apply': 'Civ. Code § 1798.140',
  },
  authority: 'the California Privacy Protection Agency or the Attorney General',
};

const courtesy: Law = {
  id: 'courtesy',
  name: 'our own promise',
  rights: [
    right('access', 'as Article 15 GDPR', 'courtesy'),
    right('rectification', 'as Article 16 GDPR', 'courtesy'),
    right('erasure', 'as Article 17 GDPR', 'courtesy'),
    right('restriction', 'as Article 18 GDPR', 'courtesy'),
    right('portability', 'as Article 20 GDPR', 'courtesy'),
    right('objection', 'as Article 21 GDPR', 'courtesy'),
    right('marketing', 'as Article 21(2) and (3) GDPR', 'courtesy', 'none'),
  ],
  verification: 'as under the GDPR',
  keep: { count: 36, unit: 'months', source: 'as under the GDPR', ours: true },
  denials: gdpr.denials,
  authority: 'the authority of the place where you live, where there is one',
};

export const laws: Readonly<Record<LawId, Law>> = {
  gdpr,
  'uk-gdpr': ukGdpr,
  fadp,
  ccpa,
  courtesy,
};

const lawByResidence: Readonly<Record<Residence, LawId>> = {
  eu: 'gdpr',
  uk: 'uk-gdpr',
  switzerland: 'fadp',
  california: 'ccpa',
  elsewhere: 'courtesy',
};

export function lawOf(residence: Residence): Law {
  return laws[lawByResidence[residence]];
}

export function rightOf(law: LawId, type: RightsType): Right | undefined {
  return laws[law].rights.find((each) => each.type === type);
}

/** The last day of a period that begins behind `from`. */
export function endOf(from: Day, { count, unit }: Period): Day {
  if (unit === 'months') return addMonths(from, count);
  return unit === 'days' ? addDays(from, count) : addBusinessDays(from, count);
}

/** Data points that must match for a grade, and whether a declaration under penalty of perjury must be there. */
export const proofFor: Readonly<
  Record<Grade, { readonly points: number; readonly needsDeclaration: boolean }>
> = {
  none: { points: 0, needsDeclaration: false },
  address: { points: 1, needsDeclaration: false },
  // 11 CCR § 7062(b).
  reasonable: { points: 2, needsDeclaration: false },
  // 11 CCR § 7062(c).
  'reasonably-high': { points: 3, needsDeclaration: true },
};
