import type { Snapshot } from '../../publication/model.ts';
import type { EntryDifference } from './entry-difference.ts';
import type { ListPatch } from './list-patch.ts';

/** One of the two lists that are compared. */
export type End = {
  /** What was asked for, in the form in which addresses carry it; absent where nothing was. */
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
