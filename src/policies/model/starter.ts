import type { Language } from '../../core/language.ts';
import type { Kind } from '../model.ts';
import type { SectionName } from './configuration.ts';

type InBoth = Readonly<Record<Language, string>>;

/** Over each generated section. */
const headings: Readonly<Record<SectionName, InBoth>> = {
  collected: { en: 'What we collect, and why', de: 'Welche Daten wir verarbeiten und wozu' },
  retention: { en: 'How long we keep it', de: 'Wie lange wir sie aufbewahren' },
  cookies: { en: 'Cookies and storage', de: 'Cookies und Speicher' },
  analytics: { en: 'Measuring readers', de: 'Reichweitenmessung' },
  subprocessors: { en: 'Sub-processors', de: 'Unterauftragsverarbeiter' },
  rights: { en: 'Your rights', de: 'Ihre Rechte' },
};

/** What of a kind Annex knows better than whoever writes. */
const sectionsOf: Readonly<Record<Kind, readonly SectionName[]>> = {
  'privacy-policy': ['collected', 'retention', 'subprocessors', 'rights'],
  'cookie-notice': ['cookies', 'analytics', 'rights'],
  terms: [],
  dpa: ['subprocessors'],
  'subprocessor-terms': ['subprocessors'],
};

/** What a first draft begins with: its title, and the generated sections under their headings. */
export function starterText(kind: Kind, title: string, language: Language): string {
  const quoted = title.replaceAll(/["\\]/g, (sign) => `\\${sign}`);
  const sections = sectionsOf[kind].map(
    (name) => `## ${headings[name][language]}\n\n<!-- annex:${name} -->\n<!-- /annex:${name} -->\n`,
  );
  return [`---\ntitle: "${quoted}"\n---\n`, ...sections].join('\n');
}
