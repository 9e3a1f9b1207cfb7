import type { Aspect, ChangeClass, ChangeItem } from '../../changes/model.ts';
import type { Facts } from './facts.ts';

const touches: Partial<Record<keyof Facts, Aspect>> = {
  legalName: 'entity',
  legalAddress: 'entity',
  establishment: 'entity',
  companyNumber: 'entity',
  lei: 'entity',
  euid: 'entity',
  parentGroup: 'entity',
  kind: 'entity',
  parent: 'entity',
  locations: 'location',
  description: 'purpose',
  nature: 'purpose',
  duration: 'purpose',
  frequency: 'purpose',
  scope: 'purpose',
  ai: 'purpose',
  dataCategories: 'data',
  dataSubjects: 'data',
  specialCategories: 'data',
  protectedHealthInformation: 'data',
  transfers: 'transfer',
};

// Numbers that only identify the same entity more closely: adding one where none stood changes nothing for anybody.
const identifiers: ReadonlySet<keyof Facts> = new Set(['companyNumber', 'lei', 'euid']);

/**
 * What an amendment touches, as a proposal for the person who publishes it: in a diff a corrected
 * suffix and a new contracting entity look the same, so a new legal name is proposed as substantive.
 */
export function proposeClass(
  fields: readonly (keyof Facts)[],
  before: Facts,
): { class: ChangeClass; aspects: readonly Aspect[] } {
  const counted = fields.filter(
    (field) => !(identifiers.has(field) && before[field] === undefined),
  );
  const aspects = [...new Set(counted.flatMap((field) => touches[field] ?? []))];
  return { class: aspects.length > 0 ? 'substantive' : 'correction', aspects };
}

/** Slugs of amendments that touch what customers are told of and are called corrections all the same. */
export function loweredIn(items: readonly ChangeItem[]): readonly string[] {
  return items
    .filter((item) => item.class === 'correction' && item.aspects.length > 0)
    .map(({ slug }) => slug);
}
