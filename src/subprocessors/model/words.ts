import { countryName } from '../../core/countries.ts';
import type { AnnexThreeItem } from './completeness.ts';
import type {
  Activity,
  EntryState,
  Facts,
  Location,
  Mechanism,
  Region,
  Transfer,
} from './facts.ts';

export const stateWords: Readonly<Record<EntryState, string>> = {
  announced: 'Announced',
  current: 'Current',
  ended: 'Ended',
  withdrawn: 'Withdrawn',
};

export const annexThreeWords: Readonly<Record<AnnexThreeItem, string>> = {
  legalName: 'legal name',
  legalAddress: 'address',
  contactName: 'name of a contact person',
  contactPosition: 'position of the contact',
  contactDetails: 'contact details',
  description: 'description of processing',
  responsibilities: 'delimitation of responsibilities',
};

/** The normalised name of a place, its published spelling where it has none. */
export function placeName({ country, region, label }: Location): string {
  if (country !== undefined) return countryInWords(country);
  if (region === undefined || region === 'other') return label ?? regionWords.other;
  return regionWords[region];
}

/** What stands beside the name of a place: its published spelling and what happens there. */
export function placeDetail(location: Location): string {
  const label = location.label === placeName(location) ? undefined : location.label;
  const activity = location.activity && activityWords[location.activity];
  return [label, activity, location.condition].filter(Boolean).join(', ');
}

/** A place in one line: `Germany, Frankfurt, storage`. */
export function placeInWords(location: Location): string {
  return [placeName(location), placeDetail(location)].filter(Boolean).join(', ');
}

/** The instruments in the list that are not withdrawn, each once; `short` for the overview. */
export function transferBasis(facts: Facts, form: 'short' | 'list'): readonly string[] {
  const transfers = facts.transfers ?? [];
  const standing = transfers.filter(({ until }) => until === undefined);
  const named = standing.length > 0 ? standing : transfers;
  return [...new Set(named.map((transfer) => mechanismInWords(transfer, form)))];
}

/** Where the entity is at home: its establishment, else the country of its address. */
export function homeOf(facts: Facts): string | undefined {
  const country = facts.establishment?.country ?? facts.legalAddress?.country;
  return country === undefined ? facts.establishment?.label : countryInWords(country);
}

const activityWords: Readonly<Record<Activity, string>> = {
  storage: 'storage',
  processing: 'processing',
  'remote-access': 'remote access',
  support: 'support',
};

const regionWords: Readonly<Record<Region, string>> = {
  EU: 'European Union',
  EEA: 'European Economic Area',
  worldwide: 'Worldwide',
  other: 'Other places',
};

const mechanismWords: Readonly<Record<Mechanism, { short: string; list: string }>> = {
  'none-needed': { short: 'Within the EEA', list: 'Within the EEA' },
  adequacy: { short: 'Adequacy', list: 'Adequacy decision' },
  'eu-us-dpf': { short: 'DPF', list: 'EU-US DPF' },
  'scc-2021-914': { short: 'SCC', list: 'SCC' },
  'uk-idta': { short: 'IDTA', list: 'UK IDTA' },
  'uk-addendum': { short: 'UK Addendum', list: 'UK Addendum' },
  swiss: { short: 'Swiss', list: 'Swiss instrument' },
  bcr: { short: 'BCR', list: 'Binding corporate rules' },
  derogation: { short: 'Derogation', list: 'Derogation, Art. 49 GDPR' },
  other: { short: 'Other', list: 'Other instrument' },
};

function mechanismInWords({ mechanism, sccModule }: Transfer, form: 'short' | 'list'): string {
  const words = mechanismWords[mechanism][form];
  return form === 'short' || sccModule === undefined ? words : `${words} module\u00a0${sccModule}`;
}

const names = new Map<string, string>();

// Intl.DisplayNames is slow to make, and a long register asks for the same few countries.
function countryInWords(code: string): string {
  const known = names.get(code) ?? countryName(code);
  if (names.size < 300) names.set(code, known);
  return known;
}
