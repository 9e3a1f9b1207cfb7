import type { Day } from '../core/day.ts';
import type { Fault } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import type { Params } from '../publication/model.ts';
import { type Change, type ChangeItem, isPending } from './model.ts';
import { cursorFault, readPaging } from './paging.ts';
import { listEntryChanges } from './service.ts';
import { isOutgoing, stateOf } from './words.ts';

/** What one change made of an entry, and for how long it holds. */
export type EntryState = {
  readonly change: Change;
  readonly item: ChangeItem;
  readonly name: 'announced' | 'current' | 'ended' | 'withdrawn';
  /** First day on which it holds. */
  readonly from: Day;
  /** First day on which the entry's next change holds instead; absent of the newest one. */
  readonly until?: Day;
};

export type HistoryPage = { readonly states: readonly EntryState[]; readonly next: number | null };
type Faulty = { readonly faults: readonly Fault[] };

/**
 * The states of an entry, newest first. A cursor is the last change of the page before: read once
 * more, it says until when the first state of this page holds.
 */
export async function loadEntryHistory(
  { db, params }: { readonly db: Db; readonly params: Params },
  slug: string,
  perPage: number,
): Promise<HistoryPage | Faulty> {
  const { cursor, limit, faults } = readPaging(params, perPage);
  if (faults.length > 0) return { faults };
  return loadStates(db, slug, cursor, limit);
}

async function loadStates(
  db: Db,
  slug: string,
  cursor: number | undefined,
  limit: number,
): Promise<HistoryPage | Faulty> {
  const repeated = cursor === undefined ? 0 : 1;
  const { items, hasMore } = await listEntryChanges(db, slug, cursor, limit + repeated);
  if (cursor !== undefined && items[0]?.id !== cursor) return { faults: [cursorFault()] };
  const states = statesOf(items, slug).slice(repeated);
  if (!hasMore) return { states, next: null };
  // The next page counts on from a state that held, so this one ends with such.
  const last = states.findLastIndex(({ name }) => name !== 'withdrawn');
  if (last < 0) return loadStates(db, slug, cursor, limit * 2);
  return { states: states.slice(0, last + 1), next: states[last]?.change.id ?? null };
}

/** `changes` touch the entry and stand newest first, as they were published. */
function statesOf(changes: readonly Change[], slug: string): readonly EntryState[] {
  const states: EntryState[] = [];
  for (const change of changes) {
    const item = change.items.find((each) => each.slug === slug);
    if (item === undefined) continue;
    const name = nameOf(change, item);
    const from = startOf(change, item);
    // What was withdrawn held for no day, and ended nothing.
    const until =
      name === 'withdrawn' ? from : states.findLast((each) => each.name !== 'withdrawn')?.from;
    states.push({
      change,
      item,
      name,
      from,
      // A later change may hold from an earlier day: then nothing is left of this state.
      ...(until !== undefined && { until: until < from ? from : until }),
    });
  }
  return states;
}

/** An arrival may have begun before it was listed, and an end may lie before its change. */
function startOf({ effectiveOn }: Change, item: ChangeItem): Day {
  const { effectiveFrom, effectiveUntil } = item.after;
  if (isOutgoing(item)) return effectiveUntil ?? effectiveOn;
  return item.before === undefined ? (effectiveFrom ?? effectiveOn) : effectiveOn;
}

function nameOf(change: Change, { after }: ChangeItem): EntryState['name'] {
  if (isPending(change)) return 'announced';
  if (stateOf(change) !== 'in-effect') return 'withdrawn';
  return after.effectiveUntil === undefined ? 'current' : 'ended';
}
