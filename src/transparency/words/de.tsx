import type { LogWords } from './en.tsx';

export const de: LogWords = {
  title: 'Transparenzprotokoll',
  description: 'Der Nachweis, dass hier Veröffentlichtes nicht nachträglich umgeschrieben wurde.',
  lead: 'So kann jeder prüfen, dass hier Veröffentlichtes nicht nachträglich umgeschrieben wurde.',
  nothing: 'Im Protokoll steht noch nichts.',
  meaning: 'Was es beweist',
  meaningOf: [
    'Was hier veröffentlicht wird, wird im selben Augenblick in ein Protokoll eingetragen, Zeile für Zeile, und nichts wird je daraus entfernt oder darin geändert. Ein Prüfpunkt ist ein kurzer signierter Text, der alle bisherigen Zeilen festlegt: Würde auch nur ein Wort einer alten Zeile geändert, entfernt, verschoben oder später eingefügt, passte kein späterer Prüfpunkt mehr zu dem, den Sie aufbewahrt haben.',
    'Wer einen Prüfpunkt aufbewahrt, kann also uns und jedem anderen zeigen, ob das Protokoll von heute noch das des Tages ist, von dem der Prüfpunkt stammt. Es bindet uns nur gegenüber denen, die einen aufbewahrt haben, und beweist nicht, dass Veröffentlichtes wahr oder vollständig war. Ansprechpartner stehen nicht im Protokoll: An ihrer Stelle steht ein mit Zufallswert gebildeter Hash, sodass eine Person gelöscht werden kann und das Protokoll dennoch stimmt.',
  ],
  checkpoint: 'Der Prüfpunkt zum Aufbewahren',
  keep: (download) => (
    <>
      Kopieren Sie ihn oder {download('laden Sie ihn herunter')}, und bewahren Sie ihn dort auf, wo
      wir keinen Zugriff haben.
    </>
  ),
  checking: 'So prüfen Sie',
  withAnnex:
    'Mit Annex, dessen Quelltext offen ist, auf Ihrem eigenen Rechner. Es liest das Protokoll von hier, prüft die Signatur und jede Zeile, vergleicht das Ergebnis mit dem veröffentlichten Verzeichnis und merkt sich den Prüfpunkt für das nächste Mal:',
  form: 'Das Protokoll hat die Form, die ihm die Spezifikationen von C2SP geben (tlog-tiles, tlog-checkpoint, signed-note, tlog-proof), mit den Hashes von RFC 6962 über JSON nach RFC 8785. Eine Zeile heißt dort „leaf“, und die erste hat die Nummer 0. Jedes Programm, das diese Spezifikationen kennt, kann es prüfen. Zu jeder Änderung und jeder Meldung gibt es den Nachweis als Datei.',
  facts: 'Das Protokoll heute',
  lines: 'Zeilen',
  since: 'Seit',
  keys: (count) => (count === 1 ? 'Der Schlüssel' : 'Die Schlüssel'),
  signs: (day, isCurrent) => (
    <>
      {isCurrent ? 'Signiert seit' : 'Signierte ab'} {day}
    </>
  ),
  alsoAs: (text) => (
    <>
      Auch als {text('reiner Text')}. Ein alter Schlüssel bleibt hier stehen, damit auf Dauer
      prüfbar ist, was mit ihm signiert wurde; ein neuer ist selbst eine Zeile des Protokolls.
    </>
  ),
};
