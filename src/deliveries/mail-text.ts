import { getOrMake } from '../core/remembered.ts';
import type { Block, Letter } from './model/letter.ts';
import type { Language } from '../core/language.ts';
import type { Words } from './words/catalogue.ts';
import { wordsIn } from './words/words-in.ts';

/** RFC 3676 section 4.2 wants no longer lines; only an address may be longer, because it can not be broken. */
const width = 72;

// Of one event to many recipients the blocks are the same object.
const texts = new WeakMap<readonly Block[], string>();

/** A letter as plain text. */
export function mailText({ language, blocks, footer }: Letter): string {
  const body = getOrMake(texts, blocks, () => plainText(language, blocks));
  const below = footer.length > 0 ? ['-'.repeat(width), plainText(language, footer)] : [];
  return `${[body, ...below].join('\n\n')}\n`;
}

/** Pieces of a letter, as a mail has them in its text. */
export function plainText(language: Language, blocks: readonly Block[]): string {
  const words = wordsIn(language);
  return blocks.map((block) => textOf(block, words)).join('\n\n');
}

function textOf(block: Block, words: Words): string {
  switch (block.kind) {
    case 'heading':
      return underlined(block.text);
    case 'text':
      return wrapped(block.text);
    case 'facts':
      return block.rows.map(([label, value]) => wrapped(`${label}: ${value}`, '  ')).join('\n');
    case 'field':
      return fieldText(block, words);
    case 'link':
      return `${wrapped(`${block.text}:`)}\n${block.href}`;
    case 'markdown':
      return wrapped(block.source);
  }
}

function fieldText(
  { label, before, after }: Extract<Block, { kind: 'field' }>,
  { label: named }: Words,
): string {
  const said = (when: string, value: string | undefined) =>
    wrapped(`  ${when}: ${value ?? named.notStated}`, '    ');
  return [wrapped(label), said(named.before, before), said(named.after, after)].join('\n');
}

function underlined(text: string): string {
  const lines = wrapped(text);
  const longest = Math.max(...lines.split('\n').map((line) => line.length));
  return `${lines}\n${'-'.repeat(Math.min(longest, width))}`;
}

/** Breaks lines at spaces; those that follow begin with `indent`. What was broken already stays so. */
function wrapped(text: string, indent = ''): string {
  return text
    .split('\n')
    .flatMap((line, index) => wrapLine(index === 0 ? line : `${indent}${line}`, indent))
    .join('\n');
}

function wrapLine(line: string, indent: string): readonly string[] {
  if (line.length <= width) return [line.trimEnd()];
  // What follows a bullet stands under its text.
  const [lead = ''] = /^\s*(?:[-*+] |\d+[.)] )?/.exec(line) ?? [];
  const hang = indent || ' '.repeat(lead.length);
  const lines: string[] = [];
  let current = lead;
  for (const word of line.slice(lead.length).trim().split(/\s+/)) {
    const isFirst = current === lead || current === hang;
    if (!isFirst && current.length + 1 + word.length > width) {
      lines.push(current);
      current = `${hang}${word}`;
    } else current = isFirst ? `${current}${word}` : `${current} ${word}`;
  }
  return [...lines, current];
}
