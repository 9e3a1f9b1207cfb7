import { Buffer } from 'node:buffer';

/** Steps that a reader takes who goes back after each failure; a well-formed file stays far below. */
const mostSteps = (size: number) => 50 * size + 50_000_000;

/**
 * Whether the parser, which reads a broken object up to the next `endobj` and then tries again just behind
 * its beginning, would read the same bytes over and over. One pass, without unpacking anything.
 */
export function isTedious(bytes: Uint8Array): boolean {
  const most = mostSteps(bytes.length);
  return stepsToEnds(bytes) > most || stepsInLines(bytes) > most;
}

export function countObjects(bytes: Uint8Array): number {
  const all = asBuffer(bytes);
  let count = 0;
  for (let at = all.indexOf('endobj'); at >= 0; at = all.indexOf('endobj', at + 6)) count += 1;
  return count;
}

/** Each object that is begun is read to the next `endobj`. */
function stepsToEnds(bytes: Uint8Array): number {
  const all = asBuffer(bytes);
  let steps = 0;
  let open = 0;
  let last = 0;
  for (let at = all.indexOf('obj'); at >= 0; at = all.indexOf('obj', at + 3)) {
    steps += open * (at - last);
    last = at;
    const isEnd = all.toString('latin1', Math.max(0, at - 3), at) === 'end';
    open = isEnd ? 0 : open + 1;
  }
  return steps + open * (all.length - last);
}

const [newLine, carriageReturn, space, percent, zero, nine] = [10, 13, 32, 37, 48, 57];
/** Most bytes are none of these, and there are many. */
const isCounted = new Uint8Array(256);
for (const byte of [newLine, carriageReturn, space, percent]) isCounted[byte] = 1;
isCounted.fill(1, zero, nine + 1);

/** A comment is read to the end of its line, a number to its last digit, from each of its places. */
function stepsInLines(bytes: Uint8Array): number {
  let [steps, lineStart, comments, digits] = [0, 0, 0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isCounted[byte] === 0) {
      digits = 0;
    } else if (byte >= zero) {
      digits += 1;
      steps += digits;
    } else if (byte === space) {
      steps += digits;
    } else if (byte === percent) {
      digits = 0;
      comments += 1;
    } else {
      digits = 0;
      steps += comments * (at - lineStart);
      [lineStart, comments] = [at, 0];
    }
  }
  return steps + comments * (bytes.length - lineStart);
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
