import type { Missing, SiteWords } from './en.tsx';

const counted: Readonly<Record<Missing, string>> = {
  page: 'Unter dieser Adresse gibt es keine Seite.',
  'sub-processor': 'Unter dieser Adresse gibt es keinen Unterauftragsverarbeiter.',
  change: 'Unter dieser Adresse gibt es keine Änderung.',
  update: 'Unter dieser Adresse gibt es keine Meldung.',
  document: 'Unter dieser Adresse gibt es kein Dokument.',
  policy: 'Unter dieser Adresse gibt es keine Richtlinie.',
  'version of a policy': 'Unter dieser Adresse gibt es keine Fassung einer Richtlinie.',
  'difference between versions': 'Unter dieser Adresse gibt es keinen Vergleich von Fassungen.',
};

export const de: SiteWords = {
  titleNow: 'Wer Ihre Daten verarbeitet',
  titleThen: 'Wer Ihre Daten verarbeitet hat',
  asJson: 'Diese Seite als JSON',
  stamp: (version, day) => (
    <>
      Fassung {version}, veröffentlicht am {day}
    </>
  ),
  oneDay: 'Was wirksam war',
  oneDaySays:
    'Diese Seite zeigt einen einzelnen Tag nach dem, was über ihn bekannt ist, nicht aber, was bis dahin angekündigt war.',
  oneDayPublished: (link) => (
    <> Das steht auf {link('der Seite, wie sie an diesem Tag veröffentlicht war')}.</>
  ),
  assurance: {
    title: 'Von anderen geprüft',
    examined: 'Geprüft',
    underWay: 'Geplant',
    askFor: 'Anfordern',
  },
  follow: {
    title: 'Von Änderungen zuerst erfahren',
    subscribe: 'Abonnieren',
    channels: 'Per E-Mail, Webhook, Slack oder Teams',
    feeds: 'Feeds',
    calendar: 'Kalender',
    days: 'Termine und Fristen der Änderungen',
    register: 'Verzeichnis',
    questions: 'Fragen',
    write: 'Schreiben Sie uns oder fordern Sie ein Dokument an',
    programs: 'Programme',
    api: 'API-Referenz',
  },
  back: {
    title: 'Rückblick',
    asOf: 'Wer an einem bestimmten Tag Daten verarbeitet hat',
    knownAt: 'Was dieses Verzeichnis an einem bestimmten Tag angab',
    diff: 'Was sich zwischen zwei Tagen geändert hat',
    timeline: 'Wer wann verarbeitet hat, als Zeitleiste',
    versions: 'Alle Fassungen des Verzeichnisses',
    log: 'Wie sich prüfen lässt, dass nichts umgeschrieben wurde',
  },
  commitments: 'Wozu wir uns verpflichten',
  notice: (days) =>
    `Wir kündigen jede Hinzuziehung oder Ersetzung eines Unterauftragsverarbeiters mindestens ${days === 1 ? 'einen Tag' : `${days} Tage`} im Voraus an.`,
  due: {
    emergency: 'Im Notfall geändert',
    about: 'Bevorstehende Änderung',
    change: (id) => `Änderung ${id}`,
    concerns: (audience) => `Sie betrifft ${audience}.`,
    read: 'Was sich ändert',
    object: 'Einspruch erheben',
    questions: (mail, id) => (
      <>
        Bei Fragen schreiben Sie an {mail} und nennen Sie Änderung {id}.
      </>
    ),
    inEmergency: 'Im Notfall geändert',
    also: (status) => `Außerdem ${status.charAt(0).toLowerCase()}${status.slice(1)}`,
    more: (count) => `${count} weitere im Änderungsprotokoll`,
    noneNow: 'Es ist keine Änderung angekündigt',
    noneThen: 'Es war keine Änderung angekündigt',
    nothingYet:
      'Es ist noch nichts veröffentlicht. Was sich später ändert, wird hier zuerst angekündigt.',
    last: (day) => <>Die letzte wurde am {day} wirksam.</>,
  },
  recent: {
    title: 'Letzte Änderungen',
    all: (count) => (count === 1 ? 'Zum Änderungsprotokoll' : `Alle ${count} Änderungen`),
    none: 'Es ist noch keine Änderung veröffentlicht.',
  },
  register: {
    title: 'Unterauftragsverarbeiter',
    full: 'Ganzes Verzeichnis, Filter und Downloads',
    none: 'Es ist noch kein Unterauftragsverarbeiter veröffentlicht.',
    more: (count) => `${count} weitere im ganzen Verzeichnis`,
    caption: 'Unterauftragsverarbeiter mit Zweck, Ort und Grundlage der Übermittlung',
    heads: ['Unterauftragsverarbeiter', 'Zweck', 'Ort', 'Grundlage der Übermittlung'],
    labels: { purpose: 'Zweck', where: 'Ort', transfer: 'Übermittlung' },
    from: (day) => <>Ab {day}</>,
    announced: 'Angekündigt',
    key: {
      DPF: 'DPF: Datenschutzrahmen EU-USA (Data Privacy Framework).',
      SCC: 'SCC: Standardvertragsklauseln der EU.',
    },
  },
  where: {
    title: 'Orte der Verarbeitung',
    none: 'Es ist noch kein Ort der Verarbeitung angegeben.',
    caption: 'Unterauftragsverarbeiter nach Ort der Verarbeitung',
    place: 'Ort',
    count: 'Unterauftragsverarbeiter',
    more: (count) => (count === 1 ? 'Und ein weiterer Ort.' : `Und ${count} weitere Orte.`),
    map: 'Auf einer Weltkarte',
    flow: 'Als Datenfluss',
    announced: ' angekündigt',
  },
  notFound: {
    title: 'Nicht gefunden',
    description: 'Unter dieser Adresse ist nichts veröffentlicht.',
    heading: 'Hier ist nichts veröffentlicht',
    lead: (what) =>
      `${counted[what]} Einträge und Änderungen behalten ihre Adresse auf Dauer; vielleicht ist der Link falsch geschrieben.`,
    subprocessors: 'Alle Unterauftragsverarbeiter',
    changes: 'Alle Änderungen',
    overview: 'Überblick',
    language: 'Diese Website gibt es nicht in dieser Sprache',
    inLanguages: 'Dieselbe Seite gibt es in diesen Sprachen:',
  },
  refused: {
    now: 'Zum heutigen Verzeichnis',
    versions: 'Alle Fassungen',
    changes: 'Alle Änderungen',
  },
  api: {
    title: 'API-Referenz',
    about: 'Die Adressen für Programme, die Schnittstelle für das Team und ihre Fehlermeldungen.',
    lead: (list, csv, feed) => (
      <>
        Alles, was hier veröffentlicht ist, steht Programmen ohne Schlüssel offen: die{' '}
        {list('Liste als JSON')} oder {csv} und {feed('ein Feed ihrer Änderungen')}. Das Team
        schreibt über die Schnittstelle mit einem Schlüssel. Ihre Beschreibung ist auf Englisch.
      </>
    ),
    description: 'OpenAPI-Beschreibung',
    schema: 'JSON Schema der Liste',
    problems: 'Fehlermeldungen',
  },
};
