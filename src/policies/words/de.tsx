import type { PolicyWords } from './en.tsx';

export const de: PolicyWords = {
  policies: 'Richtlinien',
  allPolicies: (count) =>
    count === 1 ? 'Richtlinien und Bedingungen' : `Alle ${count} Richtlinien`,
  retention: 'Wie lange etwas aufbewahrt wird',
  inEffect: 'In Kraft',
  toChange: 'Ändert sich',
  fromThatDay: 'In Kraft ab diesem Tag',
  updatedThatDay: 'Zuletzt an diesem Tag geändert',
  announcedPolicies: 'Angekündigte Richtlinien',
  materialChange: 'Wesentliche Änderung',
  change: 'Änderung',
  takesEffect: (version, number, day) => (
    <>
      {version(`Fassung ${number}`)} tritt am {day} in Kraft.
    </>
  ),
  whatChanges: 'Was sich ändert',
  policiesJson: 'Die Richtlinien als JSON',
  listDescription: (name) =>
    `Richtlinien und Bedingungen von ${name}: was gilt, seit wann, und was bevorsteht.`,
  listLead: (name) => (
    <>
      Was {name} zu personenbezogenen Daten zusagt und welche Bedingungen dazugehören. Jede Fassung
      behält ihre Adresse, und was sich zwischen zweien geändert hat, lässt sich Wort für Wort
      nachlesen.
    </>
  ),
  noneYet: (feed) => (
    <>
      Noch ist keine Richtlinie veröffentlicht. Sobald es eine gibt, steht sie hier und im{' '}
      {feed('Feed')}.
    </>
  ),
  columns: {
    policy: 'Richtlinie',
    inEffect: 'In Kraft',
    updated: 'Zuletzt geändert',
    toCome: 'Bevorstehend',
  },
  notYet: 'Noch nicht',
  nothing: 'Nichts',
  version: (number) => `Fassung ${number}`,
  from: (day) => <>ab {day}</>,
  policyJson: 'Diese Richtlinie als JSON',
  versions: 'Fassungen',
  versionsStay: 'Jede bleibt unverändert an ihrer Adresse.',
  changedSince: (number) => `was sich seit Fassung ${number} geändert hat`,
  announced: (isMaterial, day) => (
    <>
      {isMaterial ? 'Wesentlich' : 'Nicht wesentlich'}, angekündigt am {day}
    </>
  ),
  versionTitle: (title, number) => `${title}, Fassung ${number}`,
  versionJson: 'Diese Fassung als JSON',
  aboutVersion: 'Über diese Fassung',
  announcement: 'Die Ankündigung',
  announcedOn: (at, isMaterial, effective) => (
    <>
      Angekündigt am {at} {isMaterial ? 'als wesentliche Änderung' : 'als unwesentliche Änderung'},
      mit Wirkung ab {effective}.
    </>
  ),
  withdrawnOn: (at, reason) => (
    <>
      <strong>Zurückgezogen</strong> am {at}, bevor sie in Kraft trat: {reason}
    </>
  ),
  supersededOn: (at) => <>Abgelöst am {at}.</>,
  changedSinceVersion: (number) => `Was sich seit Fassung ${number} geändert hat`,
  versionInEffect: (number) => `Fassung ${number}, in Kraft`,
  compare: 'Mit ihr vergleichen',
  inEffectFrom: (day) => <>In Kraft ab {day}</>,
  lastUpdated: (day) => <>Zuletzt geändert am {day}</>,
  fallback: (language) => (
    <>Diese Fassung gibt es in der gewünschten Sprache nicht; angezeigt wird sie auf {language}.</>
  ),
  contents: 'Inhalt dieses Textes',
  differenceTitle: (title, from, to) => `${title}: Fassung ${from} und ${to}`,
  differenceDescription: (title, from, to) =>
    `Was sich in „${title}“ von Fassung ${from} zu Fassung ${to} geändert hat, Wort für Wort.`,
  differenceJson: 'Dieser Vergleich als JSON',
  difference: 'Vergleich',
  whatChanged: (from, to) => `Was sich von Fassung ${from} zu Fassung ${to} geändert hat`,
  otherLanguages:
    'Verglichen werden zwei verschiedene Sprachen, weil es beide Fassungen in keiner gemeinsamen gibt.',
  howMuch: (count, sections) => {
    if (count === 0) return 'Beide sagen dasselbe.';
    const changes = count === 1 ? 'Eine Stelle ist anders' : `${count} Stellen sind anders`;
    return `${changes}, in ${sections === 1 ? 'einem Abschnitt' : `${sections} Abschnitten`}.`;
  },
  howMarked: (
    <>
      <del>Durchgestrichen</del> ist, was entfallen ist, <ins>unterstrichen</ins>, was hinzugekommen
      ist.
    </>
  ),
  beforeHeading: 'Vor der ersten Überschrift',
  same: (count) =>
    count === 1
      ? 'Ein Absatz oder eine Zeile ist gleich.'
      : `${count} Absätze oder Zeilen sind gleich.`,
  removed: 'entfallen',
  added: 'hinzugekommen',
  unchanged: 'Unverändert',
  unchangedNote: 'Abschnitte, die in beiden gleich sind.',
};
