import { countryName } from '../core/countries.ts';
import { slugify } from '../core/text.ts';
import { fieldOrder } from '../changes/model.ts';
import { type Location, type Region, regions } from '../subprocessors/model/facts.ts';
import { mailsIn } from './model/cell-text.ts';
import { readTransfers } from './model/notation.ts';
import type { JsonObject, ListRow } from './model/reading.ts';

/** A document in the register's own words. The staff API judges the facts; here they are only put in its words. */
export type ListFile = {
  readonly kind: 'subprocessor-facts/1' | 'subprocessor-list/1';
  readonly company: string | undefined;
  readonly noticeDays: number | undefined;
  readonly services: readonly JsonObject[];
  readonly rows: readonly ListRow[];
  /** False where the document says that it is a part of the list. */
  readonly isComplete: boolean;
  /** Where the list was published, in words for the reason of the change. */
  readonly origin: string;
  /** What of the file is left out, and why. */
  readonly notes: readonly string[];
};

/** Why a file cannot be loaded, in words for the person who named it. */
export class UnreadableList extends Error {}

/** Reads a `subprocessor-facts/1` file or Annex's own list document. */
export function readListFile(text: string): ListFile {
  return listFileIn(parse(text));
}

/** The same from JSON that is parsed already. */
export function listFileIn(value: unknown): ListFile {
  const file = objectIn(value);
  if (file['format'] === 'subprocessor-history/1')
    throw new UnreadableList(
      'This is a dated history (subprocessor-history/1), not a list: each of its revisions would be a change of its own.',
    );
  if (file['format'] === 'subprocessor-facts/1') return readFactsFile(file);
  if (file['schemaVersion'] === '1') return readListDocument(file);
  throw new UnreadableList(
    'This is neither a subprocessor-facts/1 file ("format") nor a list document of Annex ("schemaVersion": "1").',
  );
}

function readFactsFile(file: JsonObject): ListFile {
  const source = objectIn(file['source']);
  const rows = listIn(file['subprocessors']);
  const page = textIn(source['publicPage']) ?? textIn(source['repository']);
  const company = textIn(source['company']);
  return {
    kind: 'subprocessor-facts/1',
    company,
    noticeDays: numberIn(objectIn(file['noticePolicy'])['noticeDays']),
    services: [],
    isComplete: true,
    rows: apart(rows.map(rowOfFacts)),
    origin: originOf(company, page),
    notes: rows.some((row) => 'section' in row)
      ? ['The section headings of the list are left out: they repeat the kind of each entry.']
      : [],
  };
}

function readListDocument(file: JsonObject): ListFile {
  const publisher = objectIn(file['publisher']);
  const company = textIn(publisher['name']);
  const entries = listIn(file['subprocessors']);
  const standing = entries.filter((entry) => entry['state'] !== 'ended');
  const ended = entries.length - standing.length;
  return {
    kind: 'subprocessor-list/1',
    company,
    noticeDays: numberIn(objectIn(file['noticePolicy'])['noticeDays']),
    isComplete: file['filter'] === undefined,
    services: listIn(file['services']),
    rows: apart(standing.map(rowOfEntry)),
    origin: originOf(company, textIn(objectIn(file['links'])['page'])),
    notes:
      ended > 0 ? [`${ended} ended ${ended === 1 ? 'entry is' : 'entries are'} left out.`] : [],
  };
}

function apart(rows: readonly ListRow[]): readonly ListRow[] {
  const twice = rows.find(({ slug }, index) => rows.findIndex((row) => row.slug === slug) < index);
  if (twice === undefined) return rows;
  throw new UnreadableList(`Two entries of the file have the same id, "${twice.slug}".`);
}

const factsMembers = new Set(
  'id name vendorKey section kind purpose dataCategories dataSubjects transferMechanism legalAddress contact location corporateLocation url'.split(
    ' ',
  ),
);

/** One row of `subprocessor-facts/1`, of a list or of a dated revision of one. */
function rowOfFacts(row: JsonObject): ListRow {
  return {
    slug: slugify(textIn(row['id']) ?? ''),
    facts: factsOf(row),
    ...unreadIn(row, (name) => factsMembers.has(name)),
  };
}

const entryMembers = new Set(
  'id slug url state contactPerson completeness listedAt changedAt lastChange pendingChange replaces replacedBy'.split(
    ' ',
  ),
);

function rowOfEntry(entry: JsonObject): ListRow {
  const stated = fieldOrder.filter((name) => entry[name] !== undefined);
  const person = entry['contactPerson'];
  return {
    slug: textIn(entry['slug']) ?? '',
    facts: Object.fromEntries(stated.map((name) => [name, entry[name]])),
    ...(person !== undefined && { contactPerson: { ...objectIn(person), published: true } }),
    ...unreadIn(
      entry,
      (name) => entryMembers.has(name) || fieldOrder.some((each) => each === name),
    ),
  };
}

function unreadIn(row: JsonObject, isRead: (name: string) => boolean) {
  const unread = Object.keys(row).filter((name) => !isRead(name));
  return unread.length > 0 ? { unread } : {};
}

function originOf(company: string | undefined, page: string | undefined): string {
  return `the published list of ${company ?? 'its publisher'}${page === undefined ? '' : ` (${page})`}`;
}

function factsOf(row: JsonObject): JsonObject {
  const seat = row['corporateLocation'];
  const url = textIn(row['url']);
  return {
    name: row['name'],
    kind: row['kind'],
    description: row['purpose'],
    ...(row['dataCategories'] !== undefined && { dataCategories: row['dataCategories'] }),
    ...(row['dataSubjects'] !== undefined && { dataSubjects: row['dataSubjects'] }),
    ...termsOf(row),
    ...(row['location'] !== undefined && { locations: locationsOf(objectIn(row['location'])) }),
    ...(seat !== undefined && { establishment: establishmentOf(objectIn(seat)) }),
    ...(url !== undefined && { links: { website: url } }),
  };
}

function termsOf(row: JsonObject) {
  const transfer = textIn(row['transferMechanism']);
  const address = textIn(row['legalAddress']);
  const contact = textIn(row['contact']) ?? '';
  const [email, ...others] = mailsIn({ text: contact, links: [] });
  return {
    ...(transfer !== undefined && readTransfers(transfer).facts),
    ...(address !== undefined && { legalAddress: { lines: address.split('\n') } }),
    ...(email !== undefined && others.length === 0 && { contact: { email } }),
  };
}

/** The seat is one country or none: several are kept as the text they were published as. */
function establishmentOf(place: JsonObject) {
  const [country, ...others] = textsIn(place['countries']);
  const label = textIn(place['raw']);
  return {
    ...(country !== undefined && others.length === 0 && { country }),
    ...(label !== undefined && { label }),
  };
}

/**
 * `Germany, EEA` with the codes DE and EEA is two places, each with its own words; where words and
 * codes cannot be told apart every code keeps the whole text, and a text without code stays a text.
 */
function locationsOf(place: JsonObject): readonly Location[] {
  const raw = textIn(place['raw']);
  const codes: readonly Location[] = [
    ...textsIn(place['countries']).map((country) => ({ country })),
    ...textsIn(place['regions']).map((region) => ({ region: regionOf(region) })),
  ];
  if (raw === undefined) return codes;
  if (codes.length === 0) return [{ label: raw }];
  const parts = raw.split(',').map((part) => part.trim());
  const named = parts.flatMap((label) => {
    const code = codes.find((each) => namesOf(each).includes(label));
    return code === undefined ? [] : [{ ...code, label }];
  });
  const isOneToOne = named.length === parts.length && parts.length === codes.length;
  return isOneToOne ? named : codes.map((code) => ({ ...code, label: raw }));
}

function namesOf({ country, region }: Location): readonly string[] {
  if (country !== undefined) return [country, countryName(country)];
  return region === undefined ? [] : [region, regionNames[region]];
}

const regionNames: Readonly<Record<Region, string>> = {
  EU: 'European Union',
  EEA: 'European Economic Area',
  worldwide: 'Worldwide',
  other: 'Other',
};

function regionOf(text: string): Region {
  return regions.find((region) => region === text) ?? 'other';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new UnreadableList(`The file is not JSON: ${reason}`, { cause: error });
  }
}

function objectIn(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(objectIn) : [];
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
