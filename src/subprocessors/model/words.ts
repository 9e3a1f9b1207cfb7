import { countryName } from '../../core/countries.ts';
import type { Catalogue, Language } from '../../core/language.ts';
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

export const regionWords: Catalogue<Readonly<Record<Region, string>>> = {
  en: {
    EU: 'European Union',
    EEA: 'European Economic Area',
    worldwide: 'Worldwide',
    other: 'Other places',
  },
  de: {
    EU: 'Europäische Union',
    EEA: 'Europäischer Wirtschaftsraum',
    worldwide: 'Weltweit',
    other: 'Andere Orte',
  },
};

export const activityWords: Catalogue<Readonly<Record<Activity, string>>> = {
  en: {
    storage: 'storage',
    processing: 'processing',
    'remote-access': 'remote access',
    support: 'support',
  },
  de: {
    storage: 'Speicherung',
    processing: 'Verarbeitung',
    'remote-access': 'Fernzugriff',
    support: 'Support',
  },
};

/** The normalised name of a place, its published spelling where it has none. */
export function placeName({ country, region, label }: Location, language: Language = 'en'): string {
  if (country !== undefined) return countryInWords(country, language);
  const regions = regionWords[language];
  if (region === undefined || region === 'other') return label ?? regions.other;
  return regions[region];
}

/** What stands beside the name of a place: its published spelling and what happens there. */
export function placeDetail(location: Location, language: Language = 'en'): string {
  const label = location.label === placeName(location, language) ? undefined : location.label;
  const activity = location.activity && activityWords[language][location.activity];
  return [label, activity, location.condition].filter(Boolean).join(', ');
}

/** A place in one line: `Germany, Frankfurt, storage`. */
export function placeInWords(location: Location, language: Language = 'en'): string {
  return [placeName(location, language), placeDetail(location, language)]
    .filter(Boolean)
    .join(', ');
}

/** The instruments in the list that are not withdrawn, each once; `short` for the overview. */
export function transferBasis(
  facts: Facts,
  form: 'short' | 'list',
  language: Language = 'en',
): readonly string[] {
  const transfers = facts.transfers ?? [];
  const standing = transfers.filter(({ until }) => until === undefined);
  const named = standing.length > 0 ? standing : transfers;
  return [...new Set(named.map((transfer) => mechanismInWords(transfer, form, language)))];
}

/** Where the entity is at home: its establishment, else the country of its address. */
export function homeOf(facts: Facts, language: Language = 'en'): string | undefined {
  const country = facts.establishment?.country ?? facts.legalAddress?.country;
  return country === undefined ? facts.establishment?.label : countryInWords(country, language);
}

type MechanismWords = Readonly<Record<Mechanism, { short: string; list: string }>>;

const mechanismWords: Catalogue<MechanismWords> = {
  en: {
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
  },
  de: {
    'none-needed': { short: 'Innerhalb des EWR', list: 'Innerhalb des EWR' },
    adequacy: { short: 'Angemessenheit', list: 'Angemessenheitsbeschluss' },
    'eu-us-dpf': { short: 'DPF', list: 'EU-US DPF' },
    'scc-2021-914': { short: 'SCC', list: 'SCC' },
    'uk-idta': { short: 'IDTA', list: 'UK IDTA' },
    'uk-addendum': { short: 'UK-Addendum', list: 'UK-Addendum' },
    swiss: { short: 'Schweiz', list: 'Instrument nach Schweizer Recht' },
    bcr: { short: 'BCR', list: 'Verbindliche interne Datenschutzvorschriften' },
    derogation: { short: 'Ausnahme', list: 'Ausnahme nach Art. 49 DSGVO' },
    other: { short: 'Anderes', list: 'Anderes Instrument' },
  },
};

const modules: Catalogue<string> = { en: 'module', de: 'Modul' };

function mechanismInWords(
  { mechanism, sccModule }: Transfer,
  form: 'short' | 'list',
  language: Language,
): string {
  const words = mechanismWords[language][mechanism][form];
  return form === 'short' || sccModule === undefined
    ? words
    : `${words} ${modules[language]}\u00a0${sccModule}`;
}

const names = new Map<string, string>();

// Intl.DisplayNames is slow to make, and a long register asks for the same few countries.
function countryInWords(code: string, language: Language): string {
  const key = `${language} ${code}`;
  const known = names.get(key) ?? countryName(code, language);
  if (names.size < 600) names.set(key, known);
  return known;
}
