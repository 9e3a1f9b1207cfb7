import {
  type FoldedChange,
  type FoldedStep,
  type OpenChange,
  readEffect,
  readItem,
  readPublication,
} from '../model/folded.ts';
import type { Leaf } from '../model/leaf.ts';
import { afterMove, isMove, isToCome, readMove } from '../model/moves.ts';

/** The log's entries about one change, in its order. */
export function leavesOf(id: unknown, leaves: readonly Leaf[]): readonly Leaf[] {
  return leaves
    .filter(({ action, data }) =>
      action === 'change.item_published' ? data['change'] === id : data['id'] === id,
    )
    .filter(({ action }) => action.startsWith('change.'));
}

/**
 * A change as it stood after each of its steps, worked out from its own entries alone. Which version of
 * the list stood beside a step of its window no entry says: `standing` has it, by the step's event.
 * Undefined where the entries tell of no change from its publication on.
 */
export function foldChange(
  own: readonly Leaf[],
  standing: ReadonlyMap<string, number>,
): readonly FoldedChange[] | undefined {
  const [first, ...rest] = own;
  const published = first?.action === 'change.published' ? readPublication(first) : undefined;
  if (published === undefined) return undefined;
  const items = rest.flatMap(({ action, data }) =>
    action === 'change.item_published' ? (readItem(data) ?? []) : [],
  );
  if (items.length !== published.promised) return undefined;
  const told = rest.filter(({ action }) => action !== 'change.item_published');
  return follow({ ...published, items }, told, standing);
}

function follow(
  published: OpenChange,
  told: readonly Leaf[],
  standing: ReadonlyMap<string, number>,
): readonly FoldedChange[] | undefined {
  const { promised: _, announcement, ...change } = published;
  const [next] = told;
  const isAtOnce =
    next?.action === 'change.took_effect' && next.data['listVersion'] === announcement.listVersion;
  const states: FoldedChange[] = isAtOnce ? [] : [{ ...change, steps: [announcement] }];
  for (const leaf of told) {
    const before = states.at(-1) ?? change;
    // Of an emergency the window begins with the effect.
    const opened = isAtOnce && states.length === 0 && change.emergency ? announcement.detail : {};
    const after = afterLeaf(before, leaf, opened, standing);
    if (after === undefined) return undefined;
    states.push(after);
  }
  return states;
}

function afterLeaf(
  before: FoldedChange,
  leaf: Leaf,
  opened: FoldedStep['detail'],
  standing: ReadonlyMap<string, number>,
): FoldedChange | undefined {
  if (isMove(leaf.action)) {
    const step = readMove(leaf, standing.get(leaf.id) ?? 0);
    return step && afterMove(before, step);
  }
  const step = leaf.action === 'change.took_effect' ? readEffect(leaf) : undefined;
  if (step === undefined || !isToCome(before)) return undefined;
  return { ...before, steps: [...before.steps, { ...step, detail: opened }] };
}
