import type { Organisation, Service } from '../../organisation/model.ts';
import type { Collected } from '../../personal-data/model/collected.ts';
import type { Rule } from '../../retention/model.ts';
import type { SiteFacts } from './site-facts.ts';

/** What of a policy is written from the running configuration, between marks. */
export const sectionNames = [
  'collected',
  'retention',
  'cookies',
  'analytics',
  'subprocessors',
  'rights',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** The configuration as far as policies tell of it. */
export type Configuration = {
  readonly organisation: Organisation;
  readonly services: readonly Service[];
  readonly rules: readonly Rule[];
  /** What this trust centre keeps of persons. */
  readonly collected: readonly Collected[];
  readonly site: SiteFacts;
};

export type Sections = Readonly<Record<SectionName, (configuration: Configuration) => string>>;
