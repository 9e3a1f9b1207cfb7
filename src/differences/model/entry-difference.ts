import { asOfVersion, type Change, type ChangeStep, changedFields } from '../../changes/model.ts';
import type { Entry } from '../../subprocessors/model/entry.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';

/** What became of an entry, in the order in which a reader wants to know it. */
export const differenceKinds = [
  'added',
  'in-effect',
  'replaced',
  'ended',
  'amended',
  'announced',
] as const;
/**
 * `added`: it was not on the first list. `in-effect`: it was announced there and is processing now.
 * `announced`: it says the same, and a change of it has been announced.
 */
export type DifferenceKind = (typeof differenceKinds)[number];

/** Steps between two versions that touch an entry, newest first; `more` where older ones are left out. */
export type Touching = { readonly steps: readonly ChangeStep[]; readonly more: boolean };

export type EntryDifference = {
  readonly kind: DifferenceKind;
  /** Absent where the first list did not show it. */
  readonly before?: Entry;
  readonly after: Entry;
  /** Slug of the entry that it replaced, or that replaced it, between the two. */
  readonly counterpart?: string;
  readonly fields: readonly FieldDifference[];
  /** Newest first. */
  readonly changes: readonly Change[];
  /** Older changes are left out, and fields may have no change. */
  readonly more: boolean;
};

/** A field that differs, and the number of the change that gave it its second value. */
export type FieldDifference = { readonly field: keyof Facts; readonly change?: number };

/** `version` is the number of the second list: changes are told as they stood then. */
export function describeEntry(
  before: Entry | undefined,
  after: Entry,
  touching: Touching,
  version: number,
): EntryDifference {
  const { steps, more } = touching;
  const counterpart = counterpartOf(before, after);
  const behind = changesBehind(after.slug, steps);
  return {
    kind: kindOf(before, after, steps),
    ...(before !== undefined && { before }),
    after,
    ...(counterpart !== undefined && { counterpart }),
    fields: changedFields(before?.facts, after.facts).map((field) => {
      const change = behind.get(field);
      return change === undefined ? { field } : { field, change };
    }),
    changes: changesOf(steps, version),
    more,
  };
}

function kindOf(
  before: Entry | undefined,
  after: Entry,
  steps: readonly ChangeStep[],
): DifferenceKind {
  if (before === undefined) return 'added';
  if (after.state === 'ended' && before.state !== 'ended')
    return after.replacedBy === undefined ? 'ended' : 'replaced';
  if (before.state === 'announced' && after.state === 'current') return 'in-effect';
  const isToCome = steps.length > 0 && steps.every(({ step }) => step.name === 'announced');
  return isToCome ? 'announced' : 'amended';
}

function counterpartOf(before: Entry | undefined, after: Entry): string | undefined {
  if (after.replacedBy !== undefined && before?.replacedBy === undefined) return after.replacedBy;
  const isNewcomer =
    before === undefined || (before.state === 'announced' && after.state !== 'announced');
  return isNewcomer ? after.replaces : undefined;
}

/**
 * The newest change of each field, of steps that are given newest first. An entry says at its
 * announcement already what it will say; an amendment counts from its effect.
 */
function changesBehind(
  slug: string,
  steps: readonly ChangeStep[],
): ReadonlyMap<keyof Facts, number> {
  const behind = new Map<keyof Facts, number>();
  for (const { change, step } of steps) {
    const item = change.items.find((each) => each.slug === slug);
    const counts = step.name === 'in-effect' || item?.before === undefined;
    if (item === undefined || !counts) continue;
    for (const field of changedFields(item.before, item.after))
      if (!behind.has(field)) behind.set(field, change.id);
  }
  return behind;
}

function changesOf(steps: readonly ChangeStep[], version: number): readonly Change[] {
  const changes = new Map(steps.map(({ change }) => [change.id, change]));
  return [...changes.values()].map((change) => asOfVersion(change, version));
}
