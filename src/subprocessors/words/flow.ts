import type { Catalogue } from '../../core/language.ts';

const en = {
  title: 'Where data flows',
  crumb: 'Data flow',
  subprocessors: 'Sub-processors',
  description: (name: string) =>
    `From the services of ${name} through its sub-processors to the countries in which they process.`,
  /** Around the organisation's name. */
  leadBefore: 'From each service of ',
  leadAfter: ' through who processes personal data for it to where that happens.',
  nothing: 'No sub-processor processes anything here.',
  columns: { service: 'Services', entry: 'Sub-processors', place: 'Where' },
  allServices: 'All services',
  groups: 'Sub-processors by category',
  noCategory: 'Without a category',
  notStated: 'Place not stated',
  otherCategories: 'Other categories',
  otherPlaces: (count: number) => `${count} other places`,
  grouped: (count: number, most: number) =>
    `More than ${most} sub-processors are too many to draw one by one, so the ${count} are drawn by category. The table has each of them; choose a service to see fewer.`,
  thickness:
    'A band is as thick as its share of the entries; it says nothing about amounts of data.',
  announced: 'announced, not yet in effect',
  announcedMark: ' (announced)',
  inEffect: 'in effect',
  alt: (services: number, entries: number, places: number) =>
    `Picture of data flows: ${services} services, ${entries} sub-processors, ${places} places. The table below says the same.`,
  scroll: 'Picture of data flows, can be moved sideways',
  sideways: 'The picture is wider than this screen: move it sideways.',
  caption: 'Who processes for which service, and where',
  filter: 'Filter the picture',
  map: 'The places on a map',
  register: 'The whole register',
};

type FlowPageWords = typeof en;

const de: FlowPageWords = {
  title: 'Wohin Daten fließen',
  crumb: 'Datenfluss',
  subprocessors: 'Unterauftragsverarbeiter',
  description: (name) =>
    `Von den Diensten von ${name} über die Unterauftragsverarbeiter bis in die Länder, in denen sie verarbeiten.`,
  leadBefore: 'Von jedem Dienst von ',
  leadAfter:
    ' über diejenigen, die dafür personenbezogene Daten verarbeiten, bis dorthin, wo das geschieht.',
  nothing: 'Hier verarbeitet kein Unterauftragsverarbeiter etwas.',
  columns: { service: 'Dienste', entry: 'Unterauftragsverarbeiter', place: 'Wo' },
  allServices: 'Alle Dienste',
  groups: 'Unterauftragsverarbeiter nach Kategorie',
  noCategory: 'Ohne Kategorie',
  notStated: 'Ort nicht angegeben',
  otherCategories: 'Andere Kategorien',
  otherPlaces: (count) => `${count} andere Orte`,
  grouped: (count, most) =>
    `Mehr als ${most} Unterauftragsverarbeiter lassen sich nicht mehr einzeln zeichnen, daher stehen die ${count} nach Kategorie zusammen. Die Tabelle nennt jeden; wählen Sie einen Dienst, um weniger zu sehen.`,
  thickness:
    'Ein Band ist so breit wie sein Anteil an den Einträgen; über Datenmengen sagt es nichts.',
  announced: 'angekündigt, noch nicht wirksam',
  announcedMark: ' (angekündigt)',
  inEffect: 'wirksam',
  alt: (services, entries, places) =>
    `Bild der Datenflüsse: ${services} Dienste, ${entries} Unterauftragsverarbeiter, ${places} Orte. Die Tabelle darunter sagt dasselbe.`,
  scroll: 'Bild der Datenflüsse, seitlich verschiebbar',
  sideways: 'Das Bild ist breiter als dieser Bildschirm: es lässt sich seitlich verschieben.',
  caption: 'Wer für welchen Dienst verarbeitet, und wo',
  filter: 'Das Bild eingrenzen',
  map: 'Die Orte auf einer Karte',
  register: 'Das ganze Verzeichnis',
};

export const flowWords: Catalogue<FlowPageWords> = { en, de };
