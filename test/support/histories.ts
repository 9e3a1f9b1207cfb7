import { existsSync, readFileSync } from 'node:fs';

/** A `subprocessor-history/1` file as the tests read it, with nothing of src/. */
export type HistoryFixture = {
  readonly changes: readonly {
    readonly date: string;
    readonly initial?: boolean;
    readonly events: readonly FixtureEvent[];
  }[];
};

type FixtureEvent = {
  readonly type: string;
  readonly key: string;
  readonly previousKey?: string;
  readonly name: string;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly fields?: Readonly<Record<string, { readonly to: unknown }>>;
};

/** A list at one moment: key to name and stated fields. */
export type FoldedList = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

export const realHistories = ['github', 'tailscale', 'basecamp', 'hey'] as const;

/** A file of the real lists beside the project; undefined where they are not. */
export function realFile(name: string): string | undefined {
  const file = new URL(`../../../shared/data/${name}.json`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export function sampleHistory(): string {
  return readFileSync(new URL('../fixtures/sample-history.json', import.meta.url), 'utf8');
}

/** The lists that a history tells of, one per revision: a second opinion, worked out event by event. */
export function foldFixture({ changes }: HistoryFixture): readonly FoldedList[] {
  let list = new Map<string, Readonly<Record<string, unknown>>>();
  return changes.map(({ initial, events }) => {
    const before = list;
    list = new Map(initial === true ? [] : before);
    for (const { type, key, previousKey } of events) {
      if (type === 'removed') list.delete(key);
      if (type === 'renamed') list.delete(previousKey ?? '');
    }
    for (const { type, key, previousKey, name, after, fields = {} } of events) {
      if (type === 'removed') continue;
      const known = after ?? before.get(previousKey ?? key) ?? {};
      const edits = Object.entries(fields).map(([field, { to }]) => [field, to]);
      list.set(key, { ...known, ...Object.fromEntries(edits), name });
    }
    return list;
  });
}
