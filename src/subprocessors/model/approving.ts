/** That a second person has read a batch and wants it published (the four-eyes principle). */
export type Approval = {
  /** As the ledger names the key's holder. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  /** Nobody else could: the organisation has one key holder. Recorded as such. */
  readonly isSole?: true;
};

/** Who holds keys, by the name that the ledger has for the key. */
export type Holders = ReadonlyMap<string, string>;

/** Whether all keys in force belong to one person: nobody else can approve then. */
export function isSoleHolder(holders: Holders): boolean {
  return new Set(holders.values()).size <= 1;
}

/** Why somebody may not approve a batch that these have written in; undefined where they may. */
export function faultOfApprover(
  approver: string,
  editors: readonly string[],
  holders: Holders,
): string | undefined {
  if (isSoleHolder(holders)) return undefined;
  const holderOf = (name: string) => holders.get(name) ?? name;
  return editors.some((editor) => holderOf(editor) === holderOf(approver))
    ? 'Whoever has written in a batch does not approve it: ask another holder of a key.'
    : undefined;
}
