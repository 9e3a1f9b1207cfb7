import { countryName, isCountryCode } from '../../core/countries.ts';
import type { Catalogue, Language } from '../../core/language.ts';
import { type Fault, pointerTo, Refusal } from '../../core/errors.ts';
import type { Snapshot } from '../../publication/model.ts';
import { concernsService, type Entry } from './entry.ts';
import type { EntryState } from './facts.ts';
import { placeName } from './words.ts';

/** The parameters of the register's address; JSON and CSV understand the same ones. */
export type ListParams = { readonly [name: string]: string | undefined };

export const filterNames = ['service', 'country', 'category', 'q'] as const;

export const sortOrders = [
  'name',
  '-name',
  'purpose',
  '-purpose',
  'country',
  '-country',
  'since',
  '-since',
] as const;
export type SortOrder = (typeof sortOrders)[number];

/** The entries that the parameters ask for, in the order in which they came. Absent and empty mean all. */
export function filterEntries(entries: readonly Entry[], params: ListParams): readonly Entry[] {
  const { country, category } = params;
  const services = servicesIn(params);
  const words = foldCase(params['q'] ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return entries.filter(
    ({ facts }) =>
      (services.length === 0 || services.some((slug) => concernsService(facts, slug))) &&
      (!country || (facts.locations ?? []).some((place) => place.country === country)) &&
      (!category || facts.category === category) &&
      (words.length === 0 || mentionsAll(facts, words)),
  );
}

/**
 * The same for programs. A misspelt service or country is refused instead of answered with an empty
 * list, which a program would take for "nobody processes our data".
 */
export function filterStrictly(
  { entries, services }: Pick<Snapshot, 'entries' | 'services'>,
  params: ListParams,
): readonly Entry[] {
  const { country } = params;
  const errors: Fault[] = [];
  const known = services.map(({ slug }) => slug);
  if (servicesIn(params).some((slug) => !known.includes(slug))) {
    const detail = 'There is no service of this slug; the document lists the services.';
    errors.push({ pointer: pointerTo('query', 'service'), detail });
  }
  if (country && !isCountryCode(country)) {
    const detail = 'Must be an ISO 3166-1 alpha-2 code in capitals, e.g. DE.';
    errors.push({ pointer: pointerTo('query', 'country'), detail });
  }
  if (errors.length > 0)
    throw new Refusal('invalid', 'The list can not be narrowed so.', { errors });
  return filterEntries(entries, params);
}

/** One service, or several with commas between them: a customer's list is that of all it uses. */
function servicesIn(params: ListParams): readonly string[] {
  return (params['service'] ?? '').split(',').filter((slug) => slug !== '');
}

export function isFiltered(params: ListParams): boolean {
  return filterNames.some((name) => Boolean(params[name]));
}

/** The filter alone as a query, as every format of the list understands it. */
export function queryOf(params: ListParams): string {
  const query = new URLSearchParams(
    filterNames.flatMap((name) => (params[name] ? [[name, params[name]]] : [])),
  );
  return query.size === 0 ? '' : `?${query}`;
}

export function readSortOrder(text: string | undefined): SortOrder | undefined {
  return sortOrders.find((order) => order === text);
}

/** Sorted by one column, upwards or with `-` downwards; what states nothing there comes last both ways. */
export function sortEntries(
  entries: readonly Entry[],
  order: SortOrder | undefined,
  language: Language = 'en',
): readonly Entry[] {
  if (order === undefined) return entries;
  const sign = order.startsWith('-') ? -1 : 1;
  const keyOf = sortKeys[order.replace('-', '')] ?? sortKeys['name'];
  const keyed = entries.map((entry) => ({ entry, key: keyOf?.(entry, language) ?? '' }));
  keyed.sort((a, b) => {
    if (a.key === '' || b.key === '') return Number(a.key === '') - Number(b.key === '');
    return sign * collators[language].compare(a.key, b.key);
  });
  return keyed.map(({ entry }) => entry);
}

/** Announced, current and ended apart, in that order, as the register shows them. */
export function groupByState(
  entries: readonly Entry[],
): readonly { state: EntryState; entries: readonly Entry[] }[] {
  const states: readonly EntryState[] = ['announced', 'current', 'ended'];
  return states.map((state) => ({
    state,
    entries: entries.filter((entry) => entry.state === state),
  }));
}

/** The countries in which entries process, by name. */
export function countriesOf(
  entries: readonly Entry[],
  language: Language = 'en',
): readonly { code: string; name: string }[] {
  const places = entries.flatMap(({ facts }) => facts.locations ?? []);
  const codes = new Set(places.flatMap(({ country }) => country ?? []));
  return [...codes]
    .map((code) => ({ code, name: countryName(code, language) }))
    .sort((a, b) => collators[language].compare(a.name, b.name));
}

export function categoriesOf(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ facts }) => facts.category ?? []))].sort(
    collators.en.compare,
  );
}

// Without a fixed language the order would follow the server's.
const collators: Catalogue<Intl.Collator> = {
  en: new Intl.Collator('en', { numeric: true }),
  de: new Intl.Collator('de', { numeric: true }),
};

const sortKeys: { readonly [column: string]: (entry: Entry, language: Language) => string } = {
  name: ({ facts }) => facts.name,
  purpose: ({ facts }) => facts.description,
  country: ({ facts }, language) =>
    (facts.locations ?? []).map((each) => placeName(each, language)).join(' '),
  since: ({ facts }) => facts.effectiveFrom ?? '',
};

function mentionsAll(facts: Entry['facts'], words: readonly string[]): boolean {
  const { name, legalName, parentGroup, category, description, dataCategories = [] } = facts;
  const text = foldCase(
    [name, legalName, parentGroup, category, description, ...dataCategories].join('\n'),
  );
  return words.every((word) => text.includes(word));
}

/** `Beispielstraße` and `BEISPIELSTRASSE` are found by each other, `é` by `e`. */
function foldCase(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase();
}
