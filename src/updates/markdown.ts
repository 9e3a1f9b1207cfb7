import { Lexer, type MarkedToken, type Token } from 'marked';

/** One part of a text in GitHub's Markdown. */
export type Part = MarkedToken;

/** Lists in quotes in lists: more than anybody reads. */
const maxDepth = 16;

/** The parts of a text; nothing in them is markup yet. */
export function readMarkdown(text: string): readonly Part[] {
  return partsOf(new Lexer({ gfm: true }).lex(text));
}

/** Parts of no extension: there is none. */
export function partsOf(tokens: readonly Token[] | undefined): readonly Part[] {
  return (tokens ?? []).filter((token): token is Part => !isForeign(token));
}

/** Why a text can not be shown as Markdown; undefined where it can. */
export function faultInMarkdown(text: string): string | undefined {
  const tooDeep = `Lists and quotes may be nested ${maxDepth} deep.`;
  try {
    const parts = readMarkdown(text);
    if (depthOf(parts) > maxDepth) return tooDeep;
    return plainText(parts).trim() === '' ? 'Shows nothing: write some text.' : undefined;
  } catch (error) {
    // The recursion of the lexer ends where the stack does.
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

/** The first paragraph as one line of plain text; of a text without one, its first words. */
export function firstLine(text: string): string {
  const parts = readMarkdown(text);
  const first = parts.find(({ type }) => type === 'paragraph');
  return plainText(first === undefined ? parts : [first])
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function plainText(parts: readonly Part[]): string {
  return parts.map(wordsOf).join(' ');
}

function wordsOf(part: Part): string {
  const within = childrenOf(part);
  if (within.length > 0) return within.map(wordsOf).join(isText(part) ? '' : ' ');
  return 'text' in part ? part.text : ' ';
}

function isText({ type }: Part): boolean {
  return ['paragraph', 'heading', 'text', 'strong', 'em', 'del', 'link'].includes(type);
}

function depthOf(parts: readonly Part[], depth = 0): number {
  return parts.reduce((most, part) => Math.max(most, depthOf(childrenOf(part), depth + 1)), depth);
}

/** What a part is made of, whatever the member is called. */
function childrenOf(part: Part): readonly Part[] {
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
