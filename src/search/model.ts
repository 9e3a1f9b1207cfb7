import { type Fault, pointerTo } from '../core/errors.ts';
import type { Language } from '../core/language.ts';

/** What can be found, in the order in which kinds are offered. */
export const kinds = [
  'subprocessor',
  'change',
  'control',
  'attestation',
  'question',
  'law',
  'document',
  'policy',
  'update',
] as const;
export type Kind = (typeof kinds)[number];

/** What is indexed of a page or a part of one; all of it is public. */
export type Findable = {
  readonly kind: Kind;
  /** Names one of its kind, as its address does. */
  readonly key: string;
  readonly title: string;
  /** Plain text; a part of it is shown with a hit. */
  readonly body: string;
  /** Found by them and not shown. */
  readonly words: string;
  /** Of pages that show it so; absent: all of them do. */
  readonly language?: Language;
};

/** A text with the stretches that were looked for: every second piece, beginning with the second, is one. */
export type Marked = readonly string[];

export type Hit = {
  readonly kind: Kind;
  readonly key: string;
  readonly title: Marked;
  readonly excerpt: Marked;
  /** It says it in the language that was asked in. */
  readonly isSpoken: boolean;
};

/** How many were found of each kind; those of which none was are missing. */
export type Counts = ReadonlyMap<Kind, number>;

export type Results = { readonly hits: readonly Hit[]; readonly counts: Counts };

/** Of one answer. Whoever finds more adds a word. */
export const mostHits = 50;
export const mostCharacters = 200;
const mostWords = 12;

/** Raised when documents are made in another way, so that those of before are made anew. */
export const formOfDocuments = 2;

/** Characters of the index's own around what was looked for: no text that is published has them. */
export const marks = { open: '\u0002', close: '\u0003' } as const;

/** Why it can not be searched for; undefined where it can. */
export function faultInQuery(query: string): Fault | undefined {
  if (query.length <= mostCharacters) return undefined;
  return {
    pointer: pointerTo('query', 'q'),
    detail: `Search for at most ${mostCharacters} characters: a few words are enough.`,
  };
}

/**
 * The query as an FTS5 expression in which every word must occur, as the beginning of one; undefined where
 * there is no word in it. Each word stands in quotes, where nothing is an operator (sqlite.org/fts5.html
 * section 3.1), and whoever puts quotes around several looks for them side by side.
 */
export function expressionOf(query: string): string | undefined {
  const phrases = [...query.normalize('NFC').matchAll(/"([^"]*)"|[^\s"]+/g)]
    .map(([whole, quoted]) => quoted ?? whole)
    .filter((phrase) => /[\p{L}\p{N}]/u.test(phrase))
    .slice(0, mostWords);
  return phrases.length === 0 ? undefined : phrases.map(anyOf).join(' AND ');
}

function anyOf(phrase: string): string {
  // FTS5 reads up to a NUL character.
  const plain = phrase.replaceAll(/\p{Cc}/gu, ' ');
  const others = [...new Set(spellings.map((spell) => spell(plain)))].filter(
    (spelling) => spelling !== plain,
  );
  return `(${[`"${plain}"*`, ...others.map((spelling) => `"${spelling}"`)].join(' OR ')})`;
}

// The index folds ü to u. Whoever writes ue for it, or looks for what others wrote so, finds it too.
const spellings = [
  (text: string) =>
    text.replaceAll(/[äöüß]/gi, (letter) => written[letter.toLowerCase()] ?? letter),
  (text: string) =>
    text.replaceAll(/[aou]e|ss/gi, (pair) => (pair.toLowerCase() === 'ss' ? 'ß' : pair.charAt(0))),
  (text: string) => text.replaceAll(/[aou]e/gi, (pair) => pair.charAt(0)),
];

const written: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** What the index gives back, cut where it has put its characters. */
export function readMarked(text: string): Marked {
  return text.replaceAll(marks.close, marks.open).split(marks.open);
}
