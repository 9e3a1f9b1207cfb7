import { canonicalJson, type Json } from '../../core/canonical-json.ts';

export type Bag = { readonly [key: string]: Json | undefined };

/** Where two documents differ; `path` leads there in words a reader finds again. */
export type Difference = {
  readonly path: string;
  readonly log: Json | undefined;
  readonly published: Json | undefined;
};

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function bagOf(value: unknown): Bag {
  return isBag(value) ? value : {};
}

export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** Ours go seven deep; what compares documents calls itself for each level. */
const deepest = 100;

/** Parsed JSON; undefined for what is none, or is deeper or other text than RFC 8785 can write. */
export function readJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isPlain(value, deepest) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPlain(value: Json | undefined, levels: number): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (value === undefined || value === null || typeof value !== 'object') return true;
  return (
    levels > 0 &&
    Object.entries(value).every(([name, each]) => name.isWellFormed() && isPlain(each, levels - 1))
  );
}

/** As it comes out of the wire: members that are not stated are gone. */
export function asSent(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

export function without(value: Bag, ...names: readonly string[]): Bag {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return canonicalJson(a) === canonicalJson(b);
}

/** Every place in which the published document is not what the log gives. */
export function differencesOf(
  log: Json | undefined,
  published: Json | undefined,
  path = '',
): readonly Difference[] {
  if (isSame(log, published)) return [];
  if (isBag(log) && isBag(published)) {
    const names = [...new Set([...Object.keys(log), ...Object.keys(published)])];
    return names.flatMap((name) =>
      differencesOf(log[name], published[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (Array.isArray(log) && Array.isArray(published) && log.length === published.length)
    return log.flatMap((item: Json, index) =>
      differencesOf(item, published[index], `${path}[${index + 1}]`),
    );
  return [{ path, log, published }];
}

/** One difference in a sentence. */
export function tellDifference(subject: string, { path, log, published }: Difference): string {
  const place = path === '' ? subject : `${subject}, ${path}`;
  return `${place}: published is ${inWords(published)}, the log says ${inWords(log)}.`;
}

const longest = 160;

function inWords(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
