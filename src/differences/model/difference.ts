import type { Snapshot } from '../../publication/model.ts';
import { describeEntry, type EntryDifference, type Touching } from './entry-difference.ts';
import type { ListPatch } from './list-patch.ts';

/** One of the two lists that are compared. */
export type End = {
  /** What was asked for, as addresses carry it; absent where it was left out. */
  readonly asked?: string;
  /** The list as it was published then, without contact persons. */
  readonly snapshot: Snapshot;
};

/** What changed between two versions of the list. */
export type Difference = {
  readonly from: End;
  readonly to: End;
  /** In the order of the second list. */
  readonly entries: readonly EntryDifference[];
  readonly patch: ListPatch;
};

const untouched: Touching = { steps: [], more: false };

/** `touching` holds, by slug, the steps between the two lists. */
export function describeDifference(
  from: End,
  to: End,
  patch: ListPatch,
  touching: ReadonlyMap<string, Touching>,
): Difference {
  const before = new Map(from.snapshot.entries.map((entry) => [entry.slug, entry]));
  const after = new Map(to.snapshot.entries.map((entry) => [entry.slug, entry]));
  const entries = patch.items.flatMap(({ slug }) => {
    const entry = after.get(slug);
    if (entry === undefined) return [];
    const touched = touching.get(slug) ?? untouched;
    return [describeEntry(before.get(slug), entry, touched, to.snapshot.listVersion)];
  });
  return { from, to, entries, patch };
}
