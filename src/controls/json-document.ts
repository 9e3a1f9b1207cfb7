import { type Fault, pointerTo, Refusal } from '../core/errors.ts';
import { invalid } from '../http/router.ts';
import { slug } from '../http/schema.ts';
import { type Kind, policyKey } from './model.ts';
import type { ImportItem, ReadItems } from './model/importing.ts';
import { factsSchemas, statementId } from './schema.ts';

/** The members of the document in which something is stated, and what names it there. */
const sections: Readonly<Record<string, { readonly kind: Kind; readonly idName: string }>> = {
  attestations: { kind: 'attestation', idName: 'id' },
  controls: { kind: 'control', idName: 'id' },
  questions: { kind: 'question', idName: 'id' },
  lawStatements: { kind: 'law', idName: 'id' },
  dataAct: { kind: 'data-act', idName: 'service' },
};

/** What is published beside it says nothing new. */
const derived = new Set(['$schema', 'language', 'organisation', 'counts', 'feeds', 'links']);
const derivedOfItems = new Set(['url', 'changedAt']);

/** Reads what `controls.json` publishes, or a part of it. Refuses `invalid` what is no such document. */
export function readDocument(value: unknown): ReadItems {
  if (!isRecord(value))
    throw new Refusal('invalid', 'Send an object, as /trust/controls.json has it.');
  const read = Object.entries(value)
    .filter(([name]) => !derived.has(name))
    .map(([name, content]) => readSection(name, content));
  return {
    items: read.flatMap(({ items }) => items),
    faults: read.flatMap(({ faults }) => faults),
    kinds: new Set(read.flatMap(({ kinds }) => [...kinds])),
  };
}

const none = { items: [], faults: [], kinds: new Set<Kind>() };

function readSection(name: string, content: unknown): ReadItems {
  if (name === 'disclosure') {
    const { item, faults } = readFacts('disclosure', policyKey, content, [name]);
    return { items: item ? [item] : [], faults, kinds: new Set(['disclosure']) };
  }
  const section = sections[name];
  if (section === undefined) return { ...none, faults: [faultAt([name], unknownSection)] };
  if (!Array.isArray(content)) return { ...none, faults: [faultAt([name], 'Must be a list.')] };
  const read = content.map((each: unknown, index) => readItem(section, each, [name, index]));
  return {
    items: read.flatMap(({ item }) => item ?? []),
    faults: read.flatMap(({ faults }) => faults),
    kinds: new Set([section.kind]),
  };
}

const unknownSection = `There is no such field here. There are ${Object.keys(sections).join(', ')} and disclosure.`;

type Path = ImportItem['path'];
type Read = { readonly item?: ImportItem; readonly faults: readonly Fault[] };

function readItem(
  { kind, idName }: { readonly kind: Kind; readonly idName: string },
  value: unknown,
  path: Path,
): Read {
  if (!isRecord(value)) return { faults: [faultAt(path, 'Must be an object.')] };
  const { [idName]: id, ...facts } = value;
  const key = kind === 'data-act' ? slug.safeParse(id) : statementId.safeParse(id);
  const read = readFacts(kind, key.data ?? '', facts, path);
  const faults = [
    ...(key.success ? [] : invalid(key.error.issues, [...path.map(String), idName]).errors),
    ...read.faults,
  ];
  return { ...(read.item && faults.length === 0 && { item: read.item }), faults };
}

function readFacts(kind: Kind, key: string, value: unknown, path: Path): Read {
  const bare = isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => !derivedOfItems.has(name)))
    : value;
  const facts = factsSchemas[kind].safeParse(bare);
  if (!facts.success) return { faults: invalid(facts.error.issues, path.map(String)).errors };
  return { item: { kind, key, facts: facts.data, path }, faults: [] };
}

function faultAt(path: Path, detail: string): Fault {
  return { pointer: pointerTo(...path), detail };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
