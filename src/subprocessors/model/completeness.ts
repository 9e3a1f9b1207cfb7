import type { Address, ContactPerson, Facts } from './facts.ts';

/** What one row of Annex III asks for (SCC 2021/914, 2021/915; EDPB Opinion 22/2024), in its order. */
export const annexThreeItems = [
  'legalName',
  'legalAddress',
  'contactName',
  'contactPosition',
  'contactDetails',
  'description',
  'responsibilities',
] as const;
export type AnnexThreeItem = (typeof annexThreeItems)[number];

export type Completeness = {
  /** Share of the items that are stated, whole per cent, rounded down so that 100 means all. */
  readonly percent: number;
  readonly missing: readonly AnnexThreeItem[];
};

/** What Annex III still lacks in an entry. A role mailbox counts as contact details, not as a name. */
export function completenessOf(facts: Facts, person?: ContactPerson): Completeness {
  const stated: Record<AnnexThreeItem, boolean> = {
    legalName: facts.legalName !== undefined,
    legalAddress: isPostal(facts.legalAddress),
    contactName: person !== undefined,
    contactPosition: (person?.position ?? facts.contact?.role) !== undefined,
    contactDetails: isReachable(facts.contact) || isReachable(person),
    description: facts.description !== '',
    responsibilities: facts.responsibilities !== undefined,
  };
  const missing = annexThreeItems.filter((item) => !stated[item]);
  return {
    percent: Math.floor((100 * (annexThreeItems.length - missing.length)) / annexThreeItems.length),
    missing,
  };
}

function isPostal(address: Address | undefined): boolean {
  return (address?.lines ?? []).length > 0 && address?.country !== undefined;
}

function isReachable(
  contact: { readonly email?: string; readonly url?: string } | undefined,
): boolean {
  return (contact?.email ?? contact?.url) !== undefined;
}
