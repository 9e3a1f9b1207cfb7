import type { SearchWords } from './en.ts';

export const de: SearchWords = {
  title: 'Suche',
  titleOf: (query) => `Suche: ${query}`,
  description: (name) => `Alles durchsuchen, was ${name} hier veröffentlicht.`,
  lead: 'Unterauftragsverarbeiter, Änderungen, Sicherheit, Dokumente, Richtlinien und Meldungen: alles, was hier jetzt öffentlich ist.',
  label: 'Dieses Trust Center durchsuchen',
  hint: 'Ein Unternehmen, ein Land, eine Art von Daten, eine Norm',
  button: 'Suchen',
  kinds: {
    subprocessor: { one: 'Unterauftragsverarbeiter', all: 'Unterauftragsverarbeiter' },
    change: { one: 'Änderung', all: 'Änderungen' },
    control: { one: 'Sicherheitsmaßnahme', all: 'Sicherheitsmaßnahmen' },
    attestation: { one: 'Bericht oder Zertifikat', all: 'Berichte und Zertifikate' },
    question: { one: 'Frage', all: 'Fragen' },
    law: { one: 'Gesetz', all: 'Gesetze' },
    document: { one: 'Dokument', all: 'Dokumente' },
    policy: { one: 'Richtlinie', all: 'Richtlinien' },
    update: { one: 'Meldung', all: 'Meldungen' },
  },
  kindsLabel: 'Arten von Treffern',
  everything: 'Alles',
  results: 'Treffer, die besten zuerst',
  found: (count) => (count === 1 ? '1 Treffer' : `${count} Treffer`),
  best: (shown, count) =>
    `Die besten ${shown} von ${count} Treffern. Ein weiteres Wort grenzt sie ein.`,
  nothingFound: 'Nichts, was hier öffentlich ist, enthält alle diese Wörter.',
  nothingOfKind: 'Diese Wörter kommen nicht vor unter: ',
  showAll: 'Zeigen, was anderswo gefunden wurde',
  noWord: 'Geben Sie mindestens einen Buchstaben oder eine Ziffer ein.',
  howTo: 'So geht es weiter',
  fewer:
    'Verwenden Sie weniger Wörter, oder nur den Anfang eines Wortes: „deutsch“ findet Deutschland.',
  lists: ['Das ganze Verzeichnis', 'alle Änderungen', 'Sicherheit', 'Dokumente'],
  ask: 'Fragen Sie uns: Ein Mensch antwortet',
};
