import { keyOf, keysFor } from './matching.ts';
import type { Catalogue, Fact, Source, Vendor } from './vendor.ts';
import vendorsFile from './vendors.json' with { type: 'json' };

/**
 * How far a fact may be trusted before a person has looked: the vendor's own document, somebody
 * else's document, an address out of a directory, an address that nobody opened.
 */
export const standings = ['vendor', 'other', 'directory', 'unread'] as const;
type Standing = (typeof standings)[number];

/** A proposed value; it becomes a fact of the register only when a person puts it into a draft. */
export type Proposed = {
  readonly value: string;
  readonly source: { readonly title: string; readonly url?: string };
  readonly standing: Standing;
  /** Day on which the source was read; none where it was not. */
  readonly readOn?: string;
  readonly toBeReviewed: true;
};

/** What the catalogue has to say of one vendor, in the shape of `Facts`. */
export type Proposal = {
  readonly id: string;
  readonly name: Proposed;
  readonly otherNames: readonly string[];
  /** More than one where the contracting company depends on the region: a person chooses. */
  readonly entities: readonly {
    readonly legalName?: Proposed;
    readonly establishment?: { readonly country: Proposed };
  }[];
  readonly links: { readonly website?: Proposed; readonly subprocessors?: Proposed };
  readonly contract: { readonly dpaUrl?: Proposed };
};

/** The catalogue as it is kept, `vendors.json`. */
export const catalogue: Catalogue = vendorsFile;

const sources = new Map(catalogue.sources.map((source) => [source.id, source]));
const byKey = new Map(
  catalogue.vendors.flatMap((vendor) => namesOf(vendor).map((name) => [keyOf(name), vendor])),
);

/** Vendors that go by this name, the likeliest first; none where nothing is known. Nothing is guessed. */
export function proposalsFor(name: string): readonly Proposal[] {
  const found = keysFor(name).flatMap((key) => byKey.get(key) ?? []);
  return [...new Set(found)].map(propose);
}

/** For typing ahead: what goes by this name, then what has a name that begins with these words. */
export function searchCatalogue(query: string): readonly Proposal[] {
  const key = keyOf(query);
  if (key === '') return catalogue.vendors.map(propose);
  const exact = proposalsFor(query);
  const known = new Set(exact.map(({ id }) => id));
  const begun = catalogue.vendors.filter(
    (vendor) =>
      !known.has(vendor.id) &&
      namesOf(vendor).some((name) => ` ${keyOf(name)}`.includes(` ${key}`)),
  );
  return [...exact, ...begun.map(propose)];
}

export function findProposal(id: string): Proposal | undefined {
  const vendor = catalogue.vendors.find((each) => each.id === id);
  return vendor === undefined ? undefined : propose(vendor);
}

/** Every name by which a vendor may be found. */
export function namesOf({ name, otherNames, entities }: Vendor): readonly string[] {
  return [
    name.value,
    ...otherNames,
    ...entities.flatMap(({ legalName }) => legalName?.value ?? []),
  ];
}

function propose(vendor: Vendor): Proposal {
  const say = (fact: Fact): Proposed => sourced(vendor, fact);
  const { id, name, otherNames, entities, website, subprocessors, dpa } = vendor;
  return {
    id,
    name: say(name),
    otherNames,
    entities: entities.map(({ legalName, country }) => ({
      ...(legalName && { legalName: say(legalName) }),
      ...(country && { establishment: { country: say(country) } }),
    })),
    links: {
      ...(website && { website: say(website) }),
      ...(subprocessors && { subprocessors: say(subprocessors) }),
    },
    contract: { ...(dpa && { dpaUrl: say(dpa) }) },
  };
}

function sourced(vendor: Vendor, { value, source: id }: Fact): Proposed {
  const source = sources.get(id) ?? { id, kind: 'unread', title: id };
  return {
    value,
    source: { title: source.title, ...(source.url !== undefined && { url: source.url }) },
    standing: standingOf(vendor, source),
    ...(source.readOn !== undefined && { readOn: source.readOn }),
    toBeReviewed: true,
  };
}

function standingOf({ id }: Vendor, { kind, publisher }: Source): Standing {
  if (kind === 'document') return publisher === id ? 'vendor' : 'other';
  return kind === 'directory' ? 'directory' : 'unread';
}
