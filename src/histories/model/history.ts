import { pointerTo, Refusal } from '../../core/errors.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';

/** One row of a published list. `entity` tells which rows of different revisions are the same entry. */
export type Row = {
  readonly entity: number;
  /** What the file calls the row; the last one becomes the entry's slug. */
  readonly key: string;
  readonly facts: Facts;
};

/** A list as it stood from a moment on. */
export type Revision = {
  readonly at: Date;
  /** A version's name where the list was kept, such as a commit. */
  readonly ref?: string;
  readonly reason?: string;
  readonly rows: readonly Row[];
};

/** A published list with its past, oldest revision first, whatever file it came from. */
export type History = {
  readonly format: string;
  /** The member of the file that holds the revisions; faults point into it. */
  readonly listName: string;
  readonly company?: string;
  /** Where the list was published, for the reasons of its changes. */
  readonly origin: string;
  readonly revisions: readonly Revision[];
  /** What the file leaves open, for the person who loads it. */
  readonly warnings: readonly string[];
};

/** Why a history cannot be loaded; nothing of it is. `path` leads to the place in the file. */
export function refuseHistory(path: readonly PropertyKey[], detail: string): never {
  throw new Refusal('invalid', 'The history can not be loaded as it is. Nothing was stored.', {
    errors: [{ pointer: pointerTo(...path), detail }],
  });
}

/** A history is told from the oldest revision to the newest, and not about days to come. */
export function refuseWrongOrder(moments: readonly Date[], now: Date, listName: string): void {
  for (const [index, at] of moments.entries()) {
    const before = moments[index - 1];
    if (before !== undefined && at < before)
      refuseHistory(
        [listName, index],
        `${words(at)} comes before the revision in front of it (${words(before)}). Put the oldest first.`,
      );
    if (at > now) refuseHistory([listName, index], `${words(at)} has not come yet.`);
  }
}

function words(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}
