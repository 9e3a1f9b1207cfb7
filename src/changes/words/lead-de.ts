import type { LeadWords } from './lead-en.ts';

export const de: LeadWords = {
  grounds: {
    security: 'aus Gründen der Sicherheit',
    insolvency: 'weil ein Anbieter zahlungsunfähig ist',
    outage: 'wegen eines Ausfalls',
    other: 'aus einem anderen dringenden Grund',
  },
  silence:
    'Wer bis dahin keinen Einspruch erhebt, stimmt der Änderung zu, wenn eine allgemeine Genehmigung erteilt ist; ist eine gesonderte Genehmigung vereinbart, gilt Schweigen als Ablehnung.',
  correction: 'Berichtigt wird das Verzeichnis; an der Verarbeitung selbst ändert sich nichts.',
  concerns: (audience) => `Betroffen sind ${audience}.`,
  imported: (said, claimed) =>
    `Hier erfasst am ${said}, veröffentlicht laut einer übernommenen Historie am ${claimed}.`,
  planned: (said, effective) => `Angekündigt am ${said}, wirksam ab dem ${effective}.`,
  moved: (said, { on, from, to }) =>
    `Angekündigt am ${said}, am ${on} verschoben${from === undefined ? '' : ` vom ${from}`} auf den ${to}.`,
  withdrawn: (said, effective, on) =>
    `Angekündigt am ${said} für den ${effective}, zurückgezogen am ${on}: Die Änderung wird nicht wirksam.`,
  superseded: (said, effective, on, by) =>
    `Angekündigt am ${said} für den ${effective}; am ${on} trat Änderung ${by} an ihre Stelle.`,
  emergency: (ground, effective) =>
    `Als Ersatz in einem Notfall, ${ground}, wirksam seit dem ${effective}.`,
  announcedInEffect: (said, effective) => `Angekündigt am ${said}, wirksam seit dem ${effective}.`,
  publishedInEffect: (said, effective) =>
    said === effective
      ? `Veröffentlicht und wirksam am ${said}.`
      : `Veröffentlicht am ${said}, wirksam seit dem ${effective}.`,
  mayObject: (until) =>
    `Nach den allgemeinen Bedingungen können Kunden bis zum ${until} Einspruch erheben.`,
  couldObject: (until) =>
    `Nach den allgemeinen Bedingungen konnten Kunden bis zum ${until} Einspruch erheben.`,
  newcomer: (name) => `Von diesem Tag an darf ${name} personenbezogene Daten verarbeiten.`,
  purpose: (text) => `Zweck: ${text}.`,
  places: (places) => `Ort: ${places}.`,
  steps: {
    announced: ({ effective }) => `Wirksam ab dem ${effective}.`,
    postponed: ({ previous, effective }) =>
      `${previous === undefined ? 'Auf' : `Vom ${previous} auf`} den ${effective}.`,
    'objection-closing': ({ until }) =>
      until === undefined
        ? ''
        : `Zur Erinnerung: Einspruch ist nach den allgemeinen Bedingungen bis zum ${until} möglich.`,
    'objection-closed': () =>
      'Die Einspruchsfrist nach den allgemeinen Bedingungen ist abgelaufen.',
    'in-effect': ({ effective, isEmergency }) =>
      isEmergency ? 'Bevor die Änderung angekündigt werden konnte.' : `Seit dem ${effective}.`,
    withdrawn: () => 'Die Änderung wird nicht wirksam.',
    superseded: ({ by }) => (by === undefined ? '' : `Änderung ${by} tritt an ihre Stelle.`),
  },
  objectionsUntil: (until) =>
    `Einspruch ist nach den allgemeinen Bedingungen bis zum ${until} möglich.`,
};
