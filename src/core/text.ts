// Controls, format characters (bidi overrides, zero-width), line separators, unassigned and private use:
// a name that looks like another or like nothing must not be published. U+200C and U+200D stay
// because Persian and Indic scripts need them inside words.
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|(?![\u200C\u200D])\p{Cf}/u;
// What shows as nothing: spaces, joiners, the empty Braille pattern and the Hangul fillers.
const blank = /\s|\u200C|\u200D|\u2800|\u3164|\u115F|\u1160|\uFFA0/gu;
const hiddenBesidesLineBreaks = new RegExp(`(?!\\n)(?:${hidden.source})`, 'u');

/** Why this text may not be published, in words for the person who typed it; undefined when it may. */
export function faultInText(
  text: string,
  { lines = false }: { lines?: boolean } = {},
): string | undefined {
  if (!text.isWellFormed()) return 'Contains half of a character (a lone surrogate).';
  if ((lines ? hiddenBesidesLineBreaks : hidden).test(text)) {
    return 'Contains a control or invisible formatting character; remove it.';
  }
  if (text.normalize('NFKC').replace(blank, '') === '') {
    return 'Must not be blank.';
  }
  return undefined;
}

/** `AWS Europe (S.à r.l.)` becomes `aws-europe-s-a-r-l`; empty when nothing Latin is left. */
export function slugify(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/**
 * An absolute http(s) URL without user or password, or undefined. Used when reading input and again
 * when rendering: z.url() lets `javascript:` through, and stored data outlives its validation.
 */
export function safeUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username !== '' || url.password !== '' || !url.hostname.includes('.')) return undefined;
  return url.href;
}
