import type { AnnexWords } from './annex-en.ts';

const counted = (count: number) => (count === 1 ? '1 Eintrag' : `${count} Einträge`);

export const de: AnnexWords = {
  title: 'Anhang III: Liste der Unterauftragsverarbeiter',
  description: (name) =>
    `Die Unterauftragsverarbeiter von ${name} in der Ordnung von Anhang III der Standardvertragsklauseln, zum Drucken oder als Anlage eines Vertrags.`,
  purpose:
    'Unterauftragsverarbeiter in der Ordnung von Anhang III der Standardvertragsklauseln des Durchführungsbeschlusses (EU) 2021/914 der Kommission und von Anhang IV derjenigen des Durchführungsbeschlusses (EU) 2021/915.',
  columns: {
    identity: 'Name und Anschrift',
    contact: 'Name, Funktion und Kontaktdaten der Kontaktperson',
    description: 'Beschreibung der Verarbeitung',
    responsibilities: 'Abgrenzung der Zuständigkeiten',
    transfer: 'Orte und Grundlage der Übermittlung',
  },
  labels: {
    identity: 'Name und Anschrift',
    contact: 'Kontakt',
    description: 'Verarbeitung',
    responsibilities: 'Zuständigkeiten',
    transfer: 'Ort, Übermittlung',
  },
  counted,
  toAttach: 'Als Anlage eines Vertrags',
  register: 'Das Verzeichnis',
  none: 'Hier ist kein Unterauftragsverarbeiter verzeichnet.',
  publisher: 'Herausgeber',
  list: 'Liste',
  address: 'Dauerhafte Adresse',
  nothingPublished: 'Es ist noch nichts veröffentlicht',
  version: (version, day) => `Fassung ${version}, veröffentlicht am ${day}`,
  part: (filters) => `Nur ein Teil der Liste: ${filters}.`,
  desks: {
    dpo: 'Datenschutzbeauftragter',
    euRepresentative: 'Vertreter in der EU',
    ukRepresentative: 'Vertreter im Vereinigten Königreich',
  },
  gaps: {
    address: 'Anschrift',
    contact: 'Kontakt',
    responsibilities: 'Abgrenzung der Zuständigkeiten',
    locations: 'Orte',
    transfer: 'Grundlage der Übermittlung',
  },
  notStated: (entries, gaps) =>
    `„–“ bedeutet: im Verzeichnis nicht angegeben. Von ${entries === 1 ? '1 Eintrag' : `${entries} Einträgen`} ohne Angabe: ${gaps}.`,
  announcedMarks: 'Mit „Ab“ bezeichnete Einträge sind angekündigt und noch nicht wirksam.',
  established: (place) => `Niederlassung: ${place}`,
  data: (categories) => `Daten: ${categories}`,
  of: (subjects) => `Betroffene Personen: ${subjects}`,
  transfer: (basis) => `Übermittlung: ${basis}`,
  for: (services) => `Für: ${services}`,
  optional: 'Optional',
  feature: (feature) => `Funktion: ${feature}`,
  from: (day) => `Ab ${day}`,
  announced: 'Angekündigt',
  ends: (day) => `Endet am ${day}`,
  changes: (day, id) => `Ändert sich am ${day}, siehe Änderung ${id}`,
};
