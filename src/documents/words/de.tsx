import type { DocumentWords } from './en.tsx';

export const de: DocumentWords = {
  documents: 'Dokumente',
  allDocuments: (count) => `Alle ${count} Dokumente`,
  howToGet: 'Wie Sie sie erhalten',
  toCome: 'Folgt',
  noDate: 'Ohne Datum',
  listDescription: (name) =>
    `Berichte, Zertifikate und Verträge von ${name}: was alle lesen dürfen und was auf Anfrage herausgegeben wird.`,
  listLead: (name) => (
    <>
      Berichte, Zertifikate und Verträge von {name}: was alle lesen dürfen und was auf Anfrage
      herausgegeben wird.
    </>
  ),
  noneYet: 'Hier sind noch keine Dokumente veröffentlicht.',
  listNote:
    'Dokumente auf Anfrage fordern Sie auf ihrer Seite an. Jede Kopie wird einer namentlich genannten Person gegeben.',
  thisAs: 'Diese Liste als',
  caption: 'Dokumente, ihre geltenden Fassungen und wer sie erhalten kann',
  columns: { document: 'Dokument', version: 'Fassung', access: 'Zugang' },
  kindTo: (kind, report) => (
    <>
      {kind} zu {report}
    </>
  ),
  notAvailable: 'Noch nicht verfügbar',
  issued: (day) => <>Ausgestellt am {day}</>,
  validUntil: (day) => <>, gültig bis {day}</>,
  asOf: (day) => <>Stand {day}</>,
  fromTo: (from, until) => (
    <>
      {from} bis {until}
    </>
  ),
  pageDescription: (kind, name) =>
    `${kind} von ${name}: die geltende Fassung und wer sie erhalten kann.`,
  asJson: 'Dieses Dokument als JSON',
  about: 'Worum es geht',
  download: (format, size) => `${format} herunterladen, ${size}`,
  request: 'Dieses Dokument anfordern',
  inForce: 'Geltende Fassung',
  noVersion: 'Noch ist keine verfügbar.',
  facts: {
    version: 'Fassung',
    period: 'Zeitraum',
    asOf: 'Stand',
    issued: 'Ausgestellt am',
    validUntil: 'Gültig bis',
    pages: 'Seiten',
    file: 'Datei',
  },
  who: 'Wer es erhalten kann',
  onRequest: (name) => (
    <>
      {name} gibt es auf Anfrage heraus, jeweils an eine Person. Fragen Sie mit einer beruflichen
      Adresse an, deren Post Sie lesen können: Ein Konto ist nicht nötig, die Antwort kommt per
      E-Mail.
    </>
  ),
  withNda:
    ' Vor dem Herunterladen nehmen Sie eine Vertraulichkeitsvereinbarung an, deren ganzen Text Sie zuvor sehen.',
  marked:
    'Jede Seite Ihrer Kopie trägt Ihren Namen, Ihre Adresse und den Tag. Bitte geben Sie sie nicht weiter: Wer das Dokument sonst braucht, kann eine eigene Kopie anfordern.',
  ask: 'Anfordern',
  bridges: 'Bridge Letter',
  earlier: 'Frühere Fassungen',
  numbered: (number) => `Fassung ${number}`,
};
