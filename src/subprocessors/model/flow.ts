import { concernsService, type Entry } from './entry.ts';
import type { Location } from './facts.ts';

/** A column of the picture: from the services, through who processes, to where. */
export type Column = 'service' | 'entry' | 'place';

export type FlowNode = {
  readonly id: string;
  readonly column: Column;
  readonly name: string;
  /** Of a group: how many entries it stands for. */
  readonly count?: number;
};

export type FlowLink = {
  readonly from: string;
  readonly to: string;
  /** Each entry has 1 to share out on either side: it says nothing about amounts of data. */
  readonly share: number;
  /** Everything along it is announced and not yet in effect. */
  readonly isAnnounced: boolean;
};

export type Flow = {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  /** Entries stand for themselves, or are drawn together: by category, or as the rest. */
  readonly isGrouped: boolean;
};

/** One way of data: an entry for a service in a place. */
export type FlowWords = {
  readonly allServices: string;
  readonly noCategory: string;
  readonly notStated: string;
  readonly otherCategories: string;
  readonly otherPlaces: (count: number) => string;
  readonly placeOf: (location: Location) => string;
};

/** As many rows as stay legible. */
export const mostRows = 60;
const mostPlaces = 40;

type Named = { readonly id: string; readonly name: string };
type Way = {
  readonly entry: Named;
  readonly services: readonly Named[];
  readonly places: readonly Named[];
  readonly isAnnounced: boolean;
};

/** Those that process or will, each with its services and its places; ended ones have no flow. */
export function flowOf(
  entries: readonly Entry[],
  services: readonly { readonly slug: string; readonly name: string }[],
  words: FlowWords,
): Flow {
  const ways = entries
    .filter(({ state }) => state === 'current' || state === 'announced')
    .map((entry) => wayOf(entry, services, words));
  const isGrouped = ways.length > mostRows;
  const drawn = isGrouped ? grouped(ways, entries, words) : ways;
  return { ...joinWays(limited(drawn, words), isGrouped ? ways : []), isGrouped };
}

function wayOf(
  { slug, state, facts }: Entry,
  services: readonly { readonly slug: string; readonly name: string }[],
  words: FlowWords,
): Way {
  const concerned = services.filter((service) => concernsService(facts, service.slug));
  const isAll = !facts.scope?.services?.length && services.length !== 1;
  const places = new Map((facts.locations ?? []).map((each) => [words.placeOf(each), each]));
  return {
    entry: { id: slug, name: facts.name },
    services:
      isAll || concerned.length === 0
        ? [{ id: '*', name: words.allServices }]
        : concerned.map((service) => ({ id: service.slug, name: service.name })),
    places:
      places.size === 0
        ? [{ id: '-', name: words.notStated }]
        : [...places.keys()].map((name) => ({ id: `p${name}`, name })),
    isAnnounced: state === 'announced',
  };
}

/** By category; what is beyond the most of them is one more. */
function grouped(
  ways: readonly Way[],
  entries: readonly Entry[],
  words: FlowWords,
): readonly Way[] {
  const categories = new Map(entries.map(({ slug, facts }) => [slug, facts.category]));
  const categoryOf = ({ entry }: Way) => categories.get(entry.id) ?? words.noCategory;
  const kept = mostUsed(ways.map(categoryOf), mostRows - 1);
  return ways.map((way) => {
    const name = categoryOf(way);
    return {
      ...way,
      entry: kept.has(name) ? { id: `c${name}`, name } : { id: '…', name: words.otherCategories },
    };
  });
}

/** Places beyond the most used ones are one. */
function limited(ways: readonly Way[], words: FlowWords): readonly Way[] {
  const names = ways.flatMap(({ places }) => places.map(({ name }) => name));
  const all = new Set(names).size;
  if (all <= mostPlaces) return ways;
  const kept = mostUsed(names, mostPlaces - 1);
  const rest = { id: '…', name: words.otherPlaces(all - kept.size) };
  return ways.map((way) => ({
    ...way,
    places: way.places.map((place) => (kept.has(place.name) ? place : rest)),
  }));
}

function mostUsed(names: readonly string[], most: number): ReadonlySet<string> {
  const counts = [...Map.groupBy(names, (name) => name)].map(
    ([name, all]) => [name, all.length] as const,
  );
  return new Set(
    counts
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([name]) => name),
  );
}

function joinWays(ways: readonly Way[], counted: readonly Way[]): Pick<Flow, 'nodes' | 'links'> {
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, FlowLink>();
  const add = (column: Column, { id, name }: Named): string => {
    const key = `${column} ${id}`;
    const known = nodes.get(key);
    const count = (known?.count ?? 0) + 1;
    const isCounted = column === 'entry' && counted.length > 0;
    nodes.set(key, { id: key, column, name, ...(isCounted && { count }) });
    return key;
  };
  const link = (from: string, to: string, share: number, isAnnounced: boolean) => {
    const key = `${from}\n${to}`;
    const known = links.get(key);
    links.set(key, {
      from,
      to,
      share: share + (known?.share ?? 0),
      isAnnounced: isAnnounced && (known?.isAnnounced ?? true),
    });
  };
  for (const { entry, services, places, isAnnounced } of ways) {
    const middle = add('entry', entry);
    for (const service of services)
      link(add('service', service), middle, 1 / services.length, isAnnounced);
    for (const place of places) link(middle, add('place', place), 1 / places.length, isAnnounced);
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}
