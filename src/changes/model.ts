import type { Json } from '../core/canonical-json.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import type { Day } from '../core/day.ts';
import type { EventId, SubprocessorId } from '../core/ids.ts';
import type { Tells } from '../subscribers/model/topics.ts';
import type { Facts } from '../subprocessors/model/facts.ts';

export const itemKinds = ['added', 'removed', 'replaced', 'amended'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** What a substantive amendment touches; additions, removals and replacements are substantive always. */
export const aspects = ['entity', 'location', 'purpose', 'data', 'transfer'] as const;
export type Aspect = (typeof aspects)[number];

export const changeClasses = ['substantive', 'correction'] as const;
export type ChangeClass = (typeof changeClasses)[number];

/** What a change does to one entry. */
export type ChangeItem = {
  readonly subprocessorId: SubprocessorId;
  readonly slug: string;
  readonly kind: ItemKind;
  readonly class: ChangeClass;
  readonly aspects: readonly Aspect[];
  /** For a replacement: the slug at the other end, on both items. */
  readonly counterpart?: string;
  /** Absent for an entry that was not on the list. */
  readonly before?: Facts;
  readonly after: Facts;
};

/** A step of a change's life: one feed entry each, never one per item. */
export const stepNames = [
  'announced',
  'postponed',
  'objection-closing',
  'objection-closed',
  'in-effect',
  'withdrawn',
  'superseded',
] as const;
export type StepName = (typeof stepNames)[number];
/** Where a change stands; whether its window is open is told beside it. */
export const changeStates = ['announced', 'in-effect', 'withdrawn', 'superseded'] as const;
export type ChangeState = (typeof changeStates)[number];
export type Step = {
  readonly name: StepName;
  readonly at: Date;
  readonly eventId: EventId;
  /** Number of the list's version that this step published; of the one that stood where it published none. */
  readonly listVersion: number;
} & StepDetail;

/** What only some steps say. */
export type StepDetail = {
  /** Postponed: the new day, and the one that was planned before. */
  readonly effectiveOn?: Day;
  readonly previousEffectiveOn?: Day;
  /** Announced, postponed, or in effect by emergency: the last day to object on general terms. */
  readonly objectionEndsOn?: Day;
  /** Postponed or withdrawn: why. */
  readonly reason?: string;
  /** Postponed: something material changed too, which is said here; every customer's clock starts anew. */
  readonly materialChange?: string;
  /** Superseded: number of the change that takes its place. */
  readonly supersededBy?: number;
};

/** Steps that the list itself shows; each publishes a version of it. */
const listSteps: readonly StepName[] = [
  'announced',
  'postponed',
  'in-effect',
  'withdrawn',
  'superseded',
];

export function publishesList({ name }: Pick<Step, 'name'>): boolean {
  return listSteps.includes(name);
}

/** Why a replacement could not wait (domain words: security, insolvency, outage). */
export const emergencyGrounds = ['security', 'insolvency', 'outage', 'other'] as const;
export type EmergencyGround = (typeof emergencyGrounds)[number];
export type Emergency = {
  readonly ground: EmergencyGround;
  /** What happened, published with the change. */
  readonly explanation: string;
};

/** A published change: one permanent page, one announcement, one effective date. */
export type Change = {
  /** 1, 2, 3, … in the order of publication. */
  readonly id: number;
  readonly class: ChangeClass;
  readonly reason: string;
  /** The planned day as it stands: after a postponement the new one. */
  readonly effectiveOn: Day;
  readonly items: readonly ChangeItem[];
  readonly steps: readonly Step[];
  /** The last day to object on general terms, in the organisation's time zone; absent where no window opens. */
  readonly objectionEndsOn?: Day;
  /** It took effect before it could be announced. */
  readonly emergency?: Emergency;
  /** Number of the announced change whose place it takes. */
  readonly supersedes?: number;
  /** When the history it was imported from says it was published; absent for what was published here. */
  readonly claimedAt?: Date;
};

/** Where a change stands in the transparency log; leaves count from 0. */
export type ChangeLeaves = {
  readonly publication: number;
  /** Its items follow, the last included. */
  readonly items: { readonly first: number; readonly last: number };
  /** Absent until it is in effect. */
  readonly effect?: number;
  /** Every step, in their order. */
  readonly steps: readonly { readonly name: StepName; readonly index: number }[];
};

/** One entry of a feed: a step together with its change. */
export type ChangeStep = { readonly step: Step; readonly change: Change };

/** A version of the list: the step that published it. */
export type PublishedVersion = {
  /** 1, 2, 3, … */
  readonly number: number;
  readonly step: StepName;
  readonly changeId: number;
  /** When it was published here, and the place of its event in the ledger. */
  readonly at: Date;
  readonly seq: number;
  /** When the history it was imported from says it was published. */
  readonly claimedAt?: Date;
};

/** What the words for a change need of it; one that is only planned has no events yet. */
export type Told = Pick<Change, 'items' | 'effectiveOn'> & {
  readonly steps: readonly Pick<Step, 'name'>[];
};

export function isPending(change: Pick<Told, 'steps'>): boolean {
  return !change.steps.some(({ name }) => endings.includes(name));
}

/** After these nothing is to come. */
const endings: readonly StepName[] = ['in-effect', 'withdrawn', 'superseded'];

/** After these it never takes effect. */
export const droppedBy: readonly StepName[] = ['withdrawn', 'superseded'];

export function lastStep(change: Change): Step {
  const step = change.steps.at(-1);
  if (step === undefined) throw new TypeError(`change ${change.id} has no step`);
  return step;
}

/** The change as it stood at a version of the list: without the steps that came later. */
export function asOfVersion(change: Change, version: number): Change {
  const isKnown = (step: Step) =>
    step.listVersion < version || (step.listVersion === version && publishesList(step));
  return standingAfter(change, change.steps.findLastIndex(isKnown) + 1);
}

/** The change as it stood after its first steps, with the days that were planned then. */
export function standingAfter(change: Change, count: number): Change {
  const undone = change.steps
    .slice(count)
    .toReversed()
    .reduce((later, step) => undo(later, step, change.steps), change);
  return { ...undone, steps: change.steps.slice(0, count) };
}

/** Of the steps only a postponement changes what the change says itself. */
function undo(change: Change, step: Step, steps: readonly Step[]): Change {
  const { effectiveOn, previousEffectiveOn } = step;
  if (step.name !== 'postponed' || effectiveOn === undefined || previousEffectiveOn === undefined)
    return change;
  const earlier = steps.slice(0, steps.indexOf(step));
  const objectionEndsOn = earlier.findLast((each) => each.objectionEndsOn)?.objectionEndsOn;
  const { objectionEndsOn: _, ...rest } = change;
  return {
    ...rest,
    effectiveOn: previousEffectiveOn,
    items: change.items.map((item) => moveItem(item, effectiveOn, previousEffectiveOn)),
    ...(objectionEndsOn !== undefined && { objectionEndsOn }),
  };
}

/** An item whose entry begins or ends with its change, moved from one planned day to another. */
export function moveItem(item: ChangeItem, from: Day, to: Day): ChangeItem {
  const { before, after } = item;
  const moves =
    before === undefined
      ? after.effectiveFrom === from && { effectiveFrom: to }
      : before.effectiveUntil === undefined &&
        after.effectiveUntil === from && { effectiveUntil: to };
  return moves ? { ...item, after: { ...after, ...moves } } : item;
}

/** Slugs of the services a change concerns; empty means all of them. */
export function servicesOf(items: readonly ChangeItem[]): readonly string[] {
  const scopes = items.flatMap((item) => [item.after, ...(item.before ? [item.before] : [])]);
  const named = scopes.map((facts) => facts.scope?.services ?? []);
  return named.some((services) => services.length === 0) ? [] : [...new Set(named.flat())].sort();
}

/** Each step of a change is told; what was imported happened long ago and is not. */
export function tellsOf(change: Pick<Change, 'class' | 'items'>): Tells {
  return {
    topic: 'subprocessors',
    services: servicesOf(change.items),
    quiet: change.class === 'correction',
  };
}

/** The field names of an entry that differ, in the order in which entries state them. */
export function changedFields(before: Facts | undefined, after: Facts): readonly (keyof Facts)[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)] as (keyof Facts)[]);
  return fieldOrder.filter((name) => names.has(name) && !same(before?.[name], after[name]));
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));
}

/** How a reader meets the facts of an entry: who, what for, which data, where, on what basis, for whom, when. */
export const fieldOrder: readonly (keyof Facts)[] = [
  'name',
  'legalName',
  'legalAddress',
  'establishment',
  'companyNumber',
  'lei',
  'euid',
  'parentGroup',
  'kind',
  'category',
  'description',
  'responsibilities',
  'nature',
  'duration',
  'frequency',
  'dataCategories',
  'dataSubjects',
  'specialCategories',
  'protectedHealthInformation',
  'ai',
  'locations',
  'transfers',
  'scope',
  'certifications',
  'contract',
  'contact',
  'links',
  'parent',
  'rank',
  'effectiveFrom',
  'effectiveUntil',
  'disposal',
  'lastReviewedOn',
  'nextReviewDue',
  'order',
  'translations',
];
