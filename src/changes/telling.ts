import {
  type Change,
  type ChangeItem,
  type ChangeState,
  type ChangeStep,
  type Step,
  type StepName,
  type Told,
  changeStates,
  isPending,
  standingAfter,
} from './model.ts';

/** The change as it stood right after one of its steps; what a feed says about a step never changes. */
export function asOfStep({ change, step }: ChangeStep): Change {
  const index = change.steps.findIndex((each) => each.eventId === step.eventId);
  return index < 0 ? change : standingAfter(change, index + 1);
}

export function stateOf({ steps }: { readonly steps: readonly Pick<Step, 'name'>[] }): ChangeState {
  const ending = steps.findLast(({ name }) => name !== 'announced' && isState(name));
  return ending !== undefined && isState(ending.name) ? ending.name : 'announced';
}

function isState(name: StepName): name is StepName & ChangeState {
  return changeStates.some((state) => state === name);
}

export function nameOf(item: ChangeItem): string {
  return item.after.name;
}

/** Name of the entry at the other end of a replacement. */
export function counterpartName(
  item: ChangeItem,
  items: readonly ChangeItem[],
): string | undefined {
  const other = items.find((each) => each.slug === item.counterpart);
  return other === undefined ? item.counterpart : nameOf(other);
}

/** Whether the entry leaves the list by this change. */
export function isOutgoing(item: ChangeItem): boolean {
  if (item.kind === 'removed') return true;
  return (
    item.kind === 'replaced' && item.before !== undefined && item.after.effectiveUntil !== undefined
  );
}

/** To come, happened, or announced and never to happen. */
export type Tense = 'future' | 'past' | 'dropped';

export function tenseOf(change: Told): Tense {
  if (isPending(change)) return 'future';
  return stateOf(change) === 'in-effect' ? 'past' : 'dropped';
}

/** What a change does, by kind; pairs of a replacement are the newcomer and whom it replaces. */
export type Groups = {
  readonly arrivals: readonly string[];
  readonly replacements: readonly (readonly [string, string])[];
  readonly departures: readonly string[];
  readonly amended: readonly ChangeItem[];
  readonly corrected: readonly ChangeItem[];
};

export function groupItems(items: readonly ChangeItem[]): Groups {
  const replaced = items.filter((item) => item.kind === 'replaced');
  const paired = replaced.filter((item) => isOutgoing(item) && item.counterpart !== undefined);
  const arriving = new Set(paired.map((item) => item.counterpart));
  const alone = replaced.filter((item) => !paired.includes(item) && !arriving.has(item.slug));
  const amended = items.filter((item) => item.kind === 'amended');
  const named = (kept: (item: ChangeItem) => boolean) => items.filter(kept).map(nameOf);
  return {
    arrivals: named((item) => item.kind === 'added' || (alone.includes(item) && !isOutgoing(item))),
    replacements: paired.map((item) => [counterpartName(item, items) ?? '', nameOf(item)] as const),
    departures: named(
      (item) => item.kind === 'removed' || (alone.includes(item) && isOutgoing(item)),
    ),
    amended: amended.filter((item) => item.class === 'substantive'),
    corrected: amended.filter((item) => item.class === 'correction'),
  };
}
