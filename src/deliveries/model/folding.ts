import { type Change, type ChangeItem, changedFields } from '../../changes/model.ts';
import type { Day } from '../../core/day.ts';
import { applyItem } from '../../subprocessors/model/applying.ts';

type InEffect = Pick<Change, 'items' | 'effectiveOn'>;

/** An entry that stands as it stood before: gone again after it was added, or amended and amended back. */
export type Undone = {
  readonly kind: 'added' | 'amended';
  readonly name: string;
  readonly on: Day;
  readonly undoneOn: Day;
};

/** What changes come to together: what is left of them for each entry, in the order in which they touch them. */
export type Folded = { readonly items: readonly ChangeItem[]; readonly undone: readonly Undone[] };

/** Folds changes that took effect one after the other, oldest first: of each entry its first before and its last after. */
export function fold(changes: readonly InEffect[]): Folded {
  const touches = changes.flatMap(({ items, effectiveOn }) =>
    items.map((item) => ({ item, effectiveOn })),
  );
  const folded = [...Map.groupBy(touches, ({ item }) => item.slug).values()].map(foldEntry);
  const items = folded.flatMap((each) => ('after' in each ? each : []));
  return {
    items: items.map((item) => withCounterpart(item, items)),
    undone: folded.flatMap((each) => ('after' in each ? [] : each)),
  };
}

type Touch = { readonly item: ChangeItem; readonly effectiveOn: Day };

function foldEntry(touches: readonly Touch[]): ChangeItem | Undone {
  const [first, last] = [touches[0], touches.at(-1)];
  if (first === undefined || last === undefined) throw new TypeError('an entry nobody touched');
  if (first === last) return first.item;
  const { before } = first.item;
  const after = touches.reduce<ChangeItem['after'] | undefined>(
    (facts, { item }) => applyItem(facts, item),
    undefined,
  );
  if (after === undefined) throw new TypeError('an item without facts');
  const undone = { name: after.name, on: first.effectiveOn, undoneOn: last.effectiveOn };
  const isGone = after.effectiveUntil !== undefined;
  if (before === undefined) return isGone ? { kind: 'added', ...undone } : { ...first.item, after };
  if (changedFields(before, after).length === 0) return { kind: 'amended', ...undone };
  // Whoever left the list did so by the last; amendments come to one.
  const items = touches.map(({ item }) => item);
  return {
    ...last.item,
    before,
    after,
    class: items.some((item) => item.class === 'substantive') ? 'substantive' : 'correction',
    aspects: [...new Set(items.flatMap(({ aspects }) => aspects))],
  };
}

/** Of a replacement of which only one end is left, that end came or went. */
function withCounterpart(item: ChangeItem, left: readonly ChangeItem[]): ChangeItem {
  if (item.kind !== 'replaced' || left.some(({ slug }) => slug === item.counterpart)) return item;
  const { counterpart: _, ...rest } = item;
  return { ...rest, kind: item.before === undefined ? 'added' : 'removed' };
}
