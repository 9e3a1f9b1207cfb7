import { countryName } from '../core/countries.ts';
import type { Day } from '../core/day.ts';
import type { Service } from '../organisation/model.ts';
import type {
  Address,
  Facts,
  Links,
  Location,
  Scope,
  Transfer,
} from '../subprocessors/model/facts.ts';
import {
  regionWords,
  activityWords,
  mechanismWords,
  frequencyWords,
  disposalWords,
  linkWords,
} from './value-words.ts';

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
};

const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** `4 January 2027`, as prose says it. */
export function dayInWords(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** `A`, `A and B`, `A, B and C`; when more than one stands beyond `most`, they are counted. */
export function listInWords(words: readonly string[], most = Number.MAX_SAFE_INTEGER): string {
  const shown =
    words.length > most + 1 ? [...words.slice(0, most), `${words.length - most} more`] : words;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The value of a field as lines; none where it is not stated. Services are called by name where given. */
export function fieldLines(
  field: keyof Facts,
  facts: Facts,
  services: readonly Service[] = [],
): readonly Line[] {
  if (facts[field] === undefined) return [];
  return writers[field](facts, services).filter((line) => line.length > 0);
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
  if (typeof piece === 'string') return piece;
  if ('day' in piece) return dayInWords(piece.day);
  return 'country' in piece ? countryName(piece.country) : piece.url;
}

/** The published spelling of a place where there is one, else its country or region. */
export function placeName({ label, country, region }: Location): string {
  if (label !== undefined) return label;
  if (country !== undefined) return countryName(country);
  return region === undefined ? 'a place not stated' : regionWords[region];
}

// Each is asked only for a field that is stated; `?.` and `??` are for the compiler.
const writers: Readonly<
  Record<keyof Facts, (facts: Facts, services: readonly Service[]) => readonly Line[]>
> = {
  name: ({ name }) => text(name),
  legalName: ({ legalName }) => text(legalName),
  legalAddress: ({ legalAddress }) => addressLines(legalAddress),
  establishment: ({ establishment }) => [
    countryPieces(establishment?.country, establishment?.label),
  ],
  companyNumber: ({ companyNumber }) => text(companyNumber),
  lei: ({ lei }) => text(lei),
  euid: ({ euid }) => text(euid),
  parentGroup: ({ parentGroup }) => text(parentGroup),
  kind: ({ kind }) => text(kind === 'affiliate' ? 'Company of our own group' : 'Third party'),
  category: ({ category }) => text(category),
  description: ({ description }) => text(description),
  responsibilities: ({ responsibilities }) => text(responsibilities),
  nature: ({ nature }) => text(nature),
  duration: ({ duration }) => text(duration),
  frequency: ({ frequency }) => text(frequency && frequencyWords[frequency]),
  dataCategories: ({ dataCategories }) => list(dataCategories),
  dataSubjects: ({ dataSubjects }) => list(dataSubjects),
  specialCategories: ({ specialCategories }) => yesOrNo(specialCategories),
  protectedHealthInformation: (facts) => yesOrNo(facts.protectedHealthInformation),
  ai: ({ ai }) => aiLines(ai),
  locations: ({ locations = [] }) => locations.map(locationLine),
  transfers: ({ transfers = [] }) => transfers.map(transferLine),
  scope: ({ scope = {} }, services) => scopeLines(scope, services),
  certifications: ({ certifications = [] }) =>
    certifications.map(({ name, validUntil, url }) => [
      name,
      ...dated(', valid until ', validUntil),
      ...linked(url),
    ]),
  contract: ({ contract = {} }) => [
    [...dated('Data processing agreement signed ', contract.signedOn)],
    [...dated('Business associate agreement signed ', contract.baaSignedOn)],
    contract.dpaUrl === undefined ? [] : ['Text: ', { url: contract.dpaUrl }],
  ],
  contact: ({ contact = {} }) => [
    ...text(contact.role),
    ...text(contact.email),
    contact.url === undefined ? [] : [{ url: contact.url }],
  ],
  links: ({ links = {} }) => linkLines(links),
  parent: ({ parent }) => text(parent),
  rank: ({ rank }) => text(rank?.toString()),
  effectiveFrom: ({ effectiveFrom }) => [dated('', effectiveFrom)],
  effectiveUntil: ({ effectiveUntil }) => [dated('', effectiveUntil)],
  disposal: ({ disposal }) =>
    disposal === undefined ? [] : [[disposalWords[disposal.method], ...dated(' on ', disposal.on)]],
  lastReviewedOn: ({ lastReviewedOn }) => [dated('', lastReviewedOn)],
  nextReviewDue: ({ nextReviewDue }) => [dated('', nextReviewDue)],
  order: ({ order }) => text(order?.toString()),
};

function text(value: string | undefined): readonly Line[] {
  return value === undefined ? [] : value.split('\n').map((line) => [line]);
}

function list(values: readonly string[] = []): readonly Line[] {
  return values.length === 0 ? [['None stated']] : [[values.join(', ')]];
}

function yesOrNo(value: boolean | undefined): readonly Line[] {
  return text(value === true ? 'Yes' : 'No');
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

function countryPieces(country: string | undefined, label: string | undefined): Line {
  if (country === undefined) return label === undefined ? [] : [label];
  return label === undefined || label === countryName(country)
    ? [{ country }]
    : [{ country }, ` (${label})`];
}

function locationLine(location: Location): Line {
  const { country, label, activity, condition } = location;
  const place = country === undefined ? [placeName(location)] : countryPieces(country, label);
  const rest = [activity && activityWords[activity], condition].filter(
    (part) => part !== undefined,
  );
  return rest.length === 0 ? place : [...place, `, ${rest.join(', ')}`];
}

function transferLine(transfer: Transfer): Line {
  const { mechanism, sccModule, from, until, assessmentAvailable, note } = transfer;
  return [
    mechanismWords[mechanism],
    ...(sccModule === undefined ? [] : [`, module ${sccModule}`]),
    ...dated(', from ', from),
    ...dated(', until ', until),
    ...(assessmentAvailable === true ? [', assessment available'] : []),
    ...(note === undefined ? [] : [`. ${note}`]),
  ];
}

function scopeLines(
  { services = [], regions = [], plans = [], optional, feature }: Scope,
  known: readonly Service[],
): readonly Line[] {
  return [
    services.length === 0 ? [] : [`Services: ${serviceNames(services, known).join(', ')}`],
    regions.length === 0 ? [] : [`Regions: ${regions.join(', ')}`],
    plans.length === 0 ? [] : [`Plans: ${plans.join(', ')}`],
    optional === undefined ? [] : [optional ? 'Optional' : 'Not optional'],
    feature === undefined ? [] : [`Feature: ${feature}`],
  ];
}

function aiLines(ai: Facts['ai']): readonly Line[] {
  if (ai === undefined) return [];
  return [
    [ai.used ? 'Uses AI' : 'Does not use AI'],
    ai.trainsOnData === undefined
      ? []
      : [ai.trainsOnData ? 'Trains on the data' : 'Does not train on the data'],
    ai.zeroRetention === undefined ? [] : [ai.zeroRetention ? 'Retains nothing' : 'Retains data'],
  ];
}

function linkLines(links: Links): readonly Line[] {
  const names: readonly (keyof Links)[] = ['website', 'privacy', 'security', 'subprocessors'];
  return names.flatMap((name) => {
    const url = links[name];
    return url === undefined ? [] : [[`${linkWords[name]}: `, { url }]];
  });
}
