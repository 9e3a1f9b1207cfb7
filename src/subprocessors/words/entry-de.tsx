import type { AnnexThreeItem } from '../model/completeness.ts';
import type { EntryState } from '../model/facts.ts';
import type { EntryWords } from './entry-en.tsx';

const around: Readonly<Record<EntryState, readonly [verb: string, end: string]>> = {
  announced: ['wird', 'verarbeiten'],
  current: ['verarbeitet', ''],
  ended: ['verarbeitete', ''],
  withdrawn: ['sollte', 'verarbeiten'],
};

const items: Readonly<Record<AnnexThreeItem, string>> = {
  legalName: 'Unternehmen',
  legalAddress: 'Anschrift',
  contactName: 'Name einer Kontaktperson',
  contactPosition: 'Funktion der Kontaktperson',
  contactDetails: 'Kontaktdaten',
  description: 'Beschreibung der Verarbeitung',
  responsibilities: 'Abgrenzung der Zuständigkeiten',
};

export const de: EntryWords = {
  description: (entry, name, purpose) =>
    `${entry} als Unterauftragsverarbeiter von ${name}: ${purpose}`,
  asJson: 'Dieser Eintrag als JSON',
  register: 'Unterauftragsverarbeiter',
  lead(state, { company, home, name }) {
    const [verb, end] = around[state];
    return (
      <>
        {company}
        {home === undefined ? null : ` (${home})`} {verb} im Auftrag von {name}{' '}
        {['personenbezogene Daten', end].filter(Boolean).join(' ')}.
      </>
    );
  },
  purpose: (text) => <> Zweck: {text}</>,
  places: (text, count) => (
    <>
      {' '}
      {count === 1 ? 'Ort' : 'Orte'}: {text}
    </>
  ),
  listed: (day) => <>Verzeichnet seit {day}</>,
  listedHere: (day) => <>Hier verzeichnet seit {day}</>,
  changed: (day) => <>Zuletzt geändert am {day}</>,
  imported: ', übernommen',
  contact: {
    title: 'Kontakt bei diesem Unternehmen',
    desk: 'Stelle',
    person: 'Person',
    position: 'Funktion',
    email: 'E-Mail',
    web: 'Web',
  },
  annexThree: 'Anhang III',
  complete: (total) =>
    `Enthält alle ${total} Angaben, die Anhang III der Standardvertragsklauseln verlangt.`,
  incomplete: (stated, total, missing) =>
    `Enthält ${stated} der ${total} Angaben, die Anhang III der Standardvertragsklauseln verlangt. Es fehlt: ${missing.map((item) => items[item]).join(', ')}.`,
  formats: {
    title: 'In anderen Formaten',
    csv: 'CSV des Verzeichnisses',
    stays: 'Diese Adresse bleibt gültig, auch wenn der Eintrag endet.',
  },
  due: {
    emergency: 'Im Notfall geändert',
    about: 'Bevorstehende Änderung',
    change: (id) => `Änderung ${id}`,
  },
  life: {
    title: 'Verlauf',
    history: 'Bisheriger Verlauf mit allem, was sich geändert hat',
    wholeHistory: 'Der ganze Verlauf mit allem, was sich geändert hat',
    begins: 'Beginnt',
    began: 'Begann',
    ended: 'Endete',
    ends: 'Endet',
  },
  groups: {
    company: 'Unternehmen',
    processing: 'Verarbeitung',
    places: 'Orte und Grundlage der Übermittlung',
    scope: 'Geltungsbereich und Kette',
    contract: 'Vertrag und Termine',
  },
  facts: {
    where: 'Ort',
    ended: 'Beendet',
    firstWithout: (day) => <>{day}, der erste Tag ohne Verarbeitung</>,
    website: 'Website',
    privacy: 'Datenschutzerklärung',
    security: 'Sicherheit',
    services: 'Dienste',
    all: 'Alle',
    regions: 'Regionen',
    plans: 'Tarife',
    optional: 'Optional',
    isOptional: 'Optional; vor dem Einschalten werden keine Daten weitergegeben',
    isFixed: 'Immer Teil des Dienstes',
    switchedOnBy: 'Eingeschaltet durch',
    feature: 'Funktion',
    engagedBy: 'Hinzugezogen durch',
    engages: 'Zieht hinzu',
    rank: 'Rang in der Kette',
    rankOf: (rank, name) => `${rank}, wobei ${name} Rang 1 hat`,
    ownList: 'Eigene Liste',
    replaces: 'Ersetzt',
    replacedBy: 'Ersetzt durch',
  },
};
