import { safeUrl } from '../../core/text.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';
import { itemsIn, mailsIn, oneLine, type Plain, urlsIn } from './cell-text.ts';
import { readDay } from './days.ts';
import type { ImportField } from './fields.ts';
import { countryIn, readPlaces } from './places.ts';
import type { Statement } from './statement.ts';
import { readCertifications, readKind, readLinks, readScope, readTransfers } from './notation.ts';

export type Known = {
  /** Names and slugs of the services, folded to lower case, to their slugs. */
  readonly services: ReadonlyMap<string, string>;
};

type FieldReader = (cell: Plain, known: Known) => Statement;

/** How each field reads its cell. A reader takes what is plain and says what it left. */
export const fieldReaders: Readonly<Record<ImportField, FieldReader>> = {
  name: ({ text }) => ({ facts: { name: oneLine(text) }, warnings: doubtsOnName(text) }),
  legalName: ({ text }) => ({ facts: { legalName: oneLine(text) } }),
  legalAddress: (cell) => readAddress(cell),
  establishment: ({ text }) => readSeat(oneLine(text)),
  'establishment.country': ({ text }) => readSeatCountry(text),
  companyNumber: ({ text }) => ({ facts: { companyNumber: oneLine(text) } }),
  lei: ({ text }) => ({ facts: { lei: text } }),
  euid: ({ text }) => ({ facts: { euid: oneLine(text) } }),
  parentGroup: ({ text }) => ({ facts: { parentGroup: oneLine(text) } }),
  kind: ({ text }) => readKind(text),
  category: ({ text }) => ({ facts: { category: oneLine(text) } }),
  description: ({ text }) => ({ facts: { description: text } }),
  responsibilities: ({ text }) => ({ facts: { responsibilities: text } }),
  nature: ({ text }) => ({ facts: { nature: text } }),
  duration: ({ text }) => ({ facts: { duration: oneLine(text) } }),
  frequency: ({ text }) =>
    oneOf(text, ['continuous', 'one-off', 'on-demand'], (frequency) => ({ frequency })),
  dataCategories: ({ text }) => ({ facts: { dataCategories: itemsIn(text) } }),
  dataSubjects: ({ text }) => ({ facts: { dataSubjects: itemsIn(text) } }),
  specialCategories: ({ text }) => yesOrNo(text, (specialCategories) => ({ specialCategories })),
  protectedHealthInformation: ({ text }) =>
    yesOrNo(text, (protectedHealthInformation) => ({ protectedHealthInformation })),
  'ai.used': ({ text }) => yesOrNo(text, (used) => ({ ai: { used } })),
  'ai.trainsOnData': ({ text }) =>
    yesOrNo(text, (trainsOnData) => ({ ai: { used: true, trainsOnData } })),
  'ai.zeroRetention': ({ text }) =>
    yesOrNo(text, (zeroRetention) => ({ ai: { used: true, zeroRetention } })),
  country: ({ text }) => readCountries(text),
  locations: (cell) => {
    const { locations, warnings } = readPlaces(cell.text);
    return { facts: { locations }, warnings };
  },
  transfers: ({ text }) => readTransfers(text),
  scope: ({ text }, { services }) => readScope(text, services),
  'scope.services': ({ text }, { services }) => readServices(text, services),
  'scope.regions': ({ text }) => ({ facts: { scope: { regions: itemsIn(text) } } }),
  'scope.plans': ({ text }) => ({ facts: { scope: { plans: itemsIn(text) } } }),
  'scope.feature': ({ text }) => ({ facts: { scope: { feature: oneLine(text) } } }),
  'scope.optional': ({ text }) => yesOrNo(text, (optional) => ({ scope: { optional } })),
  certifications: ({ text }) => ({ facts: { certifications: readCertifications(text) } }),
  'contract.dpaUrl': (cell) => oneUrl(cell, (dpaUrl) => ({ contract: { dpaUrl } })),
  'contract.signedOn': ({ text }) => oneDay(text, (signedOn) => ({ contract: { signedOn } })),
  'contract.baaSignedOn': ({ text }) =>
    oneDay(text, (baaSignedOn) => ({ contract: { baaSignedOn } })),
  contact: (cell) => readContact(cell),
  'contact.role': ({ text }) => ({ facts: { contact: { role: oneLine(text) } } }),
  links: (cell) => readLinks(cell.text) ?? oneUrl(cell, (website) => ({ links: { website } })),
  'links.website': (cell) => oneUrl(cell, (website) => ({ links: { website } })),
  'links.privacy': (cell) => oneUrl(cell, (privacy) => ({ links: { privacy } })),
  'links.security': (cell) => oneUrl(cell, (security) => ({ links: { security } })),
  'links.subprocessors': (cell) => oneUrl(cell, (subprocessors) => ({ links: { subprocessors } })),
  parent: ({ text }) => ({ facts: { parent: text } }),
  rank: ({ text }) => oneNumber(text, (rank) => ({ rank })),
  effectiveFrom: ({ text }) => oneDay(text, (effectiveFrom) => ({ effectiveFrom })),
  effectiveUntil: ({ text }) => oneDay(text, (effectiveUntil) => ({ effectiveUntil })),
  disposal: ({ text }) =>
    oneOf(text, ['returned', 'deleted', 'returned-and-deleted'], (method) => ({
      disposal: { method },
    })),
  'disposal.on': ({ text }) =>
    oneDay(text, (on) => ({ disposal: { on, method: 'returned-and-deleted' } })),
  lastReviewedOn: ({ text }) => oneDay(text, (lastReviewedOn) => ({ lastReviewedOn })),
  nextReviewDue: ({ text }) => oneDay(text, (nextReviewDue) => ({ nextReviewDue })),
  order: ({ text }) => oneNumber(text, (order) => ({ order })),
  slug: ({ text }) => ({ slug: text }),
  state: ({ text }) => ({ state: text.toLowerCase() }),
};

/** Fields whose cells may hold a link for the sake of the words alone. */
export const fieldsOfLinks: ReadonlySet<ImportField> = new Set([
  'contract.dpaUrl',
  'contact',
  'links',
  'links.website',
  'links.privacy',
  'links.security',
  'links.subprocessors',
  'name',
]);

function doubtsOnName(text: string): readonly string[] {
  const doubts: string[] = [];
  if (/\s\+\s|\s\/\s|;|\s&\s|\sand\s|\n/i.test(text))
    doubts.push('May name two vendors in one cell: not split. Make two rows if it does.');
  if (/\bd\/?b\/?a\b/i.test(text))
    doubts.push('Names an entity and the name it trades under: kept as it is.');
  if (/\.\.\s*$/.test(text)) doubts.push('Ends in two full stops: the published spelling is kept.');
  return doubts;
}

function readSeat(text: string): Statement {
  const { locations, warnings } = readPlaces(text);
  const [first, ...others] = locations;
  const isOne = first?.country !== undefined && others.length === 0;
  return {
    facts: { establishment: { ...(isOne && { country: first.country }), label: text } },
    warnings: isOne
      ? []
      : [
          ...warnings,
          ...(others.length > 0 ? ['Names several places: an entity has one seat.'] : []),
        ],
  };
}

function readSeatCountry(text: string): Statement {
  const country = countryIn(text);
  return country === undefined
    ? {
        facts: { establishment: { label: oneLine(text) } },
        warnings: [`“${text}” is no country's name or code: kept as it is.`],
      }
    : { facts: { establishment: { country } } };
}

function readCountries(text: string): Statement {
  const named = itemsIn(text).map((item) => ({ item, country: countryIn(item) }));
  const codes = named.flatMap(({ country }) => country ?? []);
  if (codes.length === named.length) return { countries: codes };
  const { locations, warnings } = readPlaces(text);
  return { facts: { locations }, warnings };
}

/** Lines of an address, its last line a country where it is one; what is no address is left out. */
function readAddress(cell: Plain): Statement {
  const all = cell.text.split(cell.text.includes('\n') ? '\n' : ',').map((line) => line.trim());
  const lines = all.filter(
    (line) => line !== '' && mailsIn({ text: line, links: [] }).length === 0,
  );
  const last = lines.at(-1);
  const country = last === undefined ? undefined : countryIn(last);
  const before = country === undefined ? lines : lines.slice(0, -1);
  return {
    facts: {
      legalAddress: {
        ...(before.length > 0 && { lines: before.slice(0, 6) }),
        ...(country !== undefined && { country }),
      },
    },
    warnings: [
      ...all
        .filter((line) => line !== '' && !lines.includes(line))
        .map((line) => `“${line}” is no part of an address: not read.`),
      ...before.slice(6).map((line) => `An address has six lines at most: “${line}” is not read.`),
    ],
  };
}

function readContact(cell: Plain): Statement {
  const mails = mailsIn(cell);
  const urls = urlsIn(cell);
  const contact = {
    ...oneMail(mails),
    ...(urls.length === 1 && safeUrl(urls[0] ?? '') && { url: urls[0] }),
  };
  const rest = mails.reduce((text, mail) => text.replaceAll(mail, ''), cell.text);
  const isAlone = rest.replace(/https?:\S+|[\s;,]/g, '') === '';
  return {
    ...(Object.keys(contact).length > 0 && { facts: { contact } }),
    warnings: [
      ...several(mails, 'e-mail addresses'),
      ...several(urls, 'web addresses'),
      ...(isAlone ? [] : ['Holds more than an e-mail or web address: the rest is not read.']),
    ],
  };
}

function oneMail([email, ...others]: readonly string[]) {
  return email !== undefined && others.length === 0 ? { email } : {};
}

function several(found: readonly string[], what: string): readonly string[] {
  return found.length > 1
    ? [`Holds ${found.length} ${what}: none is taken. Leave one in the cell.`]
    : [];
}

function readServices(text: string, services: Known['services']): Statement {
  const named = itemsIn(text).map((item) => ({ item, slug: services.get(item.toLowerCase()) }));
  const slugs = named.flatMap(({ slug }) => slug ?? []);
  return {
    ...(slugs.length > 0 && { facts: { scope: { services: slugs } } }),
    warnings: named
      .filter(({ slug }) => slug === undefined)
      .map(({ item }) => `There is no service “${item}”: not read.`),
  };
}

function oneUrl(cell: Plain, toFacts: (url: string) => Partial<Facts>): Statement {
  const urls = urlsIn(cell);
  const [url, ...others] = urls.length > 0 ? urls : [bareDomain(cell.text)];
  const safe = url === undefined || others.length > 0 ? undefined : safeUrl(url);
  if (safe === undefined || url === undefined)
    return {
      warnings: [
        others.length > 0
          ? 'Holds several web addresses: none is taken.'
          : 'Holds no web address that can be linked to: not read.',
      ],
    };
  return { facts: toFacts(url) };
}

/** `vendor.example/privacy`, as lists write addresses in print. */
function bareDomain(text: string): string | undefined {
  return /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?$/i.test(text) ? `https://${text}` : undefined;
}

function oneDay(
  text: string,
  toFacts: (day: NonNullable<Facts['effectiveFrom']>) => Partial<Facts>,
): Statement {
  const day = readDay(text);
  return day === undefined
    ? { warnings: ['Is no day that can be read in one way only: not read.'] }
    : { facts: toFacts(day) };
}

function oneNumber(text: string, toFacts: (value: number) => Partial<Facts>): Statement {
  return /^\d{1,7}$/.test(text)
    ? { facts: toFacts(Number(text)) }
    : { warnings: ['Is no whole number: not read.'] };
}

function oneOf<T extends string>(
  text: string,
  values: readonly T[],
  toFacts: (value: T) => Partial<Facts>,
): Statement {
  const value = values.find((each) => each === text.toLowerCase());
  return value === undefined
    ? { warnings: [`Is none of ${values.join(', ')}: not read.`] }
    : { facts: toFacts(value) };
}

function yesOrNo(text: string, toFacts: (value: boolean) => Partial<Facts>): Statement {
  if (/^(?:yes|y|true|x|✓|✔)$/i.test(text)) return { facts: toFacts(true) };
  if (/^(?:no|n|false)$/i.test(text)) return { facts: toFacts(false) };
  return { warnings: ['Is neither yes nor no: not read.'] };
}
