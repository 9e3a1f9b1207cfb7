import { Lexer, type MarkedToken, type Token } from 'marked';
import { faultInText, safeUrl, slugify } from '../core/text.ts';

/** One part of a text in GitHub's Markdown. */
export type Part = MarkedToken;

/** Lists in quotes in lists: more than anybody reads. */
const maxDepth = 16;

/** The lexer looks for the end of each, so its time grows with the square of them. */
const maxMarks = 2_000;

/** The parts of a text; nothing in them is markup yet. */
export function readMarkdown(text: string): readonly Part[] {
  return partsOf(new Lexer({ gfm: true }).lex(text));
}

/** Parts of no extension: there is none. */
export function partsOf(tokens: readonly Token[] | undefined): readonly Part[] {
  return (tokens ?? []).filter((token): token is Part => !isForeign(token));
}

/** A place below the trust centre's address, or within the text: `/subprocessors`, `#rights`. */
const localPlace = /^(?:\/[a-z0-9](?!.*\.\.)[a-z0-9/._-]*)?(?:#[a-z0-9-]+)?$/i;

type Target = { mailbox: string } | { url: string } | { place: string };

/** Where a link leads; undefined where it may not. `isLocal`: also within the trust centre. */
export function targetOf(href: string, isLocal = false): Target | undefined {
  if (isLocal && href !== '' && localPlace.test(href)) return { place: href };
  const mailbox = /^mailto:([\w.+'-]+@[a-z0-9.-]+)$/i.exec(href)?.[1];
  if (mailbox !== undefined) return { mailbox };
  const url = safeUrl(href);
  return url === undefined ? undefined : { url };
}

/** Why a text can not be shown as it is meant; undefined where it can. */
export function faultInMarkdown(text: string, isLocal = false): string | undefined {
  if ((text.match(/[*_~]/g)?.length ?? 0) > maxMarks)
    return `Has at most ${maxMarks} of the characters * _ and ~ in all.`;
  const tooDeep = `Lists and quotes may be nested ${maxDepth} deep.`;
  try {
    const parts = readMarkdown(text);
    if (depthOf(parts) > maxDepth) return tooDeep;
    const words = plainText(parts).trim();
    if (words === '') return 'Shows nothing: write some text.';
    return faultInText(words, { lines: true }) ?? faultInParts(parts, isLocal);
  } catch (error) {
    // The recursion of the lexer ends where the stack does.
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

function faultInParts(parts: readonly Part[], isLocal: boolean): string | undefined {
  for (const part of parts) {
    if (part.type === 'image') return 'Images are not shown: leave them out, or link to them.';
    if (part.type === 'link' && targetOf(part.href, isLocal) === undefined)
      return `A link can not lead to “${part.href.slice(0, 60)}”: give a whole web address, as https://company.example/page, or a mailbox, as mailto:privacy@company.example.`;
    const fault = faultInParts(childrenOf(part), isLocal);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

export type Heading = {
  /** 2 for the highest that the text has, and on without a gap. */
  readonly level: number;
  readonly id: string;
  readonly words: string;
};

/** The headings of a long text, each with a name for links that no other of them has. */
export function headingsOf(parts: readonly Part[]): ReadonlyMap<Part, Heading> {
  const found = parts.filter((part) => part.type === 'heading');
  const depths = [...new Set(found.map(({ depth }) => depth))].toSorted((a, b) => a - b);
  // The frame of every page has this one.
  const taken = new Set(['main']);
  return new Map(
    found.map((part, index) => {
      const words = plainText(partsOf(part.tokens)).trim();
      const name = slugify(words) || `part-${index + 1}`;
      const id = taken.has(name) ? `${name}-${index + 1}` : name;
      taken.add(id);
      return [part, { level: depths.indexOf(part.depth) + 2, id, words }];
    }),
  );
}

/** The first paragraph as one line of plain text; of a text without one, its first words. */
export function firstLine(text: string): string {
  const parts = readMarkdown(text);
  const first = parts.find(({ type }) => type === 'paragraph');
  return plainText(first === undefined ? parts : [first])
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A whole text without marks, as one line. */
export function plainMarkdown(text: string): string {
  return plainText(readMarkdown(text)).replaceAll(/\s+/g, ' ').trim();
}

/**
 * What a part without others says. Of text it is what was typed: the lexer has put characters for
 * numbers like `&#x202e;`, which turns a line round and has passed no check.
 */
export function literalOf(part: Part): string | undefined {
  if (part.type === 'text') return part.raw;
  return 'text' in part ? part.text : undefined;
}

/** What is read of it, without marks. */
export function plainText(parts: readonly Part[]): string {
  return parts.map(wordsOf).join(' ');
}

function wordsOf(part: Part): string {
  const within = childrenOf(part);
  if (within.length > 0) return within.map(wordsOf).join(isText(part) ? '' : ' ');
  return literalOf(part) ?? ' ';
}

function isText({ type }: Part): boolean {
  return ['paragraph', 'heading', 'text', 'strong', 'em', 'del', 'link'].includes(type);
}

function depthOf(parts: readonly Part[], depth = 0): number {
  return parts.reduce((most, part) => Math.max(most, depthOf(childrenOf(part), depth + 1)), depth);
}

/** What a part is made of, whatever the member is called. */
export function childrenOf(part: Part): readonly Part[] {
  if (part.type === 'list') return part.items;
  if (part.type === 'table') {
    const cells = [part.header, ...part.rows].flat();
    return partsOf(cells.flatMap(({ tokens }) => tokens));
  }
  return 'tokens' in part ? partsOf(part.tokens) : [];
}

function isForeign({ type }: Token): boolean {
  return !known.has(type);
}

const known: ReadonlySet<string> = new Set<Part['type']>([
  'blockquote',
  'br',
  'checkbox',
  'code',
  'codespan',
  'del',
  'em',
  'escape',
  'heading',
  'hr',
  'html',
  'image',
  'link',
  'list',
  'list_item',
  'paragraph',
  'space',
  'strong',
  'table',
  'text',
]);
