import type { DocumentFacts } from '../src/documents/model.ts';
import type { Draft } from '../src/updates/model.ts';

type Post = { readonly title?: string; readonly body: string };

/** By thread, each post in its order. */
const posts: Readonly<Record<string, readonly Post[]>> = {
  'soc-2': [
    {
      title: 'Bericht SOC 2 Typ I',
      body: [
        'Unser erster SOC-2-Bericht liegt vor. Er ist vom Typ I: Ein unabhängiger Prüfer hat untersucht, wie die Maßnahmen des Qluster-Dienstes für Sicherheit, Verfügbarkeit und Vertraulichkeit gestaltet sind, bezogen auf einen Tag, und keine Abweichungen gefunden.',
        'Wie sie über ein halbes Jahr wirken, wird der Bericht vom Typ II sagen. Sein Zeitraum hat begonnen; die Seite zur Sicherheit nennt, wann wir ihn erwarten.',
        'Kunden und wer es werden möchte können ihn auf der Seite mit den Dokumenten anfordern.',
      ].join('\n\n'),
    },
  ],
  'delayed-mail': [
    {
      title: 'Benachrichtigungen per E-Mail treffen verspätet ein',
      body: 'Seit etwa 9.20 Uhr gehen Benachrichtigungen per E-Mail mit bis zu 40 Minuten Verspätung hinaus. Der Qluster-Dienst selbst ist nicht betroffen: Nichts geht verloren, und in der Anwendung ist alles sofort zu sehen. Wir suchen die Ursache.',
    },
    {
      body: 'Die Ursache liegt bei uns. Seit einer Veröffentlichung von heute Morgen öffnet jeder Versandprozess für jede Nachricht eine neue Verbindung, und der Anbieter bremst uns deshalb. Wir nehmen sie zurück.',
    },
    {
      body: 'Der frühere Stand läuft wieder, und neue Nachrichten gehen sofort hinaus. 11.400 Nachrichten warten; die ältesten werden zuerst gesendet, und alle sollten binnen einer Stunde versandt sein.',
    },
    {
      body: [
        'Alle wartenden Nachrichten waren um 12.05 Uhr zugestellt. Keine ging verloren, keine wurde doppelt gesendet, und keine Daten erreichten jemanden, für den sie nicht bestimmt waren.',
        '**Was geschehen ist.** Von 9.20 bis 10.50 Uhr gingen neue Benachrichtigungen verspätet hinaus; die wartenden waren um 12.05 Uhr alle zugestellt.',
        '**Was wir ändern**',
        '- Das Alter der ältesten wartenden Nachricht löst nun selbst einen Alarm aus; bisher taten das nur Fehler.\n- Ein neuer Stand des Versands wird eine Stunde lang mit einem Zwanzigstel des Verkehrs erprobt.\n- Die Zahl der Verbindungen ist in unserem Code begrenzt, nicht nur beim Anbieter.',
      ].join('\n\n'),
    },
  ],
  'penetration-test': [
    {
      title: 'Der Penetrationstest dieses Jahres ist abgeschlossen',
      body: [
        'Ein unabhängiges Unternehmen hat die Website, den Qluster-Dienst und seine API zehn Tage lang geprüft, mit einem Konto jeder Rolle und mit Einblick in den Quelltext.',
        '| Schwere | Gefunden | Behoben |\n| --- | --- | --- |\n| Kritisch | 0 | 0 |\n| Hoch | 1 | 1 |\n| Mittel | 3 | 3 |\n| Niedrig | 6 | 4 |',
        'Durch den Befund hoher Schwere konnte ein Administrator eines Arbeitsbereichs die Namen archivierter Projekte desselben Arbeitsbereichs über deren Aufbewahrungsfrist hinaus lesen. Er war binnen zwei Tagen behoben, und unsere Protokolle zeigen keine Nutzung. Die zwei offenen Befunde niedriger Schwere sind bis zum Ende des nächsten Monats fällig.',
        'Die Zusammenfassung, die das Unternehmen für Kunden geschrieben hat, ist auf Anforderung erhältlich.',
      ].join('\n\n'),
    },
  ],
  'disclosure-policy': [
    {
      title: 'Umgang mit Schwachstellen: klarere Zusagen an Forschende',
      body: [
        'Unsere [Richtlinie zum Umgang mit Schwachstellen](https://qluster.example/security) sagt nun, was wir bisher stillschweigend getan haben:',
        '1. Wir beantworten eine Meldung binnen zwei Arbeitstagen.\n2. Wir gehen nicht rechtlich gegen Forschung vor, die sich an die Richtlinie hält.\n3. Wir vereinbaren mit den Meldenden einen Tag der Veröffentlichung, spätestens nach 90 Tagen.',
        'Für Kunden ändert sich nichts.',
      ].join('\n\n'),
    },
  ],
};

/** A post of the demonstration with its German; `position` from 1. */
export function postInGerman(thread: string, position: number, draft: Draft): Draft {
  const de = posts[thread]?.[position - 1];
  return de === undefined ? draft : { ...draft, translations: { de } };
}

const documents: Readonly<Record<string, Pick<DocumentFacts, 'title' | 'description'>>> = {
  'data-processing-agreement': {
    title: 'Auftragsverarbeitungsvertrag (AVV)',
    description:
      'Teil jedes Vertrags über den Qluster-Dienst, mit dem Inhalt von Artikel 28 DSGVO. Wenn Sie ihn auf Papier oder mit Änderungen abschließen möchten, schreiben Sie an privacy@qluster.example.',
  },
  'standard-contractual-clauses': {
    title: 'Standardvertragsklauseln',
    description:
      'Modul zwei der Klauseln von 2021 mit unserer Auswahl und den Anhängen I bis III; wo Sie selbst Auftragsverarbeiter sind, tritt Modul drei an seine Stelle.',
  },
  caiq: {
    title: 'Antworten auf den CAIQ 4',
    description:
      'Unsere Antworten auf den Fragebogen der Cloud Security Alliance. Die meisten Fragebögen zur Sicherheit fragen dasselbe; bitte sehen Sie zuerst hier nach.',
  },
  'soc-2-type-i-report': {
    title: 'Bericht SOC 2 Typ I',
    description:
      'Der Bericht unseres Prüfers darüber, wie die Maßnahmen des Qluster-Dienstes für Sicherheit, Verfügbarkeit und Vertraulichkeit **gestaltet** sind. Er bezieht sich auf einen Tag; der Bericht vom Typ II wird sagen, wie sie über ein halbes Jahr wirken.\n\nSeine Verwendung ist nach den Standards des AICPA beschränkt: Er ist für Kunden und für alle, die es werden möchten.',
  },
  'soc-2-bridge-letter': {
    title: 'Überbrückungsschreiben zu SOC 2',
    description: 'Unsere eigene Erklärung dazu, was sich seit dem Tag des Berichts geändert hat.',
  },
  'penetration-test-summary': {
    title: 'Zusammenfassung des Penetrationstests',
    description:
      'Was ein unabhängiges Unternehmen geprüft und gefunden hat, ohne die Einzelheiten, die bei einem Angriff helfen würden.',
  },
};

export function documentInGerman(slug: string, facts: DocumentFacts): DocumentFacts {
  const de = documents[slug];
  return de === undefined ? facts : { ...facts, translations: { de } };
}
