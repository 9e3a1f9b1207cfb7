import { createHash } from 'node:crypto';

/** SHA-256 as lower-case hexadecimal. */
export type Hash = string;

/** A tree as far as appending needs it (RFC 6962 section 2.1). */
export type Tree = {
  /** Number of leaves. */
  readonly size: number;
  /** Roots of the complete subtrees it consists of, largest first. */
  readonly frontier: readonly Hash[];
};

/** The root of a complete subtree of 256^`level` leaves; `index` counts within the level. */
export type TileHash = { readonly level: number; readonly index: number; readonly hash: Hash };

/** Hashes `start` up to, not including, `end` of a tile level; those of a complete subtree. */
export type Span = { readonly level: number; readonly start: number; readonly end: number };

/** For each hash of a proof, the subtrees that it is made of, largest first. */
export type ProofPlan = readonly (readonly Span[])[];

export const emptyTree: Tree = { size: 0, frontier: [] };

const heightOfTile = 8;

/** RFC 6962 section 2.1: the hash of an entry, which is bytes, or text in UTF-8. */
export function leafHash(entry: string | Uint8Array): Hash {
  return createHash('sha256').update('\0').update(entry).digest('hex');
}

/** RFC 6962 section 2.1: the hash over two subtrees. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(`01${left}${right}`, 'hex').digest('hex');
}

/** Appends leaves. `completed` are the hashes that tiles above level 0 gain (C2SP tlog-tiles). */
export function appendLeaves(
  { size, frontier }: Tree,
  leaves: readonly Hash[],
): { readonly tree: Tree; readonly completed: readonly TileHash[] } {
  const roots = [...frontier];
  const completed: TileHash[] = [];
  leaves.forEach((leaf, offset) => {
    let hash = leaf;
    let height = 0;
    // Each trailing one of the old size in binary is a subtree as large as the new one: they become one.
    for (let index = size + offset; index % 2 === 1; index = (index - 1) / 2) {
      hash = nodeHash(roots.pop() ?? '', hash);
      height += 1;
      if (height % heightOfTile === 0)
        completed.push({ level: height / heightOfTile, index: (index - 1) / 2, hash });
    }
    roots.push(hash);
  });
  return { tree: { size: size + leaves.length, frontier: roots }, completed };
}

/** The root of a tree (RFC 6962 section 2.1), that of the empty tree included. */
export function rootOf({ frontier }: Pick<Tree, 'frontier'>): Hash {
  const last = frontier.at(-1);
  if (last === undefined) return createHash('sha256').digest('hex');
  return frontier.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** The root over leaves that are all at hand. */
export function rootOfLeaves(leaves: readonly Hash[]): Hash {
  return rootOf(appendLeaves(emptyTree, leaves).tree);
}

/** What an inclusion proof consists of (RFC 6962 section 2.1.1). `index` is smaller than `size`. */
export function planInclusion(index: number, size: number): ProofPlan {
  return wayToLeaf(index, size).steps.map(({ start, end }) => subtrees(start, end));
}

/** What a consistency proof consists of (RFC 6962 section 2.1.2). 0 < `from` <= `to`. */
export function planConsistency(from: number, to: number): ProofPlan {
  const { start, end, steps } = wayToEnd(from, to);
  const siblings = steps.map((step) => subtrees(step.start, step.end));
  // Where the first tree is a complete part of the second, its root is known to who asks.
  return start === 0 ? siblings : [subtrees(start, end), ...siblings];
}

/** Makes the proof; `read` gives the hashes of a span. */
export function fillProof(plan: ProofPlan, read: (span: Span) => readonly Hash[]): Hash[] {
  return plan.map((spans) => rootOf({ frontier: spans.map((span) => rootOfLeaves(read(span))) }));
}

/**
 * The root that follows from a leaf and its inclusion proof (RFC 9162 section 2.1.3.2); undefined
 * where the proof has not the length that this place in this tree asks for.
 */
export function rootFromInclusion(
  index: number,
  size: number,
  leaf: Hash,
  proof: readonly Hash[],
): Hash | undefined {
  if (!isCount(index) || !isCount(size) || index >= size) return undefined;
  const { steps } = wayToLeaf(index, size);
  return steps.length === proof.length ? climb(leaf, steps, proof) : undefined;
}

type Head = { readonly size: number; readonly root: Hash };

/** Whether the tree of `to` begins with the tree of `from` (RFC 9162 section 2.1.4.2). */
export function isConsistent(from: Head, to: Head, proof: readonly Hash[]): boolean {
  if (![from.size, to.size].every(isCount) || from.size > to.size) return false;
  if (from.size === to.size) return proof.length === 0 && from.root === to.root;
  if (from.size === 0) return proof.length === 0;
  const { start, steps } = wayToEnd(from.size, to.size);
  // Where the first tree is a complete part of the second, its root is where the way begins.
  const [first, ...siblings] = start === 0 ? [from.root, ...proof] : proof;
  if (first === undefined || steps.length !== siblings.length) return false;
  const older = steps.flatMap((step, at) => (step.isLeft ? siblings.slice(at, at + 1) : []));
  const left = steps.filter((step) => step.isLeft);
  return climb(first, left, older) === from.root && climb(first, steps, siblings) === to.root;
}

/** The root above `hash`, with a sibling for each step. */
function climb(hash: Hash, steps: readonly Step[], siblings: readonly Hash[]): Hash {
  return siblings.reduce(
    (below, sibling, at) =>
      steps[at]?.isLeft ? nodeHash(sibling, below) : nodeHash(below, sibling),
    hash,
  );
}

/** A subtree beside the way, leaves `start` to `end`; whether it stands to the left of the way. */
type Step = { readonly start: number; readonly end: number; readonly isLeft: boolean };

type Way = { readonly start: number; readonly end: number; readonly steps: readonly Step[] };

/** From the root of a tree down to the leaf `index`; the steps stand lowest first. */
function wayToLeaf(index: number, size: number): Way {
  return descend(index, size, (start, end) => end - start === 1);
}

/** From the root of a tree down to the first subtree that ends where a tree of `from` leaves ends. */
function wayToEnd(from: number, size: number): Way {
  return descend(from - 1, size, (_, end) => end === from);
}

function descend(
  index: number,
  size: number,
  isThere: (start: number, end: number) => boolean,
): Way {
  const steps: Step[] = [];
  let [start, end] = [0, size];
  while (!isThere(start, end)) {
    const middle = start + largestPowerBelow(end - start);
    const isLeft = index >= middle;
    steps.push(isLeft ? { start, end: middle, isLeft } : { start: middle, end, isLeft });
    [start, end] = isLeft ? [middle, end] : [start, middle];
  }
  return { start, end, steps: steps.toReversed() };
}

/** The complete subtrees of leaves `start` to `end`, where `start` is a multiple of the largest. */
function subtrees(start: number, end: number): readonly Span[] {
  const spans: Span[] = [];
  for (let at = start; at < end;) {
    const height = Math.floor(Math.log2(end - at));
    const level = Math.floor(height / heightOfTile);
    const unit = 256 ** level;
    spans.push({ level, start: at / unit, end: (at + 2 ** height) / unit });
    at += 2 ** height;
  }
  return spans;
}

function largestPowerBelow(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1));
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
