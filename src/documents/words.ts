import type { DocumentKind, EditionState, Visibility } from './model.ts';

export const kindWords: Readonly<Record<DocumentKind, string>> = {
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

/** Of what anybody may know. */
export const accessWords: Readonly<Record<Exclude<Visibility, 'hidden'>, string>> = {
  public: 'Public',
  'on-request': 'On request',
  nda: 'On request, with an NDA',
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
export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function pagesWord(pages: number): string {
  return pages === 1 ? '1 page' : `${pages} pages`;
}
