import type { AccessibilityWords } from './accessibility-en.tsx';

export const de: AccessibilityWords = {
  title: 'Barrierefreiheit',
  description: (name) =>
    `Wie dieses Trust Center von ${name} für alle benutzbar ist, was bekanntermaßen nicht geht und wem Sie es sagen können.`,
  lead: (name) => (
    <>
      Alle sollen lesen können, was {name} hier veröffentlicht, und Einspruch erheben, anfragen und
      abonnieren können. Die Seiten richten sich nach der Stufe AA der Richtlinien für barrierefreie
      Webinhalte (WCAG) 2.2 und damit nach EN 301 549.
    </>
  ),
  parts: [
    {
      id: 'works',
      title: 'Wie es gemacht ist',
      points: [
        'Jede Seite geht ohne JavaScript, ohne Bilder, allein mit der Tastatur und in einem Textbrowser. Nichts bewegt sich, blinkt oder endet nach einer Frist.',
        'Überschriften, Bereiche, Tabellen und Formulare sind für Screenreader benannt. Was eine Zeichnung zeigt, steht auch in einer Tabelle.',
        'Nichts wird allein durch Farbe gesagt. Der Kontrast beträgt in der hellen und der dunklen Darstellung mindestens 4,5 zu 1; eine Hausfarbe mit weniger wird abgelehnt.',
        'Die Seiten lassen sich auf 400 % vergrößern und auf 320 Bildpunkten lesen, ohne seitlich zu rollen; breite Tabellen und Zeichnungen rollen für sich.',
        'Was in einem Formular nicht stimmt, steht an erster Stelle und an jedem Feld, mit dem, was zu tun ist; nichts Eingegebenes geht verloren.',
        'Jeder Text sagt, in welcher Sprache er steht.',
      ],
    },
    {
      id: 'limits',
      title: 'Was bekanntermaßen nicht barrierefrei ist',
      points: [
        'Dokumenten, die anderswo entstanden sind, etwa Prüfberichten als PDF, können Strukturangaben und Alternativtexte fehlen. Die PDF-Dateien, die dieses Trust Center selbst schreibt, haben Strukturangaben.',
        'Die Weltkarte und der Datenfluss sind Zeichnungen für das Auge; die Tabellen dahinter sagen dasselbe.',
        'Wo die Liste in einer anderen Website gezeigt wird, bestimmt jene über das, was um sie herum steht.',
      ],
    },
    {
      id: 'tested',
      title: 'Woher das bekannt ist',
      points: [
        'Durch Selbstbewertung: Jede Version der Software, Annex, wird Seite für Seite in einem Browser geprüft, nach den Regeln von axe und mit der Tastatur, auf breitem und schmalem Bildschirm, hell und dunkel und mit Texten, die nicht passen. Keine äußere Stelle hat sie geprüft.',
      ],
    },
  ],
  contact: 'Wenn etwas für Sie nicht geht',
  contactLead: (form) => (
    <>
      {form('Schreiben Sie uns')} und nennen Sie die Seite und womit Sie sie lesen. Bis dahin geben
      wir Ihnen den Inhalt in anderer Form.
    </>
  ),
};
