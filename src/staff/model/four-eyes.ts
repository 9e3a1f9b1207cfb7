import type { Holders } from '../model.ts';

/** That a second person has read something and wants it (the four-eyes principle). */
export type Approval = {
  /** As the ledger names the key's holder. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  /** Nobody else could. Recorded as such. */
  readonly isSole?: true;
};

/** Whether nobody else could approve: one person wrote it all, and no other has a key or account that may. */
export function isAlone(authors: readonly string[], { byActor, able }: Holders): boolean {
  const persons = personsOf(authors, byActor);
  return persons.size <= 1 && able.every((holder) => persons.has(personOf(holder)));
}

/** Why somebody may not approve what these have written; undefined where they may. */
export function faultOfApprover(
  approver: string,
  authors: readonly string[],
  holders: Holders,
): string | undefined {
  if (isAlone(authors, holders)) return undefined;
  const [person = approver] = personsOf([approver], holders.byActor);
  return personsOf(authors, holders.byActor).has(person)
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

function personsOf(actors: readonly string[], byActor: Holders['byActor']): ReadonlySet<string> {
  return new Set(actors.map((actor) => personOf(byActor.get(actor) ?? actor)));
}

/** Two spellings of one name are one person. */
function personOf(holder: string): string {
  return holder.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
