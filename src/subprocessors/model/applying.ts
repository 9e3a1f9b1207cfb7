import type { Change, ChangeItem } from '../../changes/model.ts';
import { type Entry, stateInEffect } from './entry.ts';
import { applyItem } from './publishing.ts';

/** An entry that a change adds: in effect with it, or announced. */
export function newEntry(
  change: Pick<Change, 'id'>,
  item: ChangeItem,
  pending: boolean,
  at: Date,
): Entry {
  const { after: facts, slug, counterpart } = item;
  const state = pending ? 'announced' : stateInEffect(facts);
  return {
    id: item.subprocessorId,
    slug,
    state,
    facts,
    listedAt: at,
    changedAt: at,
    lastChangeId: change.id,
    version: 1,
    ...(counterpart !== undefined && { replaces: counterpart }),
  };
}

/** An entry once a change that touches it is in effect. */
export function inEffect(
  change: Pick<Change, 'id'>,
  item: ChangeItem,
  entry: Entry | undefined,
  at: Date,
): Entry {
  if (!entry)
    throw new Error(`change ${change.id} names ${item.slug}, which is not in the register`);
  const facts = applyItem(entry.facts, item);
  const ended = item.counterpart !== undefined && item.before !== undefined;
  return {
    ...entry,
    facts,
    state: stateInEffect(facts),
    changedAt: at,
    lastChangeId: change.id,
    version: entry.version + 1,
    ...(ended && { replacedBy: item.counterpart }),
  };
}
