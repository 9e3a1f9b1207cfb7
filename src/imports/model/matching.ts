import type { Entry } from '../../subprocessors/model/entry.ts';
import { entityKey, keyOf } from '../../subprocessors/model/entry.ts';
import type { ImportRow } from './rows.ts';
import { coreName, isSimilarName } from './similar-names.ts';

/** What a person decided about rows and entries; see the questions of a dry run. */
export type Decisions = {
  /** Slug of a row to the slug of the entry it goes on with, or null: it is a new one. */
  readonly renames: Readonly<Record<string, string | null>>;
  readonly skip: readonly string[];
  readonly end: readonly string[];
};

export type Rename = {
  readonly row: string;
  readonly entry: string;
  readonly why: string;
  readonly decided: boolean;
};

export type Matching = {
  /** Slug of a row to the entry it speaks about. */
  readonly matches: ReadonlyMap<string, Entry>;
  /** Rows that could be one of several entries, with these. */
  readonly unclear: ReadonlyMap<string, readonly string[]>;
  readonly renames: readonly Rename[];
  /** Current entries that no row speaks about. */
  readonly unmatched: readonly Entry[];
};

/**
 * Which row speaks about which entry: what a person decided, then the slug where the list says it, then
 * entity plus scope. Equal names in several rows are told apart by what they do; the rest is asked.
 */
export function matchRows(
  rows: readonly ImportRow[],
  register: readonly Entry[],
  decisions: Decisions,
): Matching {
  const state: State = { matches: new Map(), unclear: new Map(), taken: new Set() };
  const bySlug = new Map(register.map((entry) => [entry.slug, entry]));
  for (const row of rows) take(state, row, bySlug.get(decisions.renames[row.slug] ?? ''));
  for (const row of rows)
    if (row.isOwnSlug && isOpen(state, row, decisions)) take(state, row, sameSlug(row, bySlug));
  const free = rows.filter((row) => isOpen(state, row, decisions));
  matchByKey(state, free, register);
  const unmatched = register.filter(
    (entry) => entry.state !== 'ended' && !state.taken.has(entry.slug),
  );
  const left = rows.filter((row) => !state.matches.has(row.slug) && !state.unclear.has(row.slug));
  return { ...state, unmatched, renames: pairRenames(left, unmatched, decisions) };
}

type State = {
  readonly matches: Map<string, Entry>;
  readonly unclear: Map<string, readonly string[]>;
  readonly taken: Set<string>;
};

function take(state: State, row: ImportRow, entry: Entry | undefined): void {
  if (entry === undefined || state.taken.has(entry.slug) || state.matches.has(row.slug)) return;
  state.matches.set(row.slug, entry);
  state.taken.add(entry.slug);
}

function isOpen(state: State, row: ImportRow, { renames }: Decisions): boolean {
  return !state.matches.has(row.slug) && renames[row.slug] !== null;
}

/** An ended entry is not revived by a row that goes on; one that ended there and here is the same. */
function sameSlug(row: ImportRow, bySlug: ReadonlyMap<string, Entry>): Entry | undefined {
  const entry = bySlug.get(row.slug);
  const hasEnded = row.state === 'ended' || row.facts.effectiveUntil !== undefined;
  return entry?.state === 'ended' && !hasEnded ? undefined : entry;
}

function matchByKey(state: State, rows: readonly ImportRow[], register: readonly Entry[]): void {
  const byName = new Map<string, Entry[]>();
  for (const entry of register) {
    if (entry.state === 'ended' || state.taken.has(entry.slug)) continue;
    for (const key of entityKeys(entry.facts)) byName.set(key, [...(byName.get(key) ?? []), entry]);
  }
  const groups = Map.groupBy(rows, (row) => [...entityKeys(row.facts)].join('\n'));
  for (const group of groups.values()) {
    const candidates = [...entityKeys(group[0]?.facts ?? {})].flatMap(
      (key) => byName.get(key) ?? [],
    );
    matchGroup(state, group, [...new Set(candidates)]);
  }
}

/** Rows of one entity and the entries of the same. */
function matchGroup(state: State, rows: readonly ImportRow[], entries: readonly Entry[]): void {
  const fits = (row: ImportRow, entry: Entry) =>
    !state.taken.has(entry.slug) &&
    (!row.statesScope || scopeKey(row.facts) === scopeKey(entry.facts));
  for (const row of rows)
    take(
      state,
      row,
      entries.find((entry) => fits(row, entry) && saysTheSame(row, entry)),
    );
  const left = rows.filter((row) => !state.matches.has(row.slug));
  for (const row of left) {
    const open = entries.filter((entry) => fits(row, entry));
    const rivals = left.filter((other) => open.some((entry) => fits(other, entry)));
    if (open.length === 1 && rivals.length === 1) take(state, row, open[0]);
    else if (open.length > 0)
      state.unclear.set(
        row.slug,
        open.map(({ slug }) => slug),
      );
  }
}

function saysTheSame({ facts }: ImportRow, entry: Entry): boolean {
  return plain(facts.description) === plain(entry.facts.description);
}

function entityKeys({ name, legalName }: Partial<Entry['facts']>): ReadonlySet<string> {
  return new Set(
    [name, legalName].flatMap((each) => (each === undefined ? [] : [entityKey(each)])),
  );
}

function scopeKey({ scope }: Partial<Entry['facts']>): string {
  return keyOf({ name: '', kind: 'third-party', description: '', ...(scope && { scope }) });
}

/** Pairs that may be one entity under another name. Only proposed: in a list both look the same. */
function pairRenames(
  rows: readonly ImportRow[],
  entries: readonly Entry[],
  { renames }: Decisions,
): readonly Rename[] {
  const byCore = Map.groupBy(entries, ({ facts }) => coreName(facts.name).slice(0, 3));
  const byDoing = Map.groupBy(entries, ({ facts }) => doingOf(facts));
  const paired = new Set<string>();
  return rows.flatMap((row) => {
    const name = row.facts.name ?? '';
    const near = (byCore.get(coreName(name).slice(0, 3)) ?? []).find(
      (entry) => !paired.has(entry.slug) && isSimilarName(name, entry.facts.name),
    );
    const alike = byDoing.get(doingOf(row.facts)) ?? [];
    const entry =
      near ?? (alike.length === 1 ? alike.find(({ slug }) => !paired.has(slug)) : undefined);
    if (entry === undefined) return [];
    paired.add(entry.slug);
    const why = near
      ? 'The names are similar.'
      : 'Does the same in the same place under another name.';
    return [{ row: row.slug, entry: entry.slug, why, decided: renames[row.slug] === null }];
  });
}

function doingOf({ description, locations }: Partial<Entry['facts']>): string {
  return `${plain(description)}\n${plain(locations?.map((each) => each.label ?? each.country ?? each.region).join(', '))}`;
}

function plain(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
}
