const forms = new Set(
  'inc incorporated llc ltd limited corp corporation co company gmbh ag sa sarl sas bv nv ab as oy plc pbc pty pte pvt kg ug lp llp srl spa the dba'.split(
    ' ',
  ),
);

/** The name without its legal form and what stands in brackets: `NexMo Inc (aka Vonage)` is `nexmo`. */
export function coreName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^()]*\)/g, ' ')
    .replaceAll('.', '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ');
  const core = words.filter((word) => !forms.has(word));
  return (core.length > 0 ? core : words).join(' ');
}

/** Whether two names may be one entity's: the same but for the form, one within the other, or a slip apart. */
export function isSimilarName(a: string, b: string): boolean {
  const [first, second] = [coreName(a).slice(0, 80), coreName(b).slice(0, 80)];
  if (first === '' || second === '') return false;
  if (
    first === second ||
    `${first} `.startsWith(`${second} `) ||
    `${second} `.startsWith(`${first} `)
  )
    return true;
  const longest = Math.max(first.length, second.length);
  return longest >= 5 && distance(first, second) <= Math.floor(longest / 5);
}

/** Levenshtein's distance: letters put in, taken out or changed. */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const line = [row + 1];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (before[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      line.push(Math.min(changed, (before[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    before = line;
  }
  return before.at(-1) ?? 0;
}
