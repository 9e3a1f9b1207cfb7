/** Where a fact was read. Sources of kind `unread` are addresses that nobody has opened. */
export type Source = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly url?: string | undefined;
  readonly readOn?: string | undefined;
  /** Id of the vendor that published it, where that is one of ours. */
  readonly publisher?: string | undefined;
};

/** A value and the id of its source. */
export type Fact = { readonly value: string; readonly source: string };

/** A company of the vendor's group that one may have the contract with. */
type Entity = {
  readonly legalName?: Fact | undefined;
  /** ISO 3166-1 alpha-2, where the entity is established. */
  readonly country?: Fact | undefined;
};

export type Vendor = {
  readonly id: string;
  readonly name: Fact;
  /** Only for finding the vendor; never proposed. */
  readonly otherNames: readonly string[];
  readonly entities: readonly Entity[];
  readonly website?: Fact | undefined;
  readonly subprocessors?: Fact | undefined;
  readonly dpa?: Fact | undefined;
};

export type Catalogue = {
  readonly sources: readonly Source[];
  readonly vendors: readonly Vendor[];
};
