import type { EmbedWords } from './embed-en.tsx';

export const de: EmbedWords = {
  title: (name) => `Unterauftragsverarbeiter von ${name}`,
  none: 'Auf dieser Liste steht kein Unterauftragsverarbeiter.',
  register: 'Vollständiges Verzeichnis, frühere Einträge und Änderungen',
  heads: ['Unterauftragsverarbeiter', 'Zweck', 'Ort', 'Stand'],
  current: 'Aktuell',
  announced: (from) => (
    <>
      Angekündigt{from && ', ab '}
      {from}
    </>
  ),
  change: (id, day) => `Änderung ${id}, ${day}`,
  objections: (day) => `, Einspruch bis ${day}`,
  changed: (day) => <>Zuletzt geändert am {day}. </>,
};
