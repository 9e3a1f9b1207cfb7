import { diffLines } from '../changes/diff.ts';
import { plainPiece } from '../changes/field-text.ts';
import { align, type Side } from '../core/alignment.ts';
import { childrenOf, literalOf, type Part, readMarkdown } from '../updates/markdown.ts';
import { readSource, withoutMarks } from './model/source.ts';

/** What is read as one: a paragraph, a point of a list, a row of a table. */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'row' | 'code';

export type BlockDifference = {
  readonly kind: BlockKind;
  /** Both where words of it changed, or nothing did. */
  readonly of: Side;
  readonly runs: readonly { readonly of: Side; readonly text: string }[];
};

/** What stands under one heading, the heading among it. */
export type SectionDifference = {
  /** Absent of what stands before the first. */
  readonly heading?: string;
  readonly isChanged: boolean;
  readonly blocks: readonly BlockDifference[];
};

type Block = { readonly kind: BlockKind; readonly words: string };

// A table of this many cells takes some milliseconds; of longer texts everything is shown, old and new.
const mostCells = 4_000_000;
// Where fewer of the words of the shorter one stay, it is another paragraph.
const leastShared = 0.4;
// What was written in front of a paragraph is seldom longer; comparing each with all takes the square of them.
const mostInFront = 20;

/** What became of a text, section by section and there word by word. */
export function differencesBetween(before: string, after: string): readonly SectionDifference[] {
  const [old, fresh] = [blocksOf(before), blocksOf(after)];
  return sectionsOf(joinBlocks(old, fresh));
}

export function countChanges(sections: readonly SectionDifference[]): number {
  return sections.flatMap(({ blocks }) => blocks).filter(isChanged).length;
}

function isChanged({ runs }: BlockDifference): boolean {
  return runs.some(({ of }) => of !== 'both');
}

function joinBlocks(old: readonly Block[], fresh: readonly Block[]): readonly BlockDifference[] {
  const joined: BlockDifference[] = [];
  const [removed, added]: [Block[], Block[]] = [[], []];
  const [before, after] = [old.values(), fresh.values()];
  for (const side of sidesOf(old, fresh)) {
    const was = side === 'after' ? undefined : before.next().value;
    const is = side === 'before' ? undefined : after.next().value;
    if (was && is) joined.push(...pair(removed.splice(0), added.splice(0)), whole(is, 'both'));
    else if (was) removed.push(was);
    else if (is) added.push(is);
  }
  return [...joined, ...pair(removed, added)];
}

function sidesOf(old: readonly Block[], fresh: readonly Block[]): readonly Side[] {
  if (old.length * fresh.length > mostCells)
    return [...old.map(() => 'before' as const), ...fresh.map(() => 'after' as const)];
  const key = ({ kind, words }: Block) => `${kind} ${words}`;
  return align(old.map(key), fresh.map(key));
}

/** Within a stretch of changes: a block with the next one of its kind that it has become. */
function pair(removed: readonly Block[], added: readonly Block[]): readonly BlockDifference[] {
  const paired: BlockDifference[] = [];
  let next = 0;
  for (const block of removed) {
    const ahead = added.slice(next, next + mostInFront).findIndex((each) => isLike(block, each));
    const found = next + ahead;
    const became = ahead === -1 ? undefined : added[found];
    if (became === undefined) paired.push(whole(block, 'before'));
    else {
      paired.push(...added.slice(next, found).map((each) => whole(each, 'after')));
      paired.push(compare(block, became));
      next = found + 1;
    }
  }
  return [...paired, ...added.slice(next).map((each) => whole(each, 'after'))];
}

function isLike(a: Block, b: Block): boolean {
  if (a.kind !== b.kind) return false;
  const [left, right] = [countsOf(a), countsOf(b)];
  const shared = sum([...left].map(([word, count]) => Math.min(count, right.get(word) ?? 0)));
  return shared >= leastShared * Math.min(sum([...left.values()]), sum([...right.values()]));
}

/** How often each word stands in it. */
function countsOf({ words }: Block): ReadonlyMap<string, number> {
  const found = Map.groupBy(words.match(/[\p{L}\p{N}]+/gu) ?? [], (word) => word);
  return new Map([...found].map(([word, each]) => [word, each.length]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function compare({ kind, words }: Block, after: Block): BlockDifference {
  const runs = diffLines([[words]], [[after.words]]).map(({ of, pieces }) => ({
    of,
    text: pieces.map(plainPiece).join(''),
  }));
  return { kind, of: 'both', runs };
}

function whole({ kind, words }: Block, of: Side): BlockDifference {
  return { kind, of, runs: [{ of, text: words }] };
}

function sectionsOf(blocks: readonly BlockDifference[]): readonly SectionDifference[] {
  const sections: BlockDifference[][] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' || sections.length === 0) sections.push([]);
    sections.at(-1)?.push(block);
  }
  return sections.map((each) => {
    const [first] = each;
    const heading = first?.kind === 'heading' ? textAfter(first) : undefined;
    return {
      ...(heading !== undefined && { heading }),
      isChanged: each.some(isChanged),
      blocks: each,
    };
  });
}

/** As it reads now; of what is gone as it read. */
function textAfter({ runs, of }: BlockDifference): string {
  return runs
    .filter((run) => of === 'before' || run.of !== 'before')
    .map(({ text }) => text)
    .join('');
}

function blocksOf(text: string): readonly Block[] {
  const source = readSource(text);
  const body = 'fault' in source ? text : source.body;
  return readMarkdown(withoutMarks(body)).flatMap((part) => blocksIn(part, 'paragraph'));
}

function blocksIn(part: Part, kind: BlockKind): readonly Block[] {
  switch (part.type) {
    case 'space':
    case 'hr':
      return [];
    case 'heading':
      return [block('heading', [part])];
    case 'code':
      return [{ kind: 'code', words: part.text }];
    case 'table':
      return [part.header, ...part.rows].map((cells) => ({
        kind: 'row',
        words: cells
          .map((cell) => inWords(childrenOf({ ...part, header: [cell], rows: [] })))
          .join(' · '),
      }));
    case 'list':
      return part.items.flatMap((item) => childBlocks(item, 'item'));
    case 'blockquote':
      return childBlocks(part, kind);
    default:
      return [block(kind, [part])];
  }
}

/** Text beside text is one block; what is a block by itself stands alone. */
function childBlocks(part: Part, kind: BlockKind): readonly Block[] {
  return childrenOf(part)
    .filter(({ type }) => type !== 'checkbox')
    .flatMap((child) => blocksIn(child, kind));
}

function block(kind: BlockKind, parts: readonly Part[]): Block {
  return { kind, words: inWords(parts) };
}

function inWords(parts: readonly Part[]): string {
  return parts.map(wordsOf).join('').replaceAll(/\s+/g, ' ').trim();
}

/** Where a link leads is a part of what is said. */
function wordsOf(part: Part): string {
  if (part.type === 'br') return ' ';
  const within = childrenOf(part).map(wordsOf).join('');
  const words = within === '' ? (literalOf(part) ?? '') : within;
  return part.type === 'link' && part.href !== words && part.href !== `mailto:${words}`
    ? `${words} (${part.href})`
    : words;
}
