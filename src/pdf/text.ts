import type { Font } from './font.ts';

/** One character as it is drawn. */
export type Glyph = {
  readonly char: string;
  /** Which of the fonts. */
  readonly font: number;
  readonly id: number;
  /** In thousandths of the type size. */
  readonly width: number;
  /** The fonts lack it: a replacement is drawn in its place. */
  readonly missing: boolean;
};

export type Line = readonly Glyph[];

/** Draws a text character by character, each from the first font that has it. */
export function glyphsOf(text: string, fonts: readonly Font[]): Line {
  const shown = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\S\n]/g, ' ');
  return [...shown].map((char) => glyphOf(char, fonts));
}

/** Lines no wider than `width`, broken at spaces, inside a word only where the word alone is too wide. */
export function breakLines(
  text: string,
  fonts: readonly Font[],
  size: number,
  width: number,
): readonly Line[] {
  return text.split(/\r\n?|\n/).flatMap((line) => fill(glyphsOf(line, fonts), size, width));
}

/** In points at that type size. */
export function widthOf(line: Line, size: number): number {
  return line.reduce((sum, glyph) => sum + glyph.width, 0) * (size / 1000);
}

// Joiners and controls show as nothing or turn others around: they are shown as missing.
const hidden = /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]$/u;
const replacement = '\u{FFFD}';

function glyphOf(char: string, fonts: readonly Font[]): Glyph {
  const found = hidden.test(char) ? undefined : findGlyph(char, fonts);
  const glyph = found ?? findGlyph(replacement, fonts) ?? { font: 0, id: 0, width: 600 };
  return { ...glyph, char, missing: found === undefined };
}

function findGlyph(char: string, fonts: readonly Font[]) {
  const codePoint = char.codePointAt(0) ?? 0;
  for (const [font, { glyphOf: find, widthOf: measure }] of fonts.entries()) {
    const id = find(codePoint);
    if (id !== undefined) return { font, id, width: measure(id) };
  }
  return undefined;
}

function fill(glyphs: Line, size: number, width: number): readonly Line[] {
  const lines: Line[] = [];
  let line: Line = [];
  for (const word of wordsOf(glyphs)) {
    if (line.length > 0 && widthOf([...line, ...trimmed(word)], size) > width) {
      lines.push(trimmed(line));
      line = [];
    }
    let rest = word;
    while (widthOf(trimmed(rest), size) > width && rest.length > 1) {
      const count = fitting(rest, size, width);
      lines.push(rest.slice(0, count));
      rest = rest.slice(count);
    }
    line = [...line, ...rest];
  }
  return line.length > 0 ? [...lines, trimmed(line)] : lines;
}

/** Each with the spaces behind it. */
function wordsOf(glyphs: Line): readonly Line[] {
  const words: Glyph[][] = [];
  let previous = ' ';
  for (const glyph of glyphs) {
    const begins = words.length === 0 || (previous === ' ' && glyph.char !== ' ');
    if (begins) words.push([glyph]);
    else words.at(-1)?.push(glyph);
    previous = glyph.char;
  }
  return words;
}

function trimmed(line: Line): Line {
  const end = line.findLastIndex(({ char }) => char !== ' ');
  return line.slice(0, end + 1);
}

/** How many glyphs of a word fit: up to a mark inside it, such as the slashes of an address, or simply as many as can. */
function fitting(word: Line, size: number, width: number): number {
  let count = 1;
  while (count < word.length && widthOf(word.slice(0, count + 1), size) <= width) count += 1;
  const mark = word.slice(0, count).findLastIndex(({ char }) => '-/@._?&=,;:'.includes(char));
  return mark > count / 2 ? mark + 1 : count;
}
