import type { Organisation, Service } from '../../organisation/model.ts';
import type { Rule } from '../../retention/model.ts';
import type { Language } from '../../subscribers/model/subscription.ts';
import { germanSections } from './generated/de.ts';
import { englishSections } from './generated/en.ts';
import type { SiteFacts } from './site-facts.ts';
import { readStretches } from './source.ts';

/** What of a policy is written from the running configuration, between marks. */
export const sectionNames = [
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
  readonly site: SiteFacts;
};

export type Sections = Readonly<Record<SectionName, (configuration: Configuration) => string>>;

const sections: Readonly<Record<Language, Sections>> = {
  en: englishSections,
  de: germanSections,
};

export function isSection(name: string): name is SectionName {
  return sectionNames.some((each) => each === name);
}

/** The Markdown of one section as the configuration gives it now. */
export function generateSection(
  name: SectionName,
  language: Language,
  configuration: Configuration,
): string {
  return sections[language][name](configuration);
}

export type Drift = {
  readonly section: SectionName;
  readonly language: Language;
  readonly published: string;
  readonly configured: string;
};

/** Where a text says something else than the configuration. */
export function driftIn(
  text: string,
  language: Language,
  configuration: Configuration,
): readonly Drift[] {
  const stretches = readStretches(text);
  if ('fault' in stretches) return [];
  return stretches.flatMap(({ section, text: published }) => {
    if (section === undefined || !isSection(section)) return [];
    const configured = generateSection(section, language, configuration);
    return published === configured ? [] : [{ section, language, published, configured }];
  });
}
