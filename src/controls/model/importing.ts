import { canonicalJson } from '../../core/canonical-json.ts';
import { type Fault, pointerTo } from '../../core/errors.ts';
import { type FactsOf, type Kind, most, type Statement } from '../model.ts';
import { statusChangeOf, type Write } from './writing.ts';

/** One statement as it was sent; `path` is where it stands, `['lines', 7]` or `['controls', 3]`. */
export type ImportItem = {
  readonly kind: Kind;
  readonly key: string;
  readonly facts: FactsOf[Kind];
  readonly path: readonly (string | number)[];
  /** A table has no place for translations: those that are stored stay. */
  readonly isOfTable?: boolean;
};

export type ReadItems = {
  readonly items: readonly ImportItem[];
  readonly faults: readonly Fault[];
  /** The kinds that were sent, even if there are none of them. */
  readonly kinds: ReadonlySet<Kind>;
};

export type Outcome = 'added' | 'changed' | 'unchanged' | 'removed';

export type PlannedWrite = {
  readonly write: Write;
  readonly outcome: Outcome;
  readonly path?: ImportItem['path'];
};

/** What is different between what is stated and what was sent. With `removes`, what was not sent goes. */
export function planWrites(
  items: readonly ImportItem[],
  stored: readonly Statement<Kind>[],
  removes: boolean,
): readonly PlannedWrite[] {
  const known = new Map(stored.map((each) => [nameOf(each), each]));
  const sent = new Set(items.map(nameOf));
  const missing = removes ? stored.filter((each) => !sent.has(nameOf(each))) : [];
  return [
    ...items.map(({ kind, key, facts: said, path, isOfTable }): PlannedWrite => {
      const before = known.get(nameOf({ kind, key }));
      const facts = isOfTable === true ? keepTranslations(said, before?.facts) : said;
      return { write: { kind, key, facts, before }, outcome: outcomeOf(facts, before), path };
    }),
    ...missing.map((before): PlannedWrite => {
      const { kind, key } = before;
      return { write: { kind, key, before }, outcome: 'removed' };
    }),
  ];
}

function keepTranslations(said: FactsOf[Kind], before?: FactsOf[Kind]): FactsOf[Kind] {
  // What comes as a table are controls.
  const isOfControl = 'category' in said && before !== undefined && 'category' in before;
  if (!isOfControl || before.translations === undefined) return said;
  return { ...said, translations: before.translations };
}

function outcomeOf(facts: FactsOf[Kind], before: Statement<Kind> | undefined): Outcome {
  if (before === undefined) return 'added';
  return canonicalJson(facts) === canonicalJson(before.facts) ? 'unchanged' : 'changed';
}

/** What stands against the whole: one id twice, and more than may be. */
export function faultsBetween(
  items: readonly ImportItem[],
  planned: readonly PlannedWrite[],
  stored: readonly Statement<Kind>[],
): readonly Fault[] {
  const first = new Map<string, ImportItem>();
  const twice = items.flatMap((item) => {
    const name = nameOf(item);
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, item);
    const place = earlier && `${String(earlier.path[0])} ${String(earlier.path.at(-1))}`;
    return earlier === undefined
      ? []
      : [{ pointer: pointerTo(...item.path), detail: `Its id stands at ${place} already.` }];
  });
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  const tooMany = kinds.flatMap((kind) => {
    const change = (outcome: Outcome) =>
      planned.filter((each) => each.write.kind === kind && each.outcome === outcome).length;
    const before = stored.filter((each) => each.kind === kind).length;
    const after = before + change('added') - change('removed');
    return after <= most[kind]
      ? []
      : [{ pointer: '#', detail: `These would be ${after} of ${kind}; ${most[kind]} may be.` }];
  });
  return [...twice, ...tooMany];
}

/** The same as numbers and words, for whoever decides whether to do it. */
export function toldOf({ write }: PlannedWrite) {
  const change = statusChangeOf(write);
  return change && { before: change.before ?? null, after: change.after ?? null };
}

function nameOf({ kind, key }: Pick<ImportItem, 'kind' | 'key'>): string {
  return `${kind} ${key}`;
}
