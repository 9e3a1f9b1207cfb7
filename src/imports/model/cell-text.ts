import type { Cell } from './reading.ts';

// Format characters that pages are full of and nobody sees; the register refuses them.
const invisible = /[\u200B\u200E\u200F\u00AD\u2060\uFEFF]/g;
// oxlint-disable-next-line no-control-regex -- they are what is taken out
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** What a cell says, cleaned of what no reader of the page saw, and what was cleaned. */
export type Plain = {
  readonly text: string;
  readonly links: readonly string[];
  readonly notes: readonly string[];
};

/** Longer than any field of an entry; what takes time to look through grows with the length. */
const longestCell = 5_000;

export function plainCell({ text, links }: Cell): Plain {
  if (text.length > longestCell)
    return { text: '', links: [], notes: [`Has ${text.length} characters: not read.`] };
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u2028\u2029\u00A0]/g, ' ')
    .replace(/ {20,}/g, ' ');
  const seen = lines.replace(invisible, '').replace(controls, '');
  return {
    text: seen.trim(),
    links: links.slice(0, 20),
    notes: seen === lines ? [] : ['Held an invisible character, which is left out.'],
  };
}

/** A cell that says there is nothing to say. */
export function saysNothing(text: string): boolean {
  return /^(?:-+|–|—|n\/?a|none|not applicable|tbd|\?)$/i.test(text);
}

export function oneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}

/** Items of a cell: its lines, or what semicolons or else commas part; commas in brackets part nothing. */
export function itemsIn(text: string): readonly string[] {
  const items = /\n/.test(text)
    ? text.split('\n')
    : splitOutside(text, text.includes(';') ? ';' : ',');
  return items
    .map((item) => item.replace(/^(?:[-•*·]|and\s)\s*/, '').trim())
    .filter((item) => item !== '');
}

function splitOutside(text: string, separator: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (char === separator && depth === 0) {
      items.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...items, text.slice(start)];
}

// From where a word begins, and no further than an address goes: in linear time.
const mail =
  /(?<![^\s@<>"',;:()[\]])[^\s@<>"',;:()[\]]{1,64}@[^\s@<>"',;:()[\]]{1,190}\.[a-z]{2,24}/gi;
const webAddress = /https?:\/\/[^\s<>"'\]]+[^\s<>"'\].,;)]/gi;

export function mailsIn({ text, links }: Pick<Cell, 'text' | 'links'>): readonly string[] {
  const linked = links
    .filter((href) => /^mailto:/i.test(href))
    .map((href) => href.slice(7).split('?')[0] ?? '');
  return [...new Set([...(text.match(mail) ?? []), ...linked])];
}

export function urlsIn({ text, links }: Pick<Cell, 'text' | 'links'>): readonly string[] {
  const linked = links.filter((href) => /^https?:\/\//i.test(href));
  return [...new Set([...linked, ...(text.match(webAddress) ?? [])])];
}

/** `trust.vendor.example` and `vendor.example` are one owner's, as far as two labels tell. */
export function ownerOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  return new URL(url).hostname.split('.').slice(-2).join('.');
}
