import { addDays, type Day } from '../core/day.ts';
import type { EventId } from '../core/ids.ts';
import type { Language } from '../core/language.ts';

export const kinds = [
  'privacy-policy',
  'cookie-notice',
  'terms',
  'dpa',
  'subprocessor-terms',
] as const;
export type Kind = (typeof kinds)[number];

export const states = ['draft', 'announced', 'effective', 'superseded', 'withdrawn'] as const;
export type State = (typeof states)[number];

/** Markdown with front matter, by language; at least one. */
export type Texts = Readonly<Partial<Record<Language, string>>>;

export type PolicyFacts = {
  readonly kind: Kind;
  readonly title: string;
  /** Days between announcing a material change and its effect. */
  readonly noticeDays: number;
  readonly order?: number;
};

export type Policy = PolicyFacts & {
  readonly slug: string;
  /** The number of the version in effect. */
  readonly current?: number;
  /** The number of the version announced and not yet in effect. */
  readonly announced?: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly version: number;
};

/** What was said of a version when it was published. */
export type Announcement = {
  readonly at: Date;
  readonly eventId: EventId;
  readonly effectiveOn: Day;
  /** What changes, in plain words. */
  readonly summary: string;
  readonly isMaterial: boolean;
  /** Number of the update that told it. */
  readonly update: number;
};

/** A version without its texts. From its announcement on, its texts never change. */
export type VersionHead = {
  readonly policy: string;
  /** 1, 2, 3, … without a gap. */
  readonly number: number;
  readonly state: State;
  readonly languages: readonly Language[];
  readonly announcement?: Announcement;
  readonly effectiveAt?: Date;
  readonly supersededAt?: Date;
  readonly withdrawal?: { readonly at: Date; readonly reason: string; readonly eventId: EventId };
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
};

export type Version = VersionHead & { readonly texts: Texts };

/** A policy as readers find it: one of the two versions there is, or both. */
export type ListedPolicy = {
  readonly policy: Policy;
  readonly current?: VersionHead;
  readonly announced?: VersionHead;
};

/** What every page may need of the policies without asking for it. */
export type PoliciesInBrief = {
  /** In the order in which they are shown. */
  readonly listed: readonly ListedPolicy[];
  /** Entries of the feed. */
  readonly stepCount: number;
};

export const noPolicies: PoliciesInBrief = { listed: [], stepCount: 0 };

export const stepNames = ['announced', 'effective', 'withdrawn'] as const;
export type StepName = (typeof stepNames)[number];

/** What the feed tells of in one entry. */
export type PolicyStep = {
  /** 1, 2, 3, … without a gap. */
  readonly ordinal: number;
  readonly eventId: EventId;
  readonly policy: string;
  readonly number: number;
  readonly name: StepName;
  readonly at: Date;
};

export const mostPolicies = 50;
/** The page of a policy names every version. */
export const mostVersions = 500;

/** The first day from which a version may hold if it is announced today. */
export function earliestEffect(
  { noticeDays, current }: Pick<Policy, 'noticeDays' | 'current'>,
  isMaterial: boolean,
  today: Day,
): Day {
  // Nobody has relied on anything before the first version.
  return isMaterial && current !== undefined ? addDays(today, noticeDays) : today;
}

/** The day from which a version is to hold, or why it can not be that day. */
export function judgeDay(
  policy: Pick<Policy, 'noticeDays' | 'current'>,
  {
    isMaterial,
    effectiveOn,
  }: { readonly isMaterial: boolean; readonly effectiveOn?: Day | undefined },
  today: Day,
): { readonly day: Day } | { readonly fault: string } {
  const earliest = earliestEffect(policy, isMaterial, today);
  if (effectiveOn === undefined || effectiveOn >= earliest) return { day: effectiveOn ?? earliest };
  if (earliest === today) return { fault: `It can take effect from today, ${today}, on.` };
  return {
    fault: `A material change of this policy is announced ${policy.noticeDays} days before its effect, so ${earliest} is the first day.`,
  };
}

/** What stands against announcing a version now. */
export function faultInState(policy: Policy, { state, number }: VersionHead): string | undefined {
  if (state !== 'draft') return `Version ${number} was announced already and is never edited.`;
  if (policy.announced === undefined) return undefined;
  return `Version ${policy.announced} is announced and not yet in effect: withdraw it first, or wait until it is.`;
}

/** The language in which a text is read: the one asked for, or that of the organisation, or the one there is. */
export function languageShown(
  { languages }: Pick<VersionHead, 'languages'>,
  wanted: readonly (string | undefined)[],
): Language {
  const found = wanted
    .map((tag) => tag?.split('-')[0])
    .flatMap((language) => languages.find((each) => each === language) ?? []);
  return found[0] ?? languages[0] ?? 'en';
}

export function comparePolicies(a: Policy, b: Policy): number {
  const [first = Number.MAX_SAFE_INTEGER, second = Number.MAX_SAFE_INTEGER] = [a.order, b.order];
  return first - second || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || compare(a.slug, b.slug);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The day up to which a policy says something new: that of the version in force. */
export function lastUpdated({ current, announced }: ListedPolicy): Day | undefined {
  return (current ?? announced)?.announcement?.effectiveOn;
}
