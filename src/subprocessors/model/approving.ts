import type { Holders } from '../../staff/model.ts';

/** That a second person has read a batch and wants it published (the four-eyes principle). */
export type Approval = {
  /** As the ledger names the key's holder. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  /** Nobody else could: the organisation has one key holder. Recorded as such. */
  readonly isSole?: true;
};

/** Whether all keys in force belong to one person: nobody else can approve then. */
export function isSoleHolder({ able }: Pick<Holders, 'able'>): boolean {
  return new Set(able.map(personOf)).size <= 1;
}

/** Why somebody may not approve a batch that these have written in; undefined where they may. */
export function faultOfApprover(
  approver: string,
  editors: readonly string[],
  holders: Holders,
): string | undefined {
  if (isSoleHolder(holders)) return undefined;
  const holderOf = (actor: string) => personOf(holders.byActor.get(actor) ?? actor);
  return editors.some((editor) => holderOf(editor) === holderOf(approver))
    ? 'Whoever has written in a batch does not approve it: ask another holder of a key.'
    : undefined;
}

/** Whether an approval still counts: one that nobody else could give lasts as long as that. */
export function isInForce({ isSole }: Approval, holders: Holders): boolean {
  return isSole !== true || isSoleHolder(holders);
}

/** Two spellings of one name are one person. */
function personOf(holder: string): string {
  return holder.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
