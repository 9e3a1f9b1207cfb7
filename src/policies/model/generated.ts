import type { Language } from '../../core/language.ts';
import {
  type Configuration,
  type SectionName,
  sectionNames,
  type Sections,
} from './configuration.ts';
import { germanSections } from './generated/de.ts';
import { englishSections } from './generated/en.ts';
import { readStretches } from './source.ts';

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
