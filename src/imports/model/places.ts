import { allCountryCodes, countryName, isCountryCode } from '../../core/countries.ts';
import type { Location, Region } from '../../subprocessors/model/facts.ts';

/** What a text says about places: those it names, and the words that name none. */
export type Places = {
  readonly locations: readonly Location[];
  readonly warnings: readonly string[];
};

type Place = { readonly country: string } | { readonly region: Region };

// Names in use beside those of Unicode CLDR, which the platform's Intl.DisplayNames gives.
const aliases = new Map(
  Object.entries({
    usa: 'US',
    us: 'US',
    'united states of america': 'US',
    uk: 'GB',
    'great britain': 'GB',
    'united kingdom of great britain and northern ireland': 'GB',
    'czech republic': 'CZ',
    'russian federation': 'RU',
    'republic of korea': 'KR',
    korea: '',
    'republic of ireland': 'IE',
    'viet nam': 'VN',
    uae: 'AE',
    'hong kong': 'HK',
    'hong kong sar': 'HK',
    macau: 'MO',
    turkey: 'TR',
    'ivory coast': 'CI',
    'republic of singapore': 'SG',
    // A country and a state of the USA: which one is for a person to say.
    georgia: '',
  }),
);

const regionNames: ReadonlyMap<string, Region> = new Map([
  ['eu', 'EU'],
  ['european union', 'EU'],
  ['eea', 'EEA'],
  ['european economic area', 'EEA'],
  ['worldwide', 'worldwide'],
  ['global', 'worldwide'],
  ['globally', 'worldwide'],
]);

// Codes that are a country's and a state's or province's: "CA" after San Francisco is no Canada.
const alsoStates = new Set(
  'AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA SC SD TN VA AB BC MB NB NL NS PE SK'.split(
    ' ',
  ),
);

let names: ReadonlyMap<string, string> | undefined;

/** The country or region whose name this is, exactly; undefined for everything else. */
function placeNamed(text: string): Place | undefined {
  const plain = fold(text).replace(/^the /, '');
  const region = regionNames.get(plain);
  if (region !== undefined) return { region };
  const country = aliases.get(plain) ?? countryNames().get(plain);
  if (country) return { country };
  const code = text.trim();
  return isCountryCode(code) && !alsoStates.has(code) ? { country: code } : undefined;
}

/** The country of a code or name in a column that holds nothing but countries: there CA is Canada. */
export function countryIn(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (isCountryCode(code)) return code;
  const place = placeNamed(text);
  return place && 'country' in place ? place.country : undefined;
}

/**
 * `United States, France, and Japan` is three places; `Frankfurt, Germany` is one, in Germany;
 * `Varies` stays a label. The published words stay beside every code, and nothing is guessed.
 */
export function readPlaces(text: string): Places {
  const whole = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  if (whole === '') return { locations: [], warnings: [] };
  const named = nameOrBracket(whole);
  if (named) return { locations: [{ ...named, label: whole }], warnings: wordsOn(named, whole) };
  const parts = text
    .split(/[\n,;/|]/)
    .flatMap((part) => part.replace(/\s+/g, ' ').split(/ (?:and|&|\+) /))
    .map((part) => part.trim().replace(/^and /, '').replace(/\.$/, ''))
    .filter((part) => part !== '');
  return readParts(whole, parts);
}

function readParts(whole: string, parts: readonly string[]): Places {
  const places = parts.map((label) => ({ label, place: nameOrBracket(label) }));
  const known = places.filter(({ place }) => place !== undefined);
  const [last] = places.slice(-1);
  if (known.length === 0)
    return {
      locations: [{ label: whole }],
      warnings: [`“${whole}” names no country: kept as it is.`],
    };
  if (known.length === 1 && last?.place && isAddressForm(whole)) {
    const before = whole.slice(0, whole.lastIndexOf(','));
    return {
      locations: [{ ...last.place, label: whole }],
      warnings: [`“${before}” names no country: kept beside ${last.label}.`],
    };
  }
  return {
    locations: places.map(({ label, place }) => ({ ...place, label })),
    warnings: places.flatMap(({ label, place }) =>
      place === undefined ? [`“${label}” names no country: kept as it is.`] : wordsOn(place, label),
    ),
  };
}

/** `Town, Country` or `Town, State, Country`, as addresses are written; not `Town and Country`. */
function isAddressForm(whole: string): boolean {
  return /^(?:[^,;/|&+]+, ){1,2}[^,;/|&+]+$/.test(whole) && !/\band\b/.test(whole);
}

/** `Ireland (Dublin)` is Ireland; brackets that hold another place or a choice leave it open. */
function nameOrBracket(text: string): Place | undefined {
  const exact = placeNamed(text);
  if (exact) return exact;
  const [, before, inside = ''] = /^([^()]+?)\s*\(([^()]*)\)$/.exec(text) ?? [];
  if (before === undefined || /\b(or|not|except|excluding|without|and)\b/i.test(inside))
    return undefined;
  const place = placeNamed(before);
  const inner = inside.split(/[,;/]/).map((part) => placeNamed(part));
  return inner.some((each) => each && JSON.stringify(each) !== JSON.stringify(place))
    ? undefined
    : place;
}

function wordsOn(place: Place, label: string): readonly string[] {
  return 'region' in place && place.region === 'worldwide'
    ? [`“${label}” names no country: taken as worldwide.`]
    : [];
}

function countryNames(): ReadonlyMap<string, string> {
  names ??= new Map(allCountryCodes().map((code) => [fold(countryName(code)), code]));
  return names;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('&', 'and')
    .replaceAll('.', '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
