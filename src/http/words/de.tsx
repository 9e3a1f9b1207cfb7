import type { FrameWords } from './en.tsx';

export const de: FrameWords = {
  skip: 'Zum Inhalt springen',
  kind: 'Trust Center',
  feeds: (name) => `Änderungen bei ${name}`,
  sections: {
    overview: 'Überblick',
    subprocessors: 'Unterauftragsverarbeiter',
    changes: 'Änderungen',
    controls: 'Sicherheit',
    documents: 'Dokumente',
    updates: 'Meldungen',
    subscribe: 'Abonnieren',
    contact: 'Kontakt',
  },
  search: 'Suche',
  languages: 'Sprachen',
  offer: 'Diese Seite auf Deutsch lesen',
  demoBefore: 'Vorführung. ',
  demoAfter: ' ist erfunden, ebenso alles, was hier von den genannten Unternehmen berichtet wird.',
  preview: 'Vorschau.',
  previewSays:
    ' Nichts auf dieser Seite ist schon veröffentlicht. Sie zeigt, was nach der Veröffentlichung des Entwurfs hier stehen wird.',
  previewBack: 'Zurück zum Entwurf',
  foot: {
    machines: 'Für Programme',
    also: 'Außerdem hier',
    policies: 'Richtlinien und Bedingungen',
    log: 'Transparenzprotokoll',
    privacyRequests: 'Datenschutzanfragen',
    apiReference: 'API-Referenz',
    useThisData: 'Diese Daten verwenden',
    accessibility: 'Barrierefreiheit',
    report: 'Schwachstelle melden',
    edition: (version, day) => (
      <>
        Fassung {version} des Verzeichnisses, veröffentlicht am {day}
      </>
    ),
    nothingYet: 'Es ist noch nichts veröffentlicht.',
    nothingThen: 'Aus dieser Zeit ist nichts aufgezeichnet.',
    dataProtection: 'Datenschutz',
    dpo: 'Datenschutzbeauftragter',
    euRepresentative: 'Vertreter in der EU',
    ukRepresentative: 'Vertreter im Vereinigten Königreich',
  },
};
