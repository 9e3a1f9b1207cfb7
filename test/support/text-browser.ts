/** Elements that a browser without a stylesheet sets apart from what stands beside them. */
const apart = new Set(
  (
    'address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre search section select summary table ' +
    'tbody td textarea tfoot th thead title tr ul'
  ).split(' '),
);
/** What is no text, and what a text browser puts signs around. */
const unread = /<!--[\s\S]*?-->|<(script|style|template|textarea)\b[\s\S]*?<\/\1>/g;
const marked = new Set(['del', 'ins', 'input']);

/**
 * Words of a page that a text browser shows as one: between them stands a tag that the stylesheet sets
 * apart, and no space. Each as it would be read.
 */
export function gluedIn(html: string): readonly string[] {
  const found: string[] = [];
  let before = '';
  let isAcross = false;
  for (const [token, name = ''] of html
    .replace(unread, ' ')
    .matchAll(/<\/?([a-z][\w-]*)[^>]*>|[^<]+/g)) {
    if (name === '') {
      if (isAcross && isWord(before.at(-1)) && isWord(token[0]))
        found.push(`${before.slice(-30)}|${token.slice(0, 30)}`);
      before = token;
      isAcross = false;
    } else if (apart.has(name) || marked.has(name)) before = '';
    else if (name !== 'wbr') isAcross = true;
  }
  return found;
}

function isWord(sign = ''): boolean {
  return /[\p{L}\p{N}]/u.test(sign);
}
