import { type Bag, isBag, isSame, listOf } from './json.ts';
import type { Leaf } from './leaf.ts';

/** An entry of the register as the log alone gives it. */
export type FoldedEntry = {
  readonly id: string;
  readonly slug: string;
  readonly state: 'announced' | 'current' | 'ended';
  readonly facts: Bag;
  readonly listedAt: string;
  readonly changedAt: string;
  readonly lastChangeId: number;
  readonly replaces?: string;
  readonly replacedBy?: string;
};

export type FoldedItem = {
  readonly id: string;
  readonly slug: string;
  readonly kind: string;
  readonly class: string;
  readonly aspects: readonly string[];
  readonly counterpart?: string;
  readonly before?: Bag;
  readonly after: Bag;
};

export type FoldedStep = {
  readonly name: string;
  readonly at: string;
  readonly eventId: string;
  readonly listVersion: number;
  /** What only this step says: a new day, a reason, until when to object. */
  readonly detail: Bag;
  readonly leafIndex: number;
};

export type FoldedChange = {
  readonly id: number;
  readonly class: string;
  readonly reason: string;
  readonly effectiveOn: string;
  readonly claimedAt?: string;
  /** Customers may object until the end of this day; absent where they are not asked. */
  readonly objectionEndsOn?: string;
  readonly isWindowOpen: boolean;
  readonly emergency?: Bag;
  readonly supersedes?: number;
  readonly items: readonly FoldedItem[];
  readonly steps: readonly FoldedStep[];
};

/** A change whose items are being read; `promised` is how many the log says it has. */
export type OpenChange = FoldedChange & {
  readonly promised: number;
  /** The step that publishing it was, if it was announced and not in effect at once. */
  readonly announcement: FoldedStep;
};

/** The list as it was published at a version. */
export type FoldedList = {
  readonly version: number;
  readonly publishedAt: string;
  /** Of an imported version: when its history says that it was published. */
  readonly claimedAt?: string;
  /** What the log holds of the publisher; undefined before anybody has said anything. */
  readonly organisation: Bag | undefined;
  readonly services: readonly Bag[];
  readonly entries: readonly FoldedEntry[];
  readonly pending: readonly FoldedChange[];
};

/** Undefined where the event does not say what the publication of a change must say. */
export function readPublication({ index, id: eventId, at, data }: Leaf): OpenChange | undefined {
  const { id, reason, effectiveOn, items, listVersion, claimedAt } = data;
  const { objectionEndsOn, emergency, supersedes } = data;
  if (typeof id !== 'number' || typeof items !== 'number' || typeof listVersion !== 'number')
    return undefined;
  if (typeof reason !== 'string' || typeof effectiveOn !== 'string') return undefined;
  return {
    id,
    class: String(data['class']),
    reason,
    effectiveOn,
    ...(typeof claimedAt === 'string' && { claimedAt }),
    ...(typeof objectionEndsOn === 'string' && { objectionEndsOn }),
    ...(isBag(emergency) && { emergency }),
    ...(typeof supersedes === 'number' && { supersedes }),
    isWindowOpen: typeof objectionEndsOn === 'string',
    items: [],
    steps: [],
    promised: items,
    announcement: {
      name: 'announced',
      at,
      eventId,
      listVersion,
      detail: said(data, ['objectionEndsOn']),
      leafIndex: index,
    },
  };
}

export function readItem(data: Bag): FoldedItem | undefined {
  const { id, slug, counterpart, before, after } = data;
  if (typeof id !== 'string' || typeof slug !== 'string' || !isBag(after)) return undefined;
  if (before !== undefined && !isBag(before)) return undefined;
  return {
    id,
    slug,
    kind: String(data['kind']),
    class: String(data['class']),
    aspects: listOf(data['aspects']).map(String),
    ...(typeof counterpart === 'string' && { counterpart }),
    ...(before !== undefined && { before }),
    after,
  };
}

export function readEffect({ index, id: eventId, at, data }: Leaf): FoldedStep | undefined {
  const { listVersion } = data;
  if (typeof listVersion !== 'number') return undefined;
  return { name: 'in-effect', at, eventId, listVersion, detail: {}, leafIndex: index };
}

export function said(data: Bag, names: readonly string[]): Bag {
  return Object.fromEntries(
    names.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])),
  );
}

/** What a change made of an entry: what differs between before and after, laid over the facts by then. */
export function factsAfter(facts: Bag, { before, after }: FoldedItem): Bag {
  if (before === undefined) return after;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => !isSame(before[name], after[name]));
  const merged = { ...facts, ...Object.fromEntries(changed.map((name) => [name, after[name]])) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

export function newEntry(
  change: Pick<FoldedChange, 'id'>,
  { id, slug, counterpart, after }: FoldedItem,
  at: string,
  state: FoldedEntry['state'],
): FoldedEntry {
  const replaces = counterpart === undefined ? {} : { replaces: counterpart };
  const seen = { listedAt: at, changedAt: at, lastChangeId: change.id };
  return { id, slug, state, facts: after, ...seen, ...replaces };
}

/** The name by which a reader of the list finds an entry. */
export function nameOf({ slug, facts }: { readonly slug: string; readonly facts: Bag }): string {
  return `“${String(facts['name'])}” (${slug})`;
}

export function stateOf(facts: Bag): 'current' | 'ended' {
  return facts['effectiveUntil'] === undefined ? 'current' : 'ended';
}
