import { type FoldedChange, type FoldedItem, type FoldedStep, said } from './folded.ts';
import type { Leaf } from './leaf.ts';

type Move = {
  readonly name: string;
  /** Members of the event that the step says too. */
  readonly says: readonly string[];
};

/** What may become of a change after its publication, beside its effect. */
const moves: Readonly<Record<string, Move>> = {
  'change.postponed': {
    name: 'postponed',
    says: ['effectiveOn', 'previousEffectiveOn', 'objectionEndsOn', 'reason', 'materialChange'],
  },
  'change.withdrawn': { name: 'withdrawn', says: ['reason'] },
  'change.superseded': { name: 'superseded', says: ['supersededBy'] },
  'change.objection_closing': { name: 'objection-closing', says: [] },
  'change.objection_closed': { name: 'objection-closed', says: [] },
};

export function isMove(action: string): boolean {
  return Object.hasOwn(moves, action);
}

/** `standing` is the version of the list beside which what happens to a window is told. */
export function readMove(
  { index, id: eventId, at, action, data }: Leaf,
  standing: number,
): FoldedStep | undefined {
  const move = moves[action];
  if (move === undefined) return undefined;
  const { name, says } = move;
  const listVersion = isOfWindow({ name }) ? standing : data['listVersion'];
  if (typeof listVersion !== 'number') return undefined;
  return { name, at, eventId, listVersion, detail: said(data, says), leafIndex: index };
}

/** The list shows every step but these. */
export function isOfWindow({ name }: Pick<FoldedStep, 'name'>): boolean {
  return name === 'objection-closing' || name === 'objection-closed';
}

/** Neither in effect nor taken back. */
export function isToCome({ steps }: Pick<FoldedChange, 'steps'>): boolean {
  return !steps.some(({ name }) => ['in-effect', 'withdrawn', 'superseded'].includes(name));
}

/** Nothing more can be told of it. */
export function isOver(change: FoldedChange): boolean {
  return !isToCome(change) && !change.isWindowOpen;
}

/** A change after one more step; undefined where that step cannot have followed. */
export function afterMove(change: FoldedChange, step: FoldedStep): FoldedChange | undefined {
  const steps = [...change.steps, step];
  if (isOfWindow(step)) {
    if (!change.isWindowOpen) return undefined;
    return { ...change, steps, isWindowOpen: step.name === 'objection-closing' };
  }
  if (!isToCome(change)) return undefined;
  return step.name === 'postponed'
    ? postponed({ ...change, steps }, step)
    : { ...change, steps, isWindowOpen: false };
}

function postponed(change: FoldedChange, { detail }: FoldedStep): FoldedChange | undefined {
  const { effectiveOn, objectionEndsOn } = detail;
  if (typeof effectiveOn !== 'string' || effectiveOn <= change.effectiveOn) return undefined;
  const items = change.items.map((item) => moved(item, change.effectiveOn, effectiveOn));
  const isAnew = objectionEndsOn !== change.objectionEndsOn;
  return {
    ...change,
    effectiveOn,
    items,
    ...(typeof objectionEndsOn === 'string' && { objectionEndsOn }),
    isWindowOpen: isAnew ? typeof objectionEndsOn === 'string' : change.isWindowOpen,
  };
}

/** What begins or ends with its change does so on the new day. */
function moved(item: FoldedItem, from: string, to: string): FoldedItem {
  const { before, after } = item;
  const bound = before === undefined ? 'effectiveFrom' : 'effectiveUntil';
  if (after[bound] !== from || before?.[bound] !== undefined) return item;
  return { ...item, after: { ...after, [bound]: to } };
}
