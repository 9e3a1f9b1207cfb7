import type { RegisterWords } from './register-en.tsx';

const counted = (count: number) => (count === 1 ? '1 Eintrag' : `${count} Einträge`);

export const de: RegisterWords = {
  title: 'Unterauftragsverarbeiter',
  titleNumbered: (version) => `Unterauftragsverarbeiter, Fassung ${version}`,
  titleOn: (moment) => `Unterauftragsverarbeiter am ${moment}`,
  titleBefore: 'Unterauftragsverarbeiter, früher veröffentlichter Stand',
  description: (name) =>
    `Das Verzeichnis der Unterauftragsverarbeiter von ${name}: Zweck, Ort, Grundlage der Übermittlung, Stand.`,
  thisOrganisation: 'dieser Organisation',
  lead: (name, isPast) => (
    <>
      Die Unternehmen, die im Auftrag von {name} personenbezogene Daten{' '}
      {isPast
        ? 'verarbeiteten, während wir unsere Leistungen für Kunden erbrachten.'
        : 'verarbeiten, während wir unsere Leistungen für Kunden erbringen.'}
    </>
  ),
  noneYet: 'Es ist noch kein Unterauftragsverarbeiter veröffentlicht.',
  noneThen: 'Damals war kein Unterauftragsverarbeiter verzeichnet.',
  nothingRecorded: 'Aus dieser Zeit ist nichts aufgezeichnet.',
  stamp: {
    version: (version) => `Fassung ${version}`,
    changed: (day) => <>Zuletzt geändert am {day}</>,
    otherDay: 'An einem anderen Tag',
    timeline: 'Als Zeitleiste',
    map: 'Auf einer Karte',
    flow: 'Als Datenfluss',
    subscribe: 'Änderungen abonnieren',
    lastReviewOfOne: (day) => <>Letzte Prüfung eines Eintrags am {day}</>,
    lastReviewed: (day) => <>Zuletzt geprüft am {day}</>,
    reviewedSince: (day) => <>Alle Einträge seit dem {day} geprüft</>,
  },
  listAs: 'Diese Liste als',
  annexThree: 'Anhang III',
  times: {
    title: 'An einem anderen Tag',
    asOf: 'Was wirksam war am',
    knownAt: 'Was die Liste angab bis zum Ende des',
    show: 'Anzeigen',
    showAsOf: ', was an diesem Tag wirksam war',
    showKnownAt: ', was die Liste bis zum Ende dieses Tages angab',
    versions: 'Alle Fassungen dieser Liste',
    diff: 'Was sich zwischen zwei Tagen geändert hat',
    log: 'Wie sich prüfen lässt, dass nichts umgeschrieben wurde',
  },
  counted,
  countedOf: (found, all) => `${found} von ${all === 1 ? '1 Eintrag' : `${all} Einträgen`}`,
  countedIn: (state, count) =>
    `${count} ${{ announced: 'angekündigt', current: 'aktuell', ended: 'beendet', withdrawn: 'zurückgezogen' }[state]}`,
  showAll: 'Alle anzeigen',
  noMatch: 'Kein Eintrag passt zu diesem Filter.',
  clear: (all) =>
    all === 1
      ? 'Filter aufheben und den einen Eintrag anzeigen'
      : `Filter aufheben und alle ${all} Einträge anzeigen`,
  filter: {
    label: 'Verzeichnis filtern',
    service: 'Dienst',
    allServices: 'Alle Dienste',
    country: 'Land',
    allCountries: 'Alle Länder',
    category: 'Kategorie',
    allCategories: 'Alle Kategorien',
    text: 'Name oder Zweck',
    apply: 'Anwenden',
  },
  table: {
    caption: (name) => `Unterauftragsverarbeiter von ${name}: angekündigt, aktuell und beendet`,
    columns: {
      name: 'Unterauftragsverarbeiter',
      purpose: 'Zweck und Daten',
      where: 'Ort',
      transfer: 'Übermittlung',
      service: 'Dienst',
      status: 'Stand',
    },
    labels: { purpose: 'Zweck', transfer: 'Übermittlung' },
    remarks: {
      announced: 'noch nicht wirksam',
      current: 'verarbeiten heute',
      ended: 'zum Nachweis aufbewahrt',
      withdrawn: 'vor dem Stichtag zurückgezogen',
    },
    processingThen: 'verarbeiteten damals',
    inEffectThen: 'wirksam an diesem Tag',
    allServices: 'Alle Dienste',
    optional: 'optional',
    key: {
      DPF: 'DPF: Datenschutzrahmen EU-USA (Data Privacy Framework).',
      SCC: 'SCC: Standardvertragsklauseln der EU; Modul 3 gilt zwischen einem Auftragsverarbeiter und seinem Unterauftragsverarbeiter.',
      IDTA: 'IDTA: International Data Transfer Agreement des Vereinigten Königreichs.',
    },
    wider: 'Einträge ohne Angabe eines Dienstes betreffen alle Dienste und stehen bei jedem.',
  },
  states: {
    announced: 'Angekündigt',
    current: 'Aktuell',
    ended: 'Beendet',
    withdrawn: 'Zurückgezogen',
  },
  status: {
    from: (day) => <>ab {day}</>,
    since: (day) => <>seit {day}</>,
    replacedBy: (name) => <>, ersetzt durch {name}</>,
    disposal: {
      returned: 'Daten zurückgegeben',
      deleted: 'Daten gelöscht',
      'returned-and-deleted': 'Daten zurückgegeben und gelöscht',
    },
    corrected: (day) => <>Berichtigt am {day}</>,
    amended: (day) => <>Geändert am {day}</>,
    change: (id) => `Änderung ${id}`,
    to: {
      added: (day) => <>Angekündigt ab {day}</>,
      amended: (day) => <>Geändert ab {day}</>,
      removed: (day) => <>Endet am {day}</>,
      replaced: (day) => <>Ersetzt ab {day}</>,
    },
  },
};
