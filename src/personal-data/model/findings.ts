import type { Worded } from '../../core/worded.ts';
import type { Erased, KeepReason } from '../model.ts';

/** What became of one record. */
export type Done = Erased | { readonly outcome: 'corrected' | 'untouched' };

/** What became of the records of one kind. */
type Tally = {
  /** The rule by which they are kept (retention/model/shipped.ts). */
  readonly record: string;
  readonly deleted: number;
  readonly erased: number;
  readonly corrected: number;
  readonly kept: number;
};

/** Records of one kind that are kept for one reason. */
type Kept = {
  readonly kind: string;
  readonly why: KeepReason;
  readonly words: Worded;
  readonly count: number;
};

/** What a run has done so far. Counts only: it is kept as long as the request. */
export type Findings = {
  readonly tallies: Readonly<Record<string, Tally>>;
  readonly kept: readonly Kept[];
};

export const nothingFound: Findings = { tallies: {}, kept: [] };

const noTally = { deleted: 0, erased: 0, corrected: 0, kept: 0 };

/** Reasons are few; should a feature word each record otherwise, the rest is counted with the last. */
const mostReasons = 100;

export function withDone(
  { tallies, kept }: Findings,
  { kind, record }: { readonly kind: string; readonly record: string },
  done: Done,
): Findings {
  if (done.outcome === 'untouched') return { tallies, kept };
  const tally = tallies[kind] ?? { record, ...noTally };
  const counted = { ...tally, [done.outcome]: tally[done.outcome] + 1 };
  return {
    tallies: { ...tallies, [kind]: counted },
    kept: done.outcome === 'kept' ? withKept(kept, { kind, ...done }) : kept,
  };
}

function withKept(
  kept: readonly Kept[],
  { kind, why, words }: Omit<Kept, 'count'>,
): readonly Kept[] {
  const isSame = (each: Kept) =>
    each.kind === kind && each.why === why && each.words.en === words.en;
  const known = kept.findIndex(isSame);
  if (known === -1 && kept.length < mostReasons) return [...kept, { kind, why, words, count: 1 }];
  const index = known === -1 ? kept.length - 1 : known;
  return kept.map((each, at) => (at === index ? { ...each, count: each.count + 1 } : each));
}

/** All kinds together. */
export function sumOf({ tallies }: Findings) {
  return Object.values(tallies).reduce(
    (sum, { deleted, erased, corrected, kept }) => ({
      deleted: sum.deleted + deleted,
      erased: sum.erased + erased,
      corrected: sum.corrected + corrected,
      kept: sum.kept + kept,
    }),
    noTally,
  );
}
