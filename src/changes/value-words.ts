import { activityWords, regionWords } from '../subprocessors/model/words.ts';
import type { Day } from '../core/day.ts';
import type { Activity, Facts, Links, Location, Mechanism } from '../subprocessors/model/facts.ts';

/** Every word that stands within the value of a field: values of closed lists, and what goes around days. */
export type ValueWords = {
  /** BCP 47; countries are called as in it. */
  readonly language: string;
  readonly day: (day: Day) => string;
  readonly regions: Readonly<Record<NonNullable<Location['region']>, string>>;
  readonly activities: Readonly<Record<Activity, string>>;
  readonly mechanisms: Readonly<Record<Mechanism, string>>;
  readonly frequencies: Readonly<Record<NonNullable<Facts['frequency']>, string>>;
  readonly disposals: Readonly<Record<NonNullable<Facts['disposal']>['method'], string>>;
  readonly links: Readonly<Record<keyof Links, string>>;
  readonly kinds: Readonly<Record<Facts['kind'], string>>;
  readonly yes: string;
  readonly no: string;
  readonly noneStated: string;
  readonly placeNotStated: string;
  /** Behind what they belong to, with the space or comma in front. */
  readonly on: string;
  readonly from: string;
  readonly until: string;
  readonly validUntil: string;
  readonly sccModule: string;
  readonly assessmentAvailable: string;
  /** In front of what they name, with the space behind. */
  readonly dpaSigned: string;
  readonly baaSigned: string;
  readonly contractText: string;
  readonly services: string;
  readonly regionsOf: string;
  readonly plans: string;
  readonly feature: string;
  /** Where a thing is, and where it is not. */
  readonly optional: readonly [string, string];
  readonly usesAi: readonly [string, string];
  readonly trains: readonly [string, string];
  readonly retainsNothing: readonly [string, string];
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

export const englishValues: ValueWords = {
  language: 'en',
  day: dayInWords,
  regions: regionWords.en,
  activities: activityWords.en,
  mechanisms: {
    'none-needed': 'None needed, within the EEA',
    adequacy: 'Adequacy decision',
    'eu-us-dpf': 'EU-US Data Privacy Framework',
    'scc-2021-914': 'Standard contractual clauses (EU) 2021/914',
    'uk-idta': 'UK International Data Transfer Agreement',
    'uk-addendum': 'UK Addendum to the standard contractual clauses',
    swiss: 'Swiss instrument',
    bcr: 'Binding corporate rules',
    derogation: 'Derogation, Article 49 GDPR',
    other: 'Other instrument',
  },
  frequencies: { continuous: 'Continuous', 'one-off': 'Once', 'on-demand': 'On demand' },
  disposals: {
    returned: 'Returned',
    deleted: 'Deleted',
    'returned-and-deleted': 'Returned and deleted',
  },
  links: {
    website: 'Website',
    privacy: 'Privacy',
    security: 'Security',
    subprocessors: 'Its own sub-processors',
  },
  kinds: { 'third-party': 'Third party', affiliate: 'Company of our own group' },
  yes: 'Yes',
  no: 'No',
  noneStated: 'None stated',
  placeNotStated: 'a place not stated',
  on: ' on ',
  from: ', from ',
  until: ', until ',
  validUntil: ', valid until ',
  sccModule: ', module ',
  assessmentAvailable: ', assessment available',
  dpaSigned: 'Data processing agreement signed ',
  baaSigned: 'Business associate agreement signed ',
  contractText: 'Text: ',
  services: 'Services: ',
  regionsOf: 'Regions: ',
  plans: 'Plans: ',
  feature: 'Feature: ',
  optional: ['Optional', 'Not optional'],
  usesAi: ['Uses AI', 'Does not use AI'],
  trains: ['Trains on the data', 'Does not train on the data'],
  retainsNothing: ['Retains nothing', 'Retains data'],
};
