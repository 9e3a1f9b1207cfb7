import type { Catalogue } from '../../core/language.ts';

type Words = {
  readonly dataProtection: string;
  readonly security: string;
  readonly list: (name: string) => string;
  readonly listSays: (name: string) => string;
  readonly log: (name: string) => string;
  readonly logSays: (name: string) => string;
};

/** The sentences of what search engines read of a page; `name` is the organisation's. */
export const jsonLdWords: Catalogue<Words> = {
  en: {
    dataProtection: 'data protection',
    security: 'security',
    list: (name) => `Sub-processors of ${name}`,
    listSays: (name) =>
      `The companies that process personal data on behalf of ${name}: who they are, what for, where and on what basis; those announced and those ended too.`,
    log: (name) => `Changes to the sub-processors of ${name}`,
    logSays: (name) =>
      `Each change to the companies that process personal data on behalf of ${name}, as it was announced.`,
  },
  de: {
    dataProtection: 'Datenschutz',
    security: 'Sicherheit',
    list: (name) => `Unterauftragsverarbeiter von ${name}`,
    listSays: (name) =>
      `Die Unternehmen, die im Auftrag von ${name} personenbezogene Daten verarbeiten: wer sie sind, wofür, wo und auf welcher Grundlage; auch angekündigte und beendete.`,
    log: (name) => `Änderungen an den Unterauftragsverarbeitern von ${name}`,
    logSays: (name) =>
      `Jede Änderung an den Unternehmen, die im Auftrag von ${name} personenbezogene Daten verarbeiten, so wie sie angekündigt wurde.`,
  },
};
