import type { Location } from '../../subprocessors/model/facts.ts';

/** Countries in one column and places in another: one of each belong together, else they stand apart. */
export function joinPlaces(
  countries: readonly string[],
  locations: readonly Location[] = [],
): readonly Location[] {
  const [place, ...others] = locations;
  const [country, ...more] = countries;
  const isPair = place && country && others.length + more.length === 0;
  if (isPair && place.country === undefined && place.region === undefined)
    return [{ ...place, country }];
  const said = new Set(locations.map((each) => each.country));
  const unsaid = countries.filter((each) => !said.has(each));
  return [...locations, ...unsaid.map((each) => ({ country: each }))];
}
