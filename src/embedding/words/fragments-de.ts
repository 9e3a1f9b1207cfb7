import type { FragmentWords } from './fragments-en.ts';

export const de: FragmentWords = {
  listOf: 'Unterauftragsverarbeiter von ',
  heads: ['Unterauftragsverarbeiter', 'Zweck', 'Ort', 'Stand'],
  none: 'Auf dieser Liste steht kein Unterauftragsverarbeiter.',
  current: 'Aktuell',
  announced: 'Angekündigt',
  from: ', ab ',
  changesOn: 'Änderung am ',
  objectionsUntil: ', Einspruch bis ',
  lastChanged: 'Zuletzt geändert am ',
  register: 'Vollständiges Verzeichnis, frühere Einträge und Änderungen',
  states: {
    announced: 'Angekündigt',
    'in-effect': 'In Kraft',
    withdrawn: 'Zurückgezogen',
    superseded: 'Ersetzt',
  },
  correction: 'Berichtigung',
  noChange: 'Es ist keine Änderung veröffentlicht.',
  log: 'Alle Änderungen',
};
