import { canonicalJson } from '../../core/canonical-json.ts';
import { readPlaces } from '../../imports/model/places.ts';
import { type Revision, type Row, refuseHistory } from './history.ts';
import { factsOfRow, noPurpose, type RawFields, rawFieldNames } from './raw-facts.ts';

/** What one revision of the file did to one row. */
type RowEvent =
  | {
      readonly type: 'added';
      readonly key: string;
      readonly name: string;
      readonly after: RawFields;
    }
  | { readonly type: 'removed'; readonly key: string; readonly name: string }
  | (Edit & { readonly type: 'changed' })
  | (Edit & { readonly type: 'renamed'; readonly previousKey: string });

type Edit = {
  readonly key: string;
  readonly name: string;
  readonly fields: { readonly from: RawFields; readonly to: RawFields };
};

export type EventRevision = {
  readonly at: Date;
  readonly ref?: string;
  /** The list begins anew: these rows are all there are from then on. */
  readonly initial: boolean;
  readonly events: readonly RowEvent[];
};

/** The lists that a `subprocessor-history/1` file tells of as events. */
export function foldEvents(changes: readonly EventRevision[]): {
  readonly revisions: readonly Revision[];
  readonly warnings: readonly string[];
} {
  const fold = new Fold();
  const revisions = changes.map((change, index) => fold.take(change, index));
  return { revisions, warnings: fold.warnings() };
}

/** `row` is made when something is said about it, not once more for each revision. */
type Item = { readonly name: string; readonly fields: RawFields; readonly row: Row };
type State = ReadonlyMap<string, Item>;
type Place = readonly PropertyKey[];

class Fold {
  #state: State = new Map();
  #entities = 0;
  readonly #contradicted = new Set<string>();
  readonly #places = new Set<string>();
  readonly #purposeless = new Set<string>();
  readonly #stayed = new Set<string>();

  take(change: EventRevision, index: number): Revision {
    const place = ['changes', index, 'events'];
    this.#state = change.initial
      ? this.#beginAnew(change.events, place)
      : this.#continue(change.events, place);
    if (this.#state.size > mostRows) refuseHistory(place, `A list has at most ${mostRows} rows.`);
    const rows = [...this.#state.values()].map(({ row }) => row);
    const { at, ref } = change;
    return { at, ...(ref !== undefined && { ref }), rows };
  }

  warnings(): readonly string[] {
    return [
      ...said(
        this.#purposeless,
        (names) =>
          `No purpose is stated, at first or at all, for ${names}; the register says: “${noPurpose}”`,
      ),
      ...said(
        this.#stayed,
        (names) => `Where the list begins anew these are the same entries as before: ${names}.`,
      ),
      ...said(
        this.#contradicted,
        (names) =>
          `The file contradicts itself about what stood there before; what came after counts: ${names}.`,
      ),
      ...[...this.#places].slice(0, mostNamed),
    ];
  }

  /** A row that stands on both sides is the same entry: that it ended is said nowhere. */
  #beginAnew(events: EventRevision['events'], place: Place): State {
    const next = new Map<string, Item>();
    for (const [index, event] of events.entries()) {
      if (event.type !== 'added')
        refuseHistory(
          [...place, index],
          'A revision that begins the list anew has nothing but "added" rows.',
        );
      if (next.has(event.key))
        refuseHistory([...place, index], `There is a row ${event.key} already.`);
      const earlier = this.#state.get(event.key);
      if (earlier) this.#stayed.add(event.name);
      next.set(event.key, this.#item(event, event.after, earlier));
    }
    return next;
  }

  #continue(events: EventRevision['events'], place: Place): State {
    const before = this.#state;
    const next = new Map(before);
    // What leaves a key first: in one revision a key may pass from one entry to another.
    for (const [index, event] of events.entries()) {
      const left = keyLeft(event);
      if (left !== undefined && !next.delete(left))
        refuseHistory([...place, index], `There is no row ${left} to be ${event.type}.`);
    }
    const removed = new Set(events.flatMap(({ type, key }) => (type === 'removed' ? [key] : [])));
    for (const [index, event] of events.entries()) {
      if (event.type === 'removed') continue;
      refuseMisplaced(event, next, [...place, index]);
      next.set(event.key, this.#itemAfter(event, before.get(earlierKey(event, removed) ?? '')));
    }
    return next;
  }

  #itemAfter(event: Standing, earlier: Item | undefined): Item {
    if (event.type === 'added') return this.#item(event, event.after, earlier);
    const { from, to } = event.fields;
    const known = earlier?.fields ?? {};
    for (const name of rawFieldNames)
      if (name in from && !isSame(known[name], from[name]))
        this.#contradicted.add(`${name} of ${event.key}`);
    return this.#item(event, { ...known, ...to }, earlier);
  }

  #item(
    { key, name }: { readonly key: string; readonly name: string },
    fields: RawFields,
    earlier: Item | undefined,
  ): Item {
    if (!fields.purpose) this.#purposeless.add(name);
    for (const warning of readPlaces(fields.location ?? '').warnings) this.#places.add(warning);
    const entity = earlier?.row.entity ?? (this.#entities += 1);
    return { name, fields, row: { entity, key, facts: factsOfRow(name, fields) } };
  }
}

function said(names: ReadonlySet<string>, sentence: (names: string) => string): readonly string[] {
  const shown = [...names].slice(0, mostNamed).join(', ');
  const more = names.size > mostNamed ? ` and ${names.size - mostNamed} more` : '';
  return names.size === 0 ? [] : [sentence(`${shown}${more}`)];
}

/** As many as a batch holds. */
const mostRows = 2_000;

/** A sentence that names a hundred rows helps nobody. */
const mostNamed = 8;

type Standing = Exclude<RowEvent, { type: 'removed' }>;

function refuseMisplaced({ type, key }: Standing, state: State, place: Place): void {
  if (type === 'changed' && !state.has(key))
    refuseHistory(place, `There is no row ${key} to be changed.`);
  if (type !== 'changed' && state.has(key)) refuseHistory(place, `There is a row ${key} already.`);
}

/** Removed and added in one revision: a reader of the list saw the same row, edited. */
function earlierKey(event: Standing, removed: ReadonlySet<string>): string | undefined {
  if (event.type === 'renamed') return event.previousKey;
  return event.type === 'changed' || removed.has(event.key) ? event.key : undefined;
}

function keyLeft(event: RowEvent): string | undefined {
  if (event.type === 'removed') return event.key;
  return event.type === 'renamed' ? event.previousKey : undefined;
}

function isSame(a: RawFields[keyof RawFields], b: RawFields[keyof RawFields]): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}
