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
  return {
    kind: kindOf(before, after, steps),
    ...(before !== undefined && { before }),
    after,
    ...(counterpart !== undefined && { counterpart }),
    fields: changedFields(before?.facts, after.facts).map((field) => {
      const change = changeBehind(field, after.slug, steps);
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

/** An entry says at its announcement already what it will say; an amendment counts from its effect. */
function changeBehind(
  field: keyof Facts,
  slug: string,
  steps: readonly ChangeStep[],
): number | undefined {
  const found = steps.find(({ change, step }) =>
    change.items.some(
      (item) =>
        item.slug === slug &&
        (step.name === 'in-effect' || item.before === undefined) &&
        changedFields(item.before, item.after).includes(field),
    ),
  );
  return found?.change.id;
}

function changesOf(steps: readonly ChangeStep[], version: number): readonly Change[] {
  const changes = new Map(steps.map(({ change }) => [change.id, change]));
  return [...changes.values()].map((change) => asOfVersion(change, version));
}
