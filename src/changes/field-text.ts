import { countryName } from '../core/countries.ts';
import type { Day } from '../core/day.ts';
import { languageNames, languages, type Catalogue, type Language } from '../core/language.ts';
import type { Service } from '../organisation/model.ts';
import type {
  Address,
  Facts,
  Links,
  Location,
  Scope,
  Transfer,
} from '../subprocessors/model/facts.ts';
import { englishValues, type ValueWords } from './value-words.ts';

export { dayInWords } from './value-words.ts';

/** A piece of a value: text, or something a page can mark up and a text format spells out. */
export type Piece =
  | string
  | { readonly day: Day }
  | { readonly country: string }
  | { readonly url: string };
export type Line = readonly Piece[];

/** What a reader of a table calls each field, and what a sentence calls it. */
export const fieldWords: Readonly<Record<keyof Facts, { label: string; noun: string }>> = {
  name: { label: 'Name', noun: 'name' },
  legalName: { label: 'Company', noun: 'legal name' },
  legalAddress: { label: 'Address', noun: 'address' },
  establishment: { label: 'Established in', noun: 'country of establishment' },
  companyNumber: { label: 'Company number', noun: 'company number' },
  lei: { label: 'LEI', noun: 'LEI' },
  euid: { label: 'EUID', noun: 'EUID' },
  parentGroup: { label: 'Group', noun: 'group' },
  kind: { label: 'Relation', noun: 'relation to us' },
  category: { label: 'Category', noun: 'category' },
  description: { label: 'What for', noun: 'purpose' },
  responsibilities: { label: 'Responsibilities', noun: 'responsibilities' },
  nature: { label: 'Nature', noun: 'nature of processing' },
  duration: { label: 'Duration', noun: 'duration' },
  frequency: { label: 'How often', noun: 'frequency' },
  dataCategories: { label: 'Which data', noun: 'data' },
  dataSubjects: { label: 'Whose data', noun: 'data subjects' },
  specialCategories: { label: 'Special categories', noun: 'special categories of data' },
  protectedHealthInformation: { label: 'Health data', noun: 'protected health information' },
  ai: { label: 'AI', noun: 'use of AI' },
  locations: { label: 'Where', noun: 'locations' },
  transfers: { label: 'Transfer', noun: 'transfer basis' },
  scope: { label: 'Scope', noun: 'scope' },
  certifications: { label: 'Certifications', noun: 'certifications' },
  contract: { label: 'Contract', noun: 'contract' },
  contact: { label: 'Contact', noun: 'contact' },
  links: { label: 'Links', noun: 'links' },
  parent: { label: 'Engaged by', noun: 'engaging sub-processor' },
  rank: { label: 'Rank in the chain', noun: 'rank in the chain' },
  effectiveFrom: { label: 'From', noun: 'start of processing' },
  effectiveUntil: { label: 'Until', noun: 'end of processing' },
  disposal: { label: 'Data afterwards', noun: 'return or deletion of data' },
  lastReviewedOn: { label: 'Last reviewed', noun: 'last review' },
  nextReviewDue: { label: 'Next review', noun: 'next review' },
  order: { label: 'Position in the list', noun: 'position in the list' },
  translations: { label: 'Translations', noun: 'translations' },
};

const listParts: Catalogue<{ readonly and: string; readonly more: string }> = {
  en: { and: 'and', more: 'more' },
  de: { and: 'und', more: 'weitere' },
};

/** `A`, `A and B`, `A, B and C`; when more than one stands beyond `most`, they are counted. */
export function listInWords(
  words: readonly string[],
  most = Number.MAX_SAFE_INTEGER,
  language: Language = 'en',
): string {
  const { and, more } = listParts[language];
  const shown =
    words.length > most + 1 ? [...words.slice(0, most), `${words.length - most} ${more}`] : words;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} ${and} ${shown.at(-1)}`;
}

/** The value of a field as lines; none where it is not stated. Services are called by name where given. */
export function fieldLines(
  field: keyof Facts,
  facts: Facts,
  services: readonly Service[] = [],
  words: ValueWords = englishValues,
): readonly Line[] {
  if (facts[field] === undefined) return [];
  return writers[field](facts, words, services).filter((line) => line.length > 0);
}

/** A service is called by its name; by its slug once it is no longer offered. */
export function serviceNames(
  slugs: readonly string[],
  services: readonly Service[],
): readonly string[] {
  return slugs.map((slug) => services.find((service) => service.slug === slug)?.name ?? slug);
}

/** A line where nothing can be marked up: feeds, mail, CSV. */
export function plainLine(line: Line): string {
  return line.map(plainPiece).join('');
}

export function plainPiece(piece: Piece): string {
  return pieceIn(englishValues, piece);
}

export function plainLineIn(words: ValueWords, line: Line): string {
  return line.map((piece) => pieceIn(words, piece)).join('');
}

function pieceIn({ day, language }: ValueWords, piece: Piece): string {
  if (typeof piece === 'string') return piece;
  if ('day' in piece) return day(piece.day);
  return 'country' in piece ? countryName(piece.country, language) : piece.url;
}

/** The published spelling of a place where there is one, else its country or region. */
export function placeName(
  { label, country, region }: Location,
  words: ValueWords = englishValues,
): string {
  if (label !== undefined) return label;
  if (country !== undefined) return countryName(country, words.language);
  return region === undefined ? words.placeNotStated : words.regions[region];
}

type Writer = (facts: Facts, words: ValueWords, services: readonly Service[]) => readonly Line[];

// Each is asked only for a field that is stated; `?.` and `??` are for the compiler.
const writers: Readonly<Record<keyof Facts, Writer>> = {
  name: ({ name }) => text(name),
  legalName: ({ legalName }) => text(legalName),
  legalAddress: ({ legalAddress }) => addressLines(legalAddress),
  establishment: ({ establishment }, words) => [
    countryPieces(words, establishment?.country, establishment?.label),
  ],
  companyNumber: ({ companyNumber }) => text(companyNumber),
  lei: ({ lei }) => text(lei),
  euid: ({ euid }) => text(euid),
  parentGroup: ({ parentGroup }) => text(parentGroup),
  kind: ({ kind }, words) => text(words.kinds[kind]),
  category: ({ category }) => text(category),
  description: ({ description }) => text(description),
  responsibilities: ({ responsibilities }) => text(responsibilities),
  nature: ({ nature }) => text(nature),
  duration: ({ duration }) => text(duration),
  frequency: ({ frequency }, words) => text(frequency && words.frequencies[frequency]),
  dataCategories: ({ dataCategories }, words) => list(dataCategories, words),
  dataSubjects: ({ dataSubjects }, words) => list(dataSubjects, words),
  specialCategories: ({ specialCategories }, words) => yesOrNo(specialCategories, words),
  protectedHealthInformation: (facts, words) => yesOrNo(facts.protectedHealthInformation, words),
  ai: ({ ai }, words) => aiLines(ai, words),
  locations: ({ locations = [] }, words) => locations.map((each) => locationLine(each, words)),
  transfers: ({ transfers = [] }, words) => transfers.map((each) => transferLine(each, words)),
  scope: ({ scope = {} }, words, services) => scopeLines(scope, words, services),
  certifications: ({ certifications = [] }, words) =>
    certifications.map(({ name, validUntil, url }) => [
      name,
      ...dated(words.validUntil, validUntil),
      ...linked(url),
    ]),
  contract: ({ contract = {} }, words) => [
    [...dated(words.dpaSigned, contract.signedOn)],
    [...dated(words.baaSigned, contract.baaSignedOn)],
    contract.dpaUrl === undefined ? [] : [words.contractText, { url: contract.dpaUrl }],
  ],
  contact: ({ contact = {} }) => [
    ...text(contact.role),
    ...text(contact.email),
    contact.url === undefined ? [] : [{ url: contact.url }],
  ],
  links: ({ links = {} }, words) => linkLines(links, words),
  parent: ({ parent }) => text(parent),
  rank: ({ rank }) => text(rank?.toString()),
  effectiveFrom: ({ effectiveFrom }) => [dated('', effectiveFrom)],
  effectiveUntil: ({ effectiveUntil }) => [dated('', effectiveUntil)],
  disposal: ({ disposal }, words) =>
    disposal === undefined
      ? []
      : [[words.disposals[disposal.method], ...dated(words.on, disposal.on)]],
  lastReviewedOn: ({ lastReviewedOn }) => [dated('', lastReviewedOn)],
  nextReviewDue: ({ nextReviewDue }) => [dated('', nextReviewDue)],
  order: ({ order }) => text(order?.toString()),
  // Each text in its own language, called as that language is.
  translations: ({ translations = {} }) =>
    languages.flatMap((language) =>
      Object.values(translations[language] ?? {}).map((said) => [
        `${languageNames[language]}: ${typeof said === 'string' ? said : said.join(', ')}`,
      ]),
    ),
};

function text(value: string | undefined): readonly Line[] {
  return value === undefined ? [] : value.split('\n').map((line) => [line]);
}

function list(values: readonly string[] = [], words: ValueWords): readonly Line[] {
  return values.length === 0 ? [[words.noneStated]] : [[values.join(', ')]];
}

function yesOrNo(value: boolean | undefined, words: ValueWords): readonly Line[] {
  return text(value === true ? words.yes : words.no);
}

function dated(before: string, day: Day | undefined): Line {
  if (day === undefined) return [];
  return before === '' ? [{ day }] : [before, { day }];
}

function linked(url: string | undefined): Line {
  return url === undefined ? [] : [', ', { url }];
}

function addressLines({
  lines = [],
  postalCode,
  locality,
  country,
}: Address = {}): readonly Line[] {
  const town = [postalCode, locality].filter((part) => part !== undefined).join(' ');
  const last = country === undefined ? [] : [{ country }];
  return [...lines.map((line) => [line]), town === '' ? [] : [town], last];
}

function countryPieces(
  { language }: ValueWords,
  country: string | undefined,
  label: string | undefined,
): Line {
  if (country === undefined) return label === undefined ? [] : [label];
  return label === undefined || label === countryName(country, language)
    ? [{ country }]
    : [{ country }, ` (${label})`];
}

function locationLine(location: Location, words: ValueWords): Line {
  const { country, label, activity, condition } = location;
  const place =
    country === undefined ? [placeName(location, words)] : countryPieces(words, country, label);
  const rest = [activity && words.activities[activity], condition].filter(
    (part) => part !== undefined,
  );
  return rest.length === 0 ? place : [...place, `, ${rest.join(', ')}`];
}

function transferLine(transfer: Transfer, words: ValueWords): Line {
  const { mechanism, sccModule, from, until, assessmentAvailable, note } = transfer;
  return [
    words.mechanisms[mechanism],
    ...(sccModule === undefined ? [] : [`${words.sccModule}${sccModule}`]),
    ...dated(words.from, from),
    ...dated(words.until, until),
    ...(assessmentAvailable === true ? [words.assessmentAvailable] : []),
    ...(note === undefined ? [] : [`. ${note}`]),
  ];
}

function scopeLines(
  { services = [], regions = [], plans = [], optional, feature }: Scope,
  words: ValueWords,
  known: readonly Service[],
): readonly Line[] {
  return [
    services.length === 0 ? [] : [`${words.services}${serviceNames(services, known).join(', ')}`],
    regions.length === 0 ? [] : [`${words.regionsOf}${regions.join(', ')}`],
    plans.length === 0 ? [] : [`${words.plans}${plans.join(', ')}`],
    either(optional, words.optional),
    feature === undefined ? [] : [`${words.feature}${feature}`],
  ];
}

function aiLines(ai: Facts['ai'], words: ValueWords): readonly Line[] {
  if (ai === undefined) return [];
  return [
    either(ai.used, words.usesAi),
    either(ai.trainsOnData, words.trains),
    either(ai.zeroRetention, words.retainsNothing),
  ];
}

function either(value: boolean | undefined, [yes, no]: readonly [string, string]): Line {
  if (value === undefined) return [];
  return [value ? yes : no];
}

function linkLines(links: Links, words: ValueWords): readonly Line[] {
  const names: readonly (keyof Links)[] = ['website', 'privacy', 'security', 'subprocessors'];
  return names.flatMap((name) => {
    const url = links[name];
    return url === undefined ? [] : [[`${words.links[name]}: `, { url }]];
  });
}
