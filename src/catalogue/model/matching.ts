const legalForms = new Set(
  (
    'inc incorporated corp corporation co company llc lc ltd limited plc pbc lp llp ulc uc gmbh ag se kg ug sa sas sasu ' +
    'sarl rl srl spa sl bv nv oy oyj ab as aps ou sro doo pty pte pvt private'
  ).split(' '),
);
// "NexMo Inc (aka Vonage)", "Functional Software, Inc. d/b/a Sentry"
const alias = /\b(?:aka|a\/k\/a|dba|d\/b\/a|fka|f\/k\/a|formerly|trading as)\b:?/i;
const brackets = /[([{]([^()[\]{}]*)[)\]}]/g;

/**
 * What is compared of a name: no case, accents, punctuation or legal form at its end. Words stay whole
 * and in order, so `Box` is not `Dropbox` and `Linear` is not `Linear B Ltd`.
 */
export function keyOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    // S.à r.l. and B.V. are one word each
    .replace(/(?<=\b\p{L})\.\s?(?=\p{L}\b)/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const end = words.findLastIndex((word) => !legalForms.has(word)) + 1;
  return words.slice(0, end === 0 ? words.length : end).join(' ');
}

/**
 * The keys under which a name in somebody's list may be known, best first: as written, without what
 * stands in brackets, and what is said to be another name. Plain words in brackets say nothing
 * about whose name it is ("Heroku (AWS)"), so they are not looked up.
 */
export function keysFor(name: string): readonly string[] {
  const text = name.slice(0, 300);
  const outside = text.replace(brackets, ' ');
  const inside = [...text.matchAll(brackets)]
    .map(([, words = '']) => words.trim())
    .filter((words) => alias.exec(words)?.index === 0);
  const parts = [outside, ...inside].flatMap((part) => part.split(alias));
  const keys = [text, outside, ...parts].map(keyOf).filter((key) => key !== '');
  return [...new Set(keys)];
}
