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

export function plainCell({ text, links }: Cell): Plain {
  const lines = text.replace(/\r\n?/g, '\n').replace(/[\t\u2028\u2029]/g, ' ');
  const seen = lines.replace(invisible, '').replace(controls, '').replaceAll('\u00A0', ' ');
  const hasHidden = lines.replace(invisible, '').replace(controls, '') !== lines;
  return {
    text: seen.trim(),
    links,
    notes: hasHidden ? ['Held an invisible character, which is left out.'] : [],
  };
}

/** A cell that says there is nothing to say. */
export function saysNothing(text: string): boolean {
  return /^(?:-+|–|—|n\/?a|none|not applicable|tbd|\?)$/i.test(text);
}

export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

/** Items of a cell: its lines, or what semicolons or else commas part; commas in brackets part nothing. */
export function itemsIn(text: string): readonly string[] {
  const separator = [/\n/, /;/].find((each) => each.test(text)) ?? /,(?![^(]*\))/;
  return text
    .split(separator)
    .map((item) => item.replace(/^(?:[-•*·]|and\s)\s*/, '').trim())
    .filter((item) => item !== '');
}

const mail = /[^\s@<>"',;:()[\]]+@[^\s@<>"',;:()[\]]+\.[a-z]{2,}/gi;
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
