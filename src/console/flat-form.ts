import { z } from 'zod';

type Entries = Readonly<Record<string, string>>;

/** Which fields are not one line of text; by the names that they have in the form. */
export type Kinds = {
  /** Of several lines, each of which is an item. */
  readonly lists?: readonly string[];
  readonly numbers?: readonly string[];
  /** Boxes. */
  readonly flags?: readonly string[];
};

/**
 * A form as the value that the API takes: the field `dpo_address_country` is `dpo.address.country`, and
 * what is empty is left out.
 */
export function flatForm<T extends z.ZodType>(schema: T, kinds: Kinds = {}) {
  return z.preprocess((entries) => nest(Object(entries), kinds), schema);
}

/** The fields of a stored value. */
export function flatten(value: object, before: readonly string[] = []): Entries {
  const entries = Object.entries(value).flatMap(([name, part]) => {
    const names = [...before, name];
    if (part === undefined || part === false) return [];
    if (Array.isArray(part)) return [[names.join('_'), part.join('\n')]];
    if (typeof part === 'object' && part !== null) return Object.entries(flatten(part, names));
    return [[names.join('_'), part === true ? 'yes' : String(part)]];
  });
  return Object.fromEntries(entries);
}

type Nested = { [name: string]: unknown };

export function nest(entries: Entries, kinds: Kinds = {}): Nested {
  const root: Nested = Object.create(null);
  for (const [name, text] of Object.entries(entries)) {
    const value = valueOf(name, text, kinds);
    if (value !== undefined) put(root, name.split('_'), value);
  }
  return root;
}

function put(into: Nested, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = into[name];
  const next: Nested = isNested(inner) ? inner : Object.create(null);
  into[name] = next;
  put(next, rest, value);
}

function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueOf(name: string, text: string, { lists, numbers, flags }: Kinds): unknown {
  if (text.trim() === '') return undefined;
  if (lists?.includes(name))
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  // What is no whole number stays text, which the schema refuses.
  if (numbers?.includes(name)) return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : text;
  if (flags?.includes(name)) return text === 'yes';
  return text;
}
