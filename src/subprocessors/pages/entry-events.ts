import { changedFields, type Change, type ChangeItem } from '../../changes/model.ts';
import { stateOf } from '../../changes/words.ts';
import type { Snapshot } from '../../publication/model.ts';

export type EntryEvent = { readonly change: Change; readonly item: ChangeItem };

/** What the newest changes say about one entry. */
export type EntryEvents = {
  readonly pending?: EntryEvent;
  /** The newest amendment in effect that says more than "reviewed again". */
  readonly amended?: EntryEvent;
};

/** By slug; one pass over the changes, so that a long register stays linear. */
export function eventsOf(snapshot: Snapshot): ReadonlyMap<string, EntryEvents> {
  const events = new Map<string, EntryEvents>();
  for (const change of snapshot.recent) {
    if (stateOf(change) !== 'in-effect') continue;
    for (const item of change.items) {
      if (isNoteworthy(item) && !events.has(item.slug))
        events.set(item.slug, { amended: { change, item } });
    }
  }
  for (const change of snapshot.pending.toReversed()) {
    for (const item of change.items)
      events.set(item.slug, { ...events.get(item.slug), pending: { change, item } });
  }
  return events;
}

/** The changes in the snapshot that touch an entry, newest first. */
export function changesOf(slug: string, snapshot: Snapshot): readonly EntryEvent[] {
  const pendingBeyond = snapshot.pending.filter(
    (change) => !snapshot.recent.some(({ id }) => id === change.id),
  );
  return [...pendingBeyond, ...snapshot.recent].flatMap((change) =>
    change.items.filter((item) => item.slug === slug).map((item) => ({ change, item })),
  );
}

const housekeeping: readonly string[] = ['lastReviewedOn', 'nextReviewDue', 'order'];

function isNoteworthy(item: ChangeItem): boolean {
  if (item.kind !== 'amended') return false;
  return changedFields(item.before, item.after).some((field) => !housekeeping.includes(field));
}
