import type { Worded } from '../core/worded.ts';
import type { Period } from '../core/period.ts';

/** What becomes of a record when its period is over. */
export const fates = ['delete', 'erase-fields', 'keep-count', 'keep'] as const;
export type Fate = (typeof fates)[number];

/** From what event a period counts. */
export const anchors = [
  'recorded',
  'last-activity',
  'closed',
  'ended',
  'agreement-ended',
  'superseded',
] as const;
export type Anchor = (typeof anchors)[number];

/** On what a period rests. */
export const grounds = ['law', 'contract', 'consent', 'legitimate-interest'] as const;
export type Ground = (typeof grounds)[number];

export type RuleFacts = {
  /** What is kept, as its readers call it. */
  readonly record: Worded;
  /** ISO 8601; absent where no fixed time can say it. */
  readonly period?: Period;
  /** Instead of a period, or beside one: what else decides how long. */
  readonly lasting?: Worded;
  readonly from: Anchor;
  readonly ground: Ground;
  /** With the article of the law, or what the contract says. */
  readonly basis: Worded;
  readonly fate: Fate;
  /** What of it stays, or when it is kept for longer. */
  readonly note?: Worded;
  readonly order?: number;
};

/** One promise about one kind of record. */
export type Rule = {
  /** Kind of record; `inquiries`. */
  readonly id: string;
  readonly facts: RuleFacts;
  /** Records of Annex; others are the organisation's own, of which this is only told. */
  readonly isOurs: boolean;
  /** Absent while it stands as Annex ships it. */
  readonly changedAt?: Date;
  /** 0 while it stands as Annex ships it. */
  readonly version: number;
};

/** Every reader gets all of them on one page. */
export const mostRules = 100;

/** Those of Annex as they were changed, and those of the organisation, in the order in which they are shown. */
export function rulesOf(
  shipped: Readonly<Record<string, RuleFacts>>,
  stated: readonly Omit<Rule, 'isOurs'>[],
): readonly Rule[] {
  const known = new Map(stated.map((rule) => [rule.id, rule]));
  const ours = Object.entries(shipped).map(([id, facts]) => {
    const rule = known.get(id) ?? { id, facts, version: 0 };
    return { ...rule, isOurs: true };
  });
  const own = stated
    .filter(({ id }) => !Object.hasOwn(shipped, id))
    .map((rule) => ({ ...rule, isOurs: false }));
  return [...ours, ...own].toSorted(compareRules);
}

function compareRules(a: Rule, b: Rule): number {
  const [first = Number.MAX_SAFE_INTEGER, second = Number.MAX_SAFE_INTEGER] = [
    a.facts.order,
    b.facts.order,
  ];
  return first - second || (a.id < b.id ? -1 : Number(a.id > b.id));
}

/** What stands against a rule. */
export function faultInRule({ period, lasting, fate }: RuleFacts): string | undefined {
  const isForEver = period === undefined && lasting === undefined;
  if (isForEver && fate !== 'keep')
    return 'Give a period, or say in words how long it lasts; only what is kept for good has neither.';
  if (fate === 'keep' && !isForEver)
    return 'What is kept for good has no period: leave it out, or say what becomes of it afterwards.';
  return undefined;
}

/**
 * Rules that Annex keeps at their hour, and not by the daily run: links of a subscription that nobody
 * confirmed work as long, what ends or is replaced goes with that, and others are emptied by jobs of their
 * own. Their period is Annex's and cannot be stated otherwise.
 */
export const keptAtOnce: ReadonlySet<string> = new Set([
  'subscriptions',
  'unconfirmed-subscriptions',
  'staff-addresses',
  'contact-persons',
  'repeated-requests',
]);
