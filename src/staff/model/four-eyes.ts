import type { Holders } from '../model.ts';

/** That a second person has read something and wants it (the four-eyes principle). */
export type Approval = {
  /** As the ledger names the key's holder. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  /** Nobody else could. Recorded as such. */
  readonly isSole?: true;
  /** Of a batch: slugs of amendments that may be called corrections, though they are proposed as more. */
  readonly corrections?: readonly string[];
};

/**
 * Whether nobody else could approve: one person wrote it all, and no other has a key or account that may.
 * Of what somebody wrote whose name is erased nobody can say that.
 */
export function isAlone(authors: readonly string[], holders: Holders): boolean {
  if (authors.some((author) => isErased(author, holders))) return false;
  const writers = new Set(authors.map((actor) => personOf(holders.byActor.get(actor) ?? actor)));
  const behind = personsOf(authors, holders);
  return (
    writers.size <= 1 &&
    holders.able.every((names) => names.some((name) => behind.has(personOf(name))))
  );
}

/** Whether this actor is one of those who could approve; where there are none, anybody is. */
export function isAble(actor: string, holders: Holders): boolean {
  const persons = personsOf([actor], holders);
  const { able } = holders;
  return able.length === 0 || able.flat().some((name) => persons.has(personOf(name)));
}

/** Why somebody may not approve what these have written; undefined where they may. */
export function faultOfApprover(
  approver: string,
  authors: readonly string[],
  holders: Holders,
): string | undefined {
  if (isAlone(authors, holders)) return undefined;
  if (authors.some((author) => isErased(author, holders)))
    return 'The name of somebody who wrote it is erased, so nobody can tell any more who is somebody else. Write it anew.';
  const behind = personsOf(authors, holders);
  return [...personsOf([approver], holders)].some((person) => behind.has(person))
    ? 'Whoever wrote it does not approve it: ask another holder of a key or account that may.'
    : undefined;
}

/** Whether an approval still counts: one that nobody else could give lasts as long as that. */
export function isLasting(
  { isSole }: Approval,
  authors: readonly string[],
  holders: Holders,
): boolean {
  return isSole !== true || isAlone(authors, holders);
}

/**
 * Who these may be: holders, and of a key also who made it in the console, where its secret was shown. Makers
 * whose names are erased count as one person: nobody can tell any more that they are two.
 */
function personsOf(
  actors: readonly string[],
  { byActor, makers }: Pick<Holders, 'byActor' | 'makers'>,
): ReadonlySet<string> {
  return new Set(
    actors.flatMap((actor) => {
      const maker = makers.get(actor);
      return [
        personOf(byActor.get(actor) ?? actor),
        ...(maker === undefined ? [] : [personOf(byActor.get(maker) ?? erased)]),
      ];
    }),
  );
}

/** No holder is called so. */
const erased = '';

/** Whether nobody knows any more who acted under this name of the ledger. */
function isErased(actor: string, { byActor }: Pick<Holders, 'byActor'>): boolean {
  return /^staff:(?:key|per)_/.test(actor) && !byActor.has(actor);
}

/** Two spellings of one name are one person. */
function personOf(holder: string): string {
  return holder.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
