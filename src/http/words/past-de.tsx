import type { PastWords } from './past-en.tsx';

export const de: PastWords = {
  label: 'Welchen früheren Stand diese Seite zeigt',
  now: 'Zum heutigen Stand',
  permanent: 'Dauerhafte Adresse dieser Auskunft',
  versions: 'Alle Fassungen',
  numbered: (version, on) => (
    <>
      Fassung {version} des Verzeichnisses, wie sie veröffentlicht wurde
      {on}.
    </>
  ),
  onDay: (day) => <> (am {day})</>,
  published: (until) => <>Das Verzeichnis, wie es {until} veröffentlicht war.</>,
  inEffect: (at, known) => (
    <>
      Wirksam {at}, {known}.
    </>
  ),
  knownToday: 'nach heutigem Kenntnisstand',
  knownBy: (until) => <>nach dem, was {until} veröffentlicht war</>,
  at: (day, time, zone) => (
    <>
      am {day}
      {time} ({zone})
    </>
  ),
  byEndOf: (day, zone) => (
    <>
      bis zum Ende des {day} ({zone})
    </>
  ),
  by: (moment, zone) => (
    <>
      bis zum {moment} ({zone})
    </>
  ),
  version: (version) => `Fassung ${version}. `,
  recordsSince: (day) => (
    <>Über diese Zeit ist nichts bekannt: Die Aufzeichnungen beginnen am {day}.</>
  ),
  imported: (day) => (
    <>
      Eine übernommene Angabe: Nach der importierten Historie wurde dies am {day} so veröffentlicht;
      hier wurde es damals nicht aufgezeichnet.
    </>
  ),
};
