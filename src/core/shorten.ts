/**
 * The text, or its beginning with `…`, in at most `limit` UTF-16 units. It is cut between characters
 * as a reader sees them (UAX #29): no half of a pair, no letter without its accent.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  const cut = new Intl.Segmenter('en').segment(text).containing(limit - 1);
  return `${text.slice(0, cut?.index ?? 0).trimEnd()}…`;
}
