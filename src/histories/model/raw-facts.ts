import { readPlaces } from '../../imports/model/places.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';

/** What a row of a `subprocessor-history/1` file states; null and absent both mean not stated. */
export type RawFields = {
  readonly purpose?: string | null | undefined;
  readonly section?: string | null | undefined;
  readonly location?: string | null | undefined;
  readonly corporateLocation?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly dataCategories?: readonly string[] | null | undefined;
  readonly dataSubjects?: readonly string[] | null | undefined;
};

export const rawFieldNames = [
  'purpose',
  'section',
  'location',
  'corporateLocation',
  'url',
  'dataCategories',
  'dataSubjects',
] as const satisfies readonly (keyof RawFields)[];

/** An entry of the register says what for; a list that does not is not completed by us. */
export const noPurpose = 'Not stated in the published list.';

/** A row in the register's words. Of the section's heading only the kind of entry is taken over. */
export function factsOfRow(name: string, fields: RawFields): Facts {
  const { purpose, section, location, corporateLocation, url } = fields;
  return {
    name,
    kind: isAffiliate(section ?? '') ? 'affiliate' : 'third-party',
    description: purpose ?? noPurpose,
    ...(fields.dataCategories && { dataCategories: fields.dataCategories }),
    ...(fields.dataSubjects && { dataSubjects: fields.dataSubjects }),
    ...(location && { locations: readPlaces(location).locations }),
    ...(corporateLocation && { establishment: seatIn(corporateLocation) }),
    ...(url && { links: { website: url } }),
  };
}

function isAffiliate(section: string): boolean {
  return /\b(subsidiar(y|ies)|affiliates?)\b/i.test(section);
}

/** The seat is one country or none: several are kept as the text they were published as. */
function seatIn(label: string) {
  const [place, ...others] = readPlaces(label).locations;
  const country = others.length === 0 ? place?.country : undefined;
  return { ...(country !== undefined && { country }), label };
}
