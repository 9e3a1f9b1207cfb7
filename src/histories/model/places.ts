import { allCountryCodes, countryName } from '../../core/countries.ts';
import type { Location, Region } from '../../subprocessors/model/facts.ts';

/**
 * `United States, France, and Japan` is three places. Only exact names count: every other part keeps
 * its published words and no code.
 */
export function readPlaces(text: string): readonly Location[] {
  return text
    .split(/[,;\n]|\s+and\s+/)
    .map((part) => part.replace(/^\s*and\s+/, '').trim())
    .filter((part) => part !== '')
    .map((label) => ({ ...placeNamed(label), label }));
}

/** Parts of a text that name neither a country nor a region. */
export function unknownPlaces(text: string): readonly string[] {
  return readPlaces(text).flatMap(({ country, region, label }) =>
    (country ?? region) === undefined && label !== undefined ? [label] : [],
  );
}

const regionNames: ReadonlyMap<string, Region> = new Map([
  ['EU', 'EU'],
  ['European Union', 'EU'],
  ['EEA', 'EEA'],
  ['European Economic Area', 'EEA'],
  ['Worldwide', 'worldwide'],
]);

let countries: ReadonlyMap<string, string> | undefined;

function placeNamed(label: string): { country?: string; region?: Region } {
  const region = regionNames.get(label);
  if (region !== undefined) return { region };
  countries ??= new Map(allCountryCodes().map((code) => [countryName(code), code]));
  const country = countries.get(label);
  return country === undefined ? {} : { country };
}
