/** That a second person has read a batch and wants it published (the four-eyes principle). */
export type Approval = {
  /** As the ledger names the key's holder. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  /** Nobody else could: the organisation has one key holder. Recorded as such. */
  readonly isSole?: true;
};
