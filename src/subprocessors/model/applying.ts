import { type Change, type ChangeItem, changedFields, type StepName } from '../../changes/model.ts';
import { type Entry, stateInEffect } from './entry.ts';
import type { Facts } from './facts.ts';

type Register = ReadonlyMap<string, Entry>;

/** The entries that a change touches as they stand after one of its steps, in the order of its items. */
export function entriesAfter(
  change: Pick<Change, 'id' | 'items'>,
  step: StepName,
  register: Register,
  at: Date,
): readonly Entry[] {
  return change.items.map((item) => {
    const entry = register.get(item.slug);
    if (!entry) return newEntry(change, item, step === 'announced', at);
    if (step === 'in-effect') return inEffect(change, item, entry, at);
    return item.before === undefined ? stillToCome(item, entry, step, at) : entry;
  });
}

/** An entry that a change was to add: on another day, or not at all. */
function stillToCome(item: ChangeItem, entry: Entry, step: StepName, at: Date): Entry {
  if (step === 'announced') return entry;
  const changed = { ...entry, changedAt: at, version: entry.version + 1 };
  return step === 'postponed'
    ? { ...changed, facts: item.after }
    : { ...changed, state: 'withdrawn' };
}

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

/** The facts after a change: what it changed, laid over what the entry says by then. */
export function applyItem(current: Facts | undefined, item: ChangeItem): Facts {
  if (current === undefined || item.before === undefined) return item.after;
  return carryFields(current, item.after, changedFields(item.before, item.after));
}

/** `current` with these fields as `from` states them, or without them where it does not. */
export function carryFields(current: Facts, from: Facts, fields: readonly (keyof Facts)[]): Facts {
  const facts: Editable = { ...current };
  for (const field of fields) carry(facts, from, field);
  return facts;
}

type Editable = { -readonly [K in keyof Facts]: Facts[K] };

function carry<K extends keyof Facts>(into: Editable, from: Facts, field: K): void {
  if (from[field] === undefined) Reflect.deleteProperty(into, field);
  else into[field] = from[field];
}
