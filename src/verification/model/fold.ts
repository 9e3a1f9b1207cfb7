import {
  factsAfter,
  type FoldedChange,
  type FoldedEntry,
  type FoldedItem,
  type FoldedList,
  type FoldedStep,
  nameOf,
  newEntry,
  type OpenChange,
  readEffect,
  readItem,
  readPublication,
  stateOf,
} from './folded.ts';
import { type Bag, isSame } from './json.ts';
import type { Leaf } from './leaf.ts';
import { afterMove, isMove, isOfWindow, isOver, isToCome, readMove } from './moves.ts';
import { FoldedPosts, type FoldedThread } from './posts.ts';

/** Who hears what comes of the log while it is read: nothing is kept of what is done with. */
export type Listener = {
  /** Nothing more can be told of a change, or the log has ended before that. */
  change(change: FoldedChange): void;
  /** A version of the list is complete; `list` makes it, for those who want it. */
  version(number: number, list: () => FoldedList): void;
  /** Where the log contradicts itself. */
  fault(text: string): void;
};

/** A key that the log says will sign from now on; `endorsement` is how the one before vouches for it. */
export type AnnouncedKey = {
  readonly key: string;
  readonly endorsement: string;
  readonly leafIndex: number;
};

/**
 * The register, the change log and every version of the list, worked out from the leaves of the log
 * alone. It shares nothing with the code that publishes but the names of the facts: a fault there
 * would otherwise be repeated here, and hidden.
 */
export class Fold {
  readonly #listener: Listener;
  readonly #entries = new Map<string, FoldedEntry>();
  /** Changes of which more may be told. */
  readonly #live = new Map<number, FoldedChange>();
  readonly #services = new Map<string, Bag>();
  readonly #persons = new Map<string, 'recorded' | 'erased'>();
  readonly #keys: AnnouncedKey[] = [];
  readonly #posts = new FoldedPosts((leaf, text) => this.#fault(leaf, text));
  #organisation: Bag | undefined;
  #open: OpenChange | undefined;
  #changes = 0;
  #versions = 0;
  #lastAt = '';
  #published: Pick<FoldedList, 'publishedAt' | 'claimedAt'> = { publishedAt: '' };

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  take(leaf: Leaf): void {
    if (Date.parse(leaf.at) < Date.parse(this.#lastAt))
      this.#fault(leaf, `was recorded at ${leaf.at}, before the one in front of it`);
    this.#lastAt = leaf.at;
    if (this.#open !== undefined && !continues(this.#open, leaf)) this.#announce(this.#open);
    this.#read(leaf);
    this.#posts.take(leaf);
  }

  /** The log has ended. */
  end(): void {
    if (this.#open !== undefined) this.#announce(this.#open);
    for (const change of this.#live.values()) this.#listener.change(change);
  }

  list(): FoldedList {
    return {
      version: this.#versions,
      ...this.#published,
      organisation: this.#organisation,
      services: [...this.#services.values()],
      entries: [...this.#entries.values()],
      pending: [...this.#live.values()]
        .filter(isToCome)
        .toSorted((a, b) => a.effectiveOn.localeCompare(b.effectiveOn) || a.id - b.id),
    };
  }

  get changeCount(): number {
    return this.#changes;
  }

  /** By id of the entry: whether the log commits to a contact person, or says that one was erased. */
  get persons(): ReadonlyMap<string, 'recorded' | 'erased'> {
    return this.#persons;
  }

  /** The posts of staff in their threads, oldest first. */
  get threads(): readonly FoldedThread[] {
    return this.#posts.threads;
  }

  get announcedKeys(): readonly AnnouncedKey[] {
    return this.#keys;
  }

  #read(leaf: Leaf): void {
    const { action, subject, data } = leaf;
    if (action.startsWith('change.')) this.#readChange(leaf);
    else if (action === 'organisation.updated') this.#organisation = data;
    else if (action === 'service.created' || action === 'service.updated')
      this.#services.set(String(data['slug']), data);
    else if (action === 'contact_person.recorded') this.#persons.set(idIn(subject), 'recorded');
    else if (action === 'contact_person.erased') this.#persons.set(idIn(subject), 'erased');
    else if (action === 'log.key_added')
      this.#keys.push({
        key: String(data['key']),
        endorsement: String(data['endorsement']),
        leafIndex: leaf.index,
      });
  }

  #readChange(leaf: Leaf): void {
    const { action } = leaf;
    if (action === 'change.published') this.#publish(leaf);
    else if (action === 'change.item_published') this.#addItem(leaf);
    else if (action === 'change.took_effect') this.#takeEffect(leaf);
    else if (isMove(action)) this.#move(leaf);
  }

  #publish(leaf: Leaf): void {
    const change = readPublication(leaf);
    if (change === undefined) return this.#fault(leaf, 'publishes a change that cannot be read');
    this.#changes += 1;
    if (change.id !== this.#changes)
      this.#fault(leaf, `publishes change ${change.id} where change ${this.#changes} is next`);
    this.#changes = change.id;
    this.#open = change;
  }

  #addItem(leaf: Leaf): void {
    const item = readItem(leaf.data);
    const open = this.#open;
    if (item === undefined || open === undefined || leaf.data['change'] !== open.id)
      return this.#fault(leaf, 'belongs to no change that the log is telling of');
    const entry = this.#entries.get(item.id);
    if (!isSame(item.before, entry?.facts))
      this.#fault(
        leaf,
        `says of ${nameOf({ slug: item.slug, facts: item.after })} what stood there before; the log itself says else`,
      );
    this.#open = { ...open, items: [...open.items, item] };
  }

  #takeEffect(leaf: Leaf): void {
    const step = readEffect(leaf);
    const id = Number(leaf.data['id']);
    const change = this.#open?.id === id ? this.#complete(this.#open) : this.#live.get(id);
    if (change === undefined || step === undefined || !isToCome(change))
      return this.#fault(leaf, `puts change ${id} into effect, which the log does not tell of`);
    // Of an emergency the window begins with the effect.
    const opened = change.emergency && this.#open?.announcement.detail;
    this.#open = undefined;
    for (const item of change.items) this.#apply(change, item, leaf.at);
    const taken = { ...step, detail: opened ?? {} };
    this.#keep({ ...change, steps: [...change.steps, taken] });
    this.#publishVersion(change, step);
  }

  /** Postponed or taken back, or told of its window. */
  #move(leaf: Leaf): void {
    const step = readMove(leaf, this.#versions);
    const id = Number(leaf.data['id']);
    const change = this.#live.get(id);
    const moved = change && step && afterMove(change, step);
    if (moved === undefined || step === undefined)
      return this.#fault(leaf, `tells of change ${id} what cannot have become of it`);
    this.#keep(moved);
    if (isOfWindow(step)) return;
    for (const item of moved.items)
      if (item.before === undefined) this.#replan(item, isToCome(moved), leaf.at);
    this.#publishVersion(moved, step);
  }

  /** An entry that was only announced: for another day, or not at all. */
  #replan({ id, after }: FoldedItem, isStillToCome: boolean, at: string): void {
    const entry = this.#entries.get(id);
    if (entry && isStillToCome) this.#entries.set(id, { ...entry, facts: after, changedAt: at });
    else this.#entries.delete(id);
  }

  #keep(change: FoldedChange): void {
    if (!isOver(change)) {
      this.#live.set(change.id, change);
      return;
    }
    this.#live.delete(change.id);
    this.#listener.change(change);
  }

  /** Nothing said at once that it is in effect: it is announced for its day. */
  #announce(open: OpenChange): void {
    this.#open = undefined;
    const change = { ...this.#complete(open), steps: [open.announcement] };
    this.#live.set(change.id, change);
    for (const item of change.items)
      if (item.before === undefined)
        this.#entries.set(item.id, newEntry(change, item, open.announcement.at, 'announced'));
    this.#publishVersion(change, open.announcement);
  }

  #complete({ promised, announcement, ...change }: OpenChange): FoldedChange {
    if (change.items.length !== promised)
      this.#listener.fault(
        `Entry ${announcement.leafIndex} of the log: change ${change.id} names ${promised} entries, and the log tells of ${change.items.length}.`,
      );
    return change;
  }

  #apply(change: FoldedChange, item: FoldedItem, at: string): void {
    const entry = this.#entries.get(item.id);
    if (entry === undefined) {
      this.#entries.set(item.id, newEntry(change, item, at, stateOf(item.after)));
      return;
    }
    const facts = factsAfter(entry.facts, item);
    const isReplaced = item.before !== undefined && item.counterpart !== undefined;
    this.#entries.set(item.id, {
      ...entry,
      facts,
      state: stateOf(facts),
      changedAt: at,
      lastChangeId: change.id,
      ...(isReplaced && { replacedBy: item.counterpart }),
    });
  }

  #publishVersion({ claimedAt }: FoldedChange, { listVersion, at, leafIndex }: FoldedStep): void {
    this.#versions += 1;
    if (listVersion !== this.#versions)
      this.#listener.fault(
        `Entry ${leafIndex} of the log: publishes version ${listVersion} of the list where ${this.#versions} is next.`,
      );
    this.#versions = listVersion;
    this.#published = { publishedAt: at, ...(claimedAt !== undefined && { claimedAt }) };
    this.#listener.version(listVersion, () => this.list());
  }

  #fault({ index, action }: Leaf, text: string): void {
    this.#listener.fault(`Entry ${index} of the log (${action}) ${text}.`);
  }
}

/** Whether the event still belongs to the change that is being read. */
function continues({ id, items, promised, announcement }: OpenChange, { action, data }: Leaf) {
  if (action === 'change.item_published') return data['change'] === id && items.length < promised;
  if (action !== 'change.took_effect') return false;
  // In effect at once: no version of the list lies between publication and effect.
  return data['id'] === id && data['listVersion'] === announcement.listVersion;
}

function idIn(subject: string): string {
  return subject.slice(subject.indexOf(':') + 1);
}
