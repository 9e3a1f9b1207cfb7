import type { Catalogue, Language } from '../../core/language.ts';
import type { DocumentKind, EditionState, Visibility } from '../model.ts';

type KindWords = Readonly<Record<DocumentKind, string>>;
type AccessWords = Readonly<Record<Exclude<Visibility, 'hidden'>, string>>;

export const kindWords: KindWords = {
  'soc2-report': 'SOC 2 report',
  'bridge-letter': 'Bridge letter',
  'penetration-test-summary': 'Penetration test summary',
  'iso-certificate': 'ISO certificate',
  dpa: 'Data processing agreement',
  'standard-contractual-clauses': 'Standard contractual clauses',
  'subprocessor-agreement': 'Sub-processor agreement, redacted',
  questionnaire: 'Questionnaire',
  other: 'Document',
};

const germanKinds: KindWords = {
  'soc2-report': 'SOC-2-Bericht',
  'bridge-letter': 'Überbrückungsschreiben',
  'penetration-test-summary': 'Zusammenfassung eines Penetrationstests',
  'iso-certificate': 'ISO-Zertifikat',
  dpa: 'Auftragsverarbeitungsvertrag',
  'standard-contractual-clauses': 'Standardvertragsklauseln',
  'subprocessor-agreement': 'Vertrag mit einem Unterauftragsverarbeiter, geschwärzt',
  questionnaire: 'Fragebogen',
  other: 'Dokument',
};

export const kindsIn: Catalogue<KindWords> = { en: kindWords, de: germanKinds };

const accessWords: AccessWords = {
  public: 'Public',
  'on-request': 'On request',
  nda: 'On request, with an NDA',
};

/** Of what anybody may know. */
export const accessIn: Catalogue<AccessWords> = {
  en: accessWords,
  de: {
    public: 'Öffentlich',
    'on-request': 'Auf Anfrage',
    nda: 'Auf Anfrage, mit NDA',
  },
};

/** The same to staff, who know of hidden ones too. */
export const visibilityWords: Readonly<Record<Visibility, string>> = {
  ...accessWords,
  hidden: 'Hidden',
};

export const stateWords: Readonly<Record<EditionState, string>> = {
  draft: 'Draft',
  issued: 'In force',
  superseded: 'Superseded',
  withdrawn: 'Withdrawn',
};

const formats: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
};

export function formatWord(mediaType: string): string {
  return formats[mediaType] ?? mediaType;
}

/** `340 kB`, `1.2 MB`; powers of ten, as file managers count. */
export function sizeWords(bytes: number, language: Language = 'en'): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  const megabytes = (bytes / 1_000_000).toFixed(1);
  return `${language === 'de' ? megabytes.replace('.', ',') : megabytes} MB`;
}

export function pagesWord(pages: number, language: Language = 'en'): string {
  const [one, many] = language === 'de' ? ['Seite', 'Seiten'] : ['page', 'pages'];
  return `${pages} ${pages === 1 ? one : many}`;
}
