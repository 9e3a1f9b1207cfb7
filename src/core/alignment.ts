/** Where a token stands: in both sequences, or only in one. */
export type Side = 'both' | 'before' | 'after';

/**
 * A longest common subsequence, as the sides of the tokens in the order in which they are read. Time
 * and memory grow with the product of the lengths, which is the caller's to bound.
 */
export function align(before: readonly string[], after: readonly string[]): readonly Side[] {
  const lengths = commonLengths(before, after);
  const lengthAt = (o: number, f: number) => lengths[o * (after.length + 1) + f] ?? 0;
  const sideOf = (o: number, f: number): Side => {
    if (o === before.length) return 'after';
    if (f === after.length) return 'before';
    if (before[o] === after[f]) return 'both';
    return lengthAt(o + 1, f) >= lengthAt(o, f + 1) ? 'before' : 'after';
  };
  const sides: Side[] = [];
  let [o, f] = [0, 0];
  while (o < before.length || f < after.length) {
    const side = sideOf(o, f);
    sides.push(side);
    if (side !== 'after') o += 1;
    if (side !== 'before') f += 1;
  }
  return sides;
}

/** At `o * (after.length + 1) + f`: how many tokens the tails from `o` and from `f` have in common. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let o = before.length - 1; o >= 0; o -= 1) {
    for (let f = after.length - 1; f >= 0; f -= 1) {
      const here = o * width + f;
      const skipped = Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0);
      lengths[here] = before[o] === after[f] ? (lengths[here + width + 1] ?? 0) + 1 : skipped;
    }
  }
  return lengths;
}
