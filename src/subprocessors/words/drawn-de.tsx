import type { DrawnWords } from './drawn-en.tsx';

const counted = (count: number) => (count === 1 ? '1 Eintrag' : `${count} Einträge`);

export const de: DrawnWords = {
  register: 'Unterauftragsverarbeiter',
  timeline: {
    title: 'Zeitleiste',
    description: (name) =>
      `Wer wann personenbezogene Daten im Auftrag von ${name} verarbeitet hat: ein Balken je Unterauftragsverarbeiter.`,
    lead: (name) => <>Wer wann im Auftrag von {name} personenbezogene Daten verarbeitet hat.</>,
    span: (count, since, current) => (
      <>
        {' '}
        {counted(count)}
        {since === undefined ? null : <> seit dem {since}</>}, davon {current} aktuell.
      </>
    ),
    version: (version) => `Fassung ${version}`,
    drawnUpTo: (day) => <>Gezeichnet bis zum {day}, an dem diese Fassung veröffentlicht wurde</>,
    none: 'Es ist noch kein Unterauftragsverarbeiter veröffentlicht.',
    caption: 'Unterauftragsverarbeiter mit ihrem ersten und letzten Tag, die neuesten zuerst',
    olderCaption: 'Ältere Unterauftragsverarbeiter mit ihrem ersten und letzten Tag',
    notDrawn: (count) =>
      `${count === 1 ? '1 älterer Eintrag' : `${count} ältere Einträge`}, nicht gezeichnet`,
    heads: ['Unterauftragsverarbeiter', 'Von', 'Bis'],
    by: 'spätestens ',
    ends: (day) => <>Endet am {day}</>,
    signs: {
      current: 'wirksam',
      ended: 'beendet',
      announced: 'angekündigt',
      amended: 'geändert',
      unstated: 'erster Tag nicht angegeben',
    },
    byMeans:
      '„Spätestens“ vor einem Tag: Das Verzeichnis gibt den ersten Tag der Verarbeitung nicht an und kennt den Eintrag seit diesem Tag.',
    claims: 'Wo eine Historie übernommen wurde, gelten die Tage, die sie angibt.',
    beyond: (day) => <>Was jenseits der Linie am {day} liegt, ist angekündigt.</>,
    bar: {
      announcedFrom: (day) => `angekündigt ab ${day}`,
      from: (day) => `ab ${day}`,
      knownFrom: (day) => `bekannt ab ${day}`,
      toEnd: (day) => `endet am ${day}`,
      until: (day) => `bis ${day}`,
      amended: (day) => `geändert am ${day}`,
      amendedOften: (day) => `mehrmals geändert, zuletzt am ${day}`,
    },
    axis: (from, to) => `Gezeichnet vom ${from} bis zum ${to}`,
    axisBeyond: (day) => `; was nach dem ${day} liegt, ist angekündigt`,
  },
  map: {
    title: 'Karte der Verarbeitung',
    crumb: 'Karte',
    description: (name) =>
      `Die Länder, in denen Unterauftragsverarbeiter von ${name} personenbezogene Daten verarbeiten.`,
    heading: 'Wo Daten verarbeitet werden',
    lead: (name, companies, countries) => (
      <>
        Im Auftrag von {name}{' '}
        {`${companies === 1 ? 'verarbeitet 1' : `verarbeiten ${companies}`} Unterauftragsverarbeiter personenbezogene Daten in ${countries === 1 ? '1 Land' : `${countries} Ländern`}`}
        .
      </>
    ),
    none: 'Hier ist kein Ort der Verarbeitung angegeben.',
    filter: 'Karte filtern',
    caption: 'Unterauftragsverarbeiter nach Ort der Verarbeitung',
    place: 'Ort',
    now: 'Verarbeiten dort',
    next: 'Angekündigt',
    announced: (count) => `${count} angekündigt`,
    partOf: (region, count) => `Teil von: ${region} (${count})`,
    alt: (most) =>
      `Weltkarte. Die meisten: ${most.length > 0 ? most.join('; ') : 'kein Land angegeben'}. Die Tabelle darunter nennt alle Orte.`,
    orMore: (from) => `${from} oder mehr`,
    fromTo: (from, to) => `${from} bis ${to}`,
    announcedOnly: 'nur angekündigt',
    partOfRegion: 'Teil einer Region, die als Ganzes genannt ist',
    notDrawn: (places) => `Nicht gezeichnet: ${places.join('; ')}. `,
    borders:
      'Grenzen nach Natural Earth, vereinfacht; sie sagen nichts darüber, zu wem ein Gebiet gehört.',
  },
};
