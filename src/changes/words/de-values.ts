import { activityWords, regionWords } from '../../subprocessors/model/words.ts';
import type { ValueWords } from '../value-words.ts';
import type { Day } from '../../core/day.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';

const months =
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');

/** `4. Januar 2027`. */
export function germanDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)}. ${months[Number(month) - 1] ?? month} ${year}`;
}

/** The words of the GDPR in German, where it has them: Unterauftragsverarbeiter, betroffene Personen. */
export const germanFields: Readonly<Record<keyof Facts, string>> = {
  name: 'Name',
  legalName: 'Unternehmen',
  legalAddress: 'Anschrift',
  establishment: 'Niederlassung',
  companyNumber: 'Registernummer',
  lei: 'LEI',
  euid: 'EUID',
  parentGroup: 'Unternehmensgruppe',
  kind: 'Verhältnis zu uns',
  category: 'Kategorie',
  description: 'Zweck',
  responsibilities: 'Abgrenzung der Zuständigkeiten',
  nature: 'Art der Verarbeitung',
  duration: 'Dauer der Verarbeitung',
  frequency: 'Häufigkeit',
  dataCategories: 'Kategorien personenbezogener Daten',
  dataSubjects: 'Kategorien betroffener Personen',
  specialCategories: 'Besondere Kategorien personenbezogener Daten',
  protectedHealthInformation: 'Geschützte Gesundheitsdaten (HIPAA)',
  ai: 'Künstliche Intelligenz',
  locations: 'Ort der Verarbeitung',
  transfers: 'Grundlage der Übermittlung',
  scope: 'Geltungsbereich',
  certifications: 'Zertifizierungen',
  contract: 'Vertrag',
  contact: 'Kontakt',
  links: 'Links',
  parent: 'Hinzugezogen durch',
  rank: 'Rang in der Kette',
  effectiveFrom: 'Von',
  effectiveUntil: 'Bis',
  disposal: 'Daten nach dem Ende',
  lastReviewedOn: 'Zuletzt geprüft',
  nextReviewDue: 'Nächste Prüfung',
  order: 'Stelle in der Liste',
  translations: 'Übersetzungen',
};

export const germanValues: ValueWords = {
  language: 'de',
  day: germanDay,
  regions: regionWords.de,
  activities: activityWords.de,
  mechanisms: {
    'none-needed': 'Nicht erforderlich, innerhalb des EWR',
    adequacy: 'Angemessenheitsbeschluss',
    'eu-us-dpf': 'Datenschutzrahmen EU-USA (Data Privacy Framework)',
    'scc-2021-914': 'Standardvertragsklauseln (EU) 2021/914',
    'uk-idta': 'UK International Data Transfer Agreement',
    'uk-addendum': 'UK-Addendum zu den Standardvertragsklauseln',
    swiss: 'Instrument nach Schweizer Recht',
    bcr: 'Verbindliche interne Datenschutzvorschriften',
    derogation: 'Ausnahme nach Art. 49 DSGVO',
    other: 'Anderes Instrument',
  },
  frequencies: { continuous: 'Fortlaufend', 'one-off': 'Einmalig', 'on-demand': 'Bei Bedarf' },
  disposals: {
    returned: 'Zurückgegeben',
    deleted: 'Gelöscht',
    'returned-and-deleted': 'Zurückgegeben und gelöscht',
  },
  links: {
    website: 'Website',
    privacy: 'Datenschutz',
    security: 'Sicherheit',
    subprocessors: 'Eigene Unterauftragsverarbeiter',
  },
  kinds: { 'third-party': 'Konzernfremdes Unternehmen', affiliate: 'Verbundenes Unternehmen' },
  yes: 'Ja',
  no: 'Nein',
  noneStated: 'Keine angegeben',
  placeNotStated: 'Ort nicht angegeben',
  on: ' am ',
  from: ', ab ',
  until: ', bis ',
  validUntil: ', gültig bis ',
  sccModule: ', Modul ',
  assessmentAvailable: ', Transfer-Folgenabschätzung verfügbar',
  dpaSigned: 'Vertrag zur Auftragsverarbeitung geschlossen am ',
  baaSigned: 'Business Associate Agreement geschlossen am ',
  contractText: 'Text: ',
  services: 'Dienste: ',
  regionsOf: 'Regionen: ',
  plans: 'Tarife: ',
  feature: 'Funktion: ',
  optional: ['Optional', 'Nicht optional'],
  usesAi: ['Setzt KI ein', 'Setzt keine KI ein'],
  trains: ['Trainiert mit den Daten', 'Trainiert nicht mit den Daten'],
  retainsNothing: ['Speichert nichts', 'Speichert Daten'],
};
