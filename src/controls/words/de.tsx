import type { ControlWords } from './pages.ts';

export const de: ControlWords = {
  held: {
    report: 'Bericht liegt vor',
    certificate: 'Zertifiziert',
    'self-assessment': 'Abgeschlossen',
  },
  forms: {
    report: 'Prüfbericht',
    certificate: 'Zertifikat',
    'self-assessment': 'Selbstauskunft, nicht geprüft',
  },
  controls: { 'in-place': 'Umgesetzt', 'in-part': 'Teilweise', planned: 'Geplant' },
  lapsed: 'Abgelaufen',
  planned: 'Geplant',
  inProgress: 'In Arbeit',
  counted: { 'in-place': 'umgesetzt', 'in-part': 'teilweise', planned: 'geplant' },
  brief: {
    title: 'Sicherheit',
    all: (count) => (count < 2 ? 'Was wir tun und wer es geprüft hat' : `Alle ${count} Maßnahmen`),
    controls: (counts) => `Maßnahmen: ${counts}.`,
    expected: 'Erwartet',
    validUntil: 'Gültig bis',
    wasValidUntil: 'War gültig bis',
    issued: 'Ausgestellt',
    noDate: 'Ohne Datum',
  },
  page: {
    title: 'Sicherheitsmaßnahmen',
    description: (name) =>
      `Was ${name} zum Schutz von Daten tut, wer es geprüft hat und was geplant ist.`,
    lead: (name) => (
      <>Was {name} zum Schutz von Daten tut, wer es geprüft hat und was noch fehlt.</>
    ),
    nothing: 'Zur Sicherheit ist hier noch nichts angegeben.',
    counted: (count, counts) => `${count === 1 ? '1 Maßnahme' : `${count} Maßnahmen`}: ${counts}`,
    edited: (day) => <>Zuletzt bearbeitet am {day}</>,
    identifiers:
      'Die Kennungen hinter einer Maßnahme sind die der Kriterien, denen sie entspricht. Deren Texte gehören ihren Herausgebern.',
    formats: 'Diese Seite als',
    contents: 'Auf dieser Seite',
    plannedFor: (word, day) => (
      <>
        {word} für {day}
      </>
    ),
    completeBy: (word, day) => (
      <>
        {word}, vollständig bis {day}
      </>
    ),
    reviewed: (day) => <>Überprüft {day}</>,
  },
  attestations: {
    title: 'Berichte und Zertifikate',
    lead: 'Von wem jeweils geprüft wurde und was noch aussteht.',
    caption: 'Berichte und Zertifikate, von wem, ihr Stand und ihre Daten',
    columns: ['Prüfung', 'Stand', 'Umfang'],
    issued: 'Ausgestellt',
    expected: 'Erwartet',
    validUntil: 'Gültig bis',
    audit: 'Nächste Prüfung',
    asOf: (day) => <>Stand {day}</>,
    period: (from, until) => (
      <>
        {from} bis {until}
      </>
    ),
  },
  statements: {
    questions: 'Fragen und Antworten',
    questionsLead: 'Was Sicherheitsverantwortliche von Kunden am häufigsten fragen.',
    laws: 'Erklärungen zu Gesetzen',
    lawsLead: (name) => (
      <>Allein in den Worten von {name} und von keiner Behörde und keinem Prüfer geprüft.</>
    ),
    report: 'Schwachstelle melden',
    orHere: 'Oder hier',
    contactForm: 'Kontaktformular',
    thanks: 'Danksagungen',
    write: 'Schreiben Sie an',
    policy: 'Richtlinie',
    encryption: 'Schlüssel zum Verschlüsseln',
    languages: 'Sprachen',
    programs: 'Für Programme',
  },
  dataAct: {
    title: 'Infrastruktur und staatlicher Zugriff',
    lead: (regulation) => (
      <>
        Veröffentlicht nach Artikel 28 der Datenverordnung,{' '}
        {regulation('Verordnung (EU) 2023/2854')}: wo sich die Infrastruktur befindet und was gegen
        den Zugriff von Behörden aus Drittländern auf in der EU gespeicherte Daten getan wird, wo
        das Unionsrecht ihn verbietet.
      </>
    ),
    jurisdiction: 'Rechtsordnung, der die Infrastruktur unterliegt',
    technical: 'Technische Maßnahmen',
    organisational: 'Organisatorische Maßnahmen',
    contractual: 'Vertragliche Maßnahmen',
    edited: 'Zuletzt bearbeitet',
  },
};
