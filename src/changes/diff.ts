import { align, type Side } from '../core/alignment.ts';
import { type Line, type Piece, plainPiece } from './field-text.ts';

/** A run of pieces that both versions share, or that only one of them has. */
export type Run = { readonly of: Side; readonly pieces: readonly Piece[] };

// A table of this many cells takes a few milliseconds; longer texts are shown whole, old and new.
const mostCells = 1_000_000;
// Where less than this share of the shorter version stays, word by word is harder to read than whole.
const leastShared = 0.4;

/** Word by word what became of a value: a longest common subsequence of words, days, places and links. */
export function diffLines(before: readonly Line[], after: readonly Line[]): readonly Run[] {
  const old = toTokens(before);
  const fresh = toTokens(after);
  if (old.length * fresh.length > mostCells) return wholly(old, fresh);
  const runs = joinRuns(alignPieces(old, fresh));
  const shared = countWords(runs.filter(({ of }) => of === 'both').flatMap(({ pieces }) => pieces));
  const shorter = Math.min(countWords(old), countWords(fresh));
  return shared < leastShared * shorter ? wholly(old, fresh) : runs;
}

function countWords(pieces: readonly Piece[]): number {
  return pieces.filter((piece) => plainPiece(piece).trim() !== '').length;
}

function wholly(old: readonly Piece[], fresh: readonly Piece[]): readonly Run[] {
  const runs: readonly Run[] = [
    { of: 'before', pieces: old },
    { of: 'after', pieces: fresh },
  ];
  return runs.filter((run) => run.pieces.length > 0);
}

function toTokens(lines: readonly Line[]): readonly Piece[] {
  return lines.flatMap((line, index) => [
    ...(index === 0 ? [] : ['\n']),
    ...line.flatMap(splitPiece),
  ]);
}

function splitPiece(piece: Piece): readonly Piece[] {
  if (typeof piece !== 'string') return [piece];
  return piece.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
}

function alignPieces(old: readonly Piece[], fresh: readonly Piece[]): readonly Run[] {
  let [o, f] = [0, 0];
  return align(old.map(keyOf), fresh.map(keyOf)).map((of) => {
    const pieces = of === 'before' ? old.slice(o, o + 1) : fresh.slice(f, f + 1);
    if (of !== 'after') o += 1;
    if (of !== 'before') f += 1;
    return { of, pieces };
  });
}

function keyOf(piece: Piece): string {
  return typeof piece === 'string' ? piece : JSON.stringify(piece);
}

// A space between two changed words belongs to the change: "a b" to "c d" reads as one change, not two.
function joinRuns(runs: readonly Run[]): readonly Run[] {
  const widened = runs.flatMap((run, index): readonly Run[] => {
    const isBetween = runs[index - 1]?.of !== 'both' && runs[index + 1]?.of !== 'both' && index > 0;
    if (run.of !== 'both' || !isBetween || index === runs.length - 1) return [run];
    const isSpace = run.pieces.every(
      (piece) => typeof piece === 'string' && /^[^\S\n]+$/.test(piece),
    );
    return isSpace
      ? [
          { ...run, of: 'before' },
          { ...run, of: 'after' },
        ]
      : [run];
  });
  const joined: { of: Run['of']; pieces: Piece[] }[] = [];
  for (const run of orderRuns(widened)) {
    const last = joined.at(-1);
    if (last?.of === run.of) last.pieces.push(...run.pieces);
    else joined.push({ of: run.of, pieces: [...run.pieces] });
  }
  return joined;
}

// Within a stretch of changes the old words come first, then the new ones.
function orderRuns(runs: readonly Run[]): readonly Run[] {
  const ordered: Run[] = [];
  let fresh: Run[] = [];
  for (const run of runs) {
    if (run.of === 'after') fresh.push(run);
    else if (run.of === 'before') ordered.push(run);
    else {
      ordered.push(...fresh, run);
      fresh = [];
    }
  }
  return [...ordered, ...fresh];
}
