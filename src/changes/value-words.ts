import type { Activity, Links, Location, Mechanism } from '../subprocessors/model/facts.ts';

// The values of closed lists, as a reader meets them.

export const regionWords: Readonly<Record<NonNullable<Location['region']>, string>> = {
  EU: 'European Union',
  EEA: 'European Economic Area',
  worldwide: 'Worldwide',
  other: 'Other places',
};

export const activityWords: Readonly<Record<Activity, string>> = {
  storage: 'storage',
  processing: 'processing',
  'remote-access': 'remote access',
  support: 'support',
};

export const mechanismWords: Readonly<Record<Mechanism, string>> = {
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
};

export const frequencyWords = {
  continuous: 'Continuous',
  'one-off': 'Once',
  'on-demand': 'On demand',
} as const;

export const disposalWords = {
  returned: 'Returned',
  deleted: 'Deleted',
  'returned-and-deleted': 'Returned and deleted',
} as const;

export const linkWords: Readonly<Record<keyof Links, string>> = {
  website: 'Website',
  privacy: 'Privacy',
  security: 'Security',
  subprocessors: 'Its own sub-processors',
};
