import type { DataWords } from './pages-en.ts';

export const de: DataWords = {
  title: 'Diese Daten verwenden',
  description: (name) =>
    `Unterauftragsverarbeiter und Änderungen von ${name} in eigene Programme und Seiten übernehmen.`,
  lead: 'Alles hier Veröffentlichte können Sie in Ihre Programme, Tabellen und Seiten übernehmen: ohne Schlüssel, von jeder Website aus. Kopieren Sie, was Sie brauchen; die Adressen sind die dieses Trust Centers.',
  asJson: 'Was sich einbetten lässt, als JSON',
  api: 'API-Referenz',
  parts: [
    {
      id: 'programs',
      title: 'In einem Programm',
      audience: 'Für alle, die eine Kopie der Liste führen oder sie vergleichen.',
      shown: [
        { says: 'Die Liste mit curl.', snippet: 'curl' },
        {
          says: 'Noch einmal, und nur bei einer Änderung: Unverändertes wird nicht erneut übertragen, und die Datei bleibt.',
          snippet: 'curl-again',
        },
        {
          says: 'JavaScript, in Node oder in der Seite einer beliebigen Website.',
          snippet: 'javascript',
        },
        { says: 'Python, allein mit der Standardbibliothek.', snippet: 'python' },
      ],
      notes: [
        'Jedes Dokument nennt sein JSON Schema, das nur wächst. Eine Abfrage in der Stunde genügt.',
      ],
    },
    {
      id: 'sheets',
      title: 'In einer Tabelle',
      audience: 'Für Einkauf und Prüfungen.',
      shown: [
        {
          says: 'Google Tabellen: in die erste Zelle eines leeren Blatts.',
          snippet: 'google-sheets',
        },
        {
          says: 'Excel: Daten, Daten abrufen, Aus anderen Quellen, Leere Abfrage, dann der Erweiterte Editor.',
          snippet: 'excel',
        },
      ],
      notes: ['Keine Zelle beginnt mit einem Zeichen, das als Formel gelesen würde.'],
    },
    {
      id: 'feeds',
      title: 'Im Feedreader oder Kalender',
      audience: 'Für alle, die von Änderungen erfahren wollen, ohne eine Adresse zu hinterlassen.',
      shown: [
        { says: 'Jeder Schritt einer Änderung, für jeden Feedreader.', snippet: 'feed' },
        { says: 'Tage und Fristen, für Kalender, die eine Adresse annehmen.', snippet: 'calendar' },
        {
          says: 'Dasselbe für einen Kalender, der sich von selbst öffnen soll.',
          snippet: 'calendar-app',
        },
      ],
      notes: [],
    },
    {
      id: 'elements',
      title: 'Auf Ihrer Website, stets auf dem aktuellen Stand',
      audience: 'Für Seiten, die ein Skript von hier laden dürfen.',
      shown: [
        { says: 'Die Liste der Unterauftragsverarbeiter.', snippet: 'embed-subprocessors' },
        { says: 'Die neuesten Änderungen.', snippet: 'embed-changes' },
        { says: 'Zertifikate und Sicherheitsmaßnahmen.', snippet: 'embed-controls' },
        {
          says: 'Ein Formular zum Abonnieren; die Antwort kommt von hier, in einem neuen Tab.',
          snippet: 'embed-subscribe',
        },
        {
          says: 'Statt des Skripts oben: eines, das sich nicht ändern kann. Der Browser führt es nur aus, wenn es genau diese Bytes sind.',
          snippet: 'embed-pinned',
        },
        {
          says: 'Was eine Content Security Policy dafür erlauben muss, neben dem, was sie schon erlaubt.',
          snippet: 'embed-policy',
        },
      ],
      notes: [
        'Das Skript wird in einer Seite nur einmal gebraucht. Bis es gelaufen ist und wo es nicht laufen kann, ist der Link im Inneren zu sehen.',
        'Nach einer Aktualisierung dieses Trust Centers kann eine festgelegte Adresse wegfallen; dann ist der Link zu sehen, bis die Seite die neue nennt. Um davon unabhängig zu sein, kopieren Sie das Skript auf Ihre eigene Website und nennen Sie das Dokument im Attribut src.',
      ],
    },
    {
      id: 'built',
      title: 'Auf einer Website, die vorab gebaut wird',
      audience: 'Für statische Websites und für Seiten ganz ohne Skript.',
      shown: [
        {
          says: 'Als Schritt des Builds: Stücke HTML, die Ihre Seite einbindet. Lässt sich nichts abrufen, bleiben die bisherigen.',
          snippet: 'fragments',
        },
        { says: 'Ein Stylesheet dafür, wenn Sie mögen.', snippet: 'fragment-style' },
      ],
      notes: [
        'Mit ?service= grenzen Sie ein, die Änderungen auch mit ?limit=. Bauen Sie neu, wenn der Webhook oder der Feed eine Änderung meldet.',
      ],
    },
  ],
  attributes: 'Attribute der Elemente',
  attributeHeads: ['Attribut', 'Gilt für', 'Wirkung'],
  all: 'alle',
  attributeRows: [
    ['lang', [], 'en oder de; sonst die Sprache der Seite'],
    ['theme', [], 'light, dark oder auto; sonst Schrift und Farben der Seite'],
    ['src', [], 'Adresse des Dokuments, wenn es nicht bei dem Skript liegt'],
    ['service', ['subprocessors', 'changes', 'subscribe'], 'nur was diesen Dienst betrifft'],
    ['limit', ['changes', 'controls'], 'höchstens so viele'],
  ],
  webhooks: 'Als Nachricht an Ihren Server',
  webhooksFor: 'Für alle, die auf eine Änderung sofort reagieren.',
  webhooksSay:
    'Ein Webhook erhält jedes Ereignis, sobald es eintritt, signiert. Abonnieren Sie seine Adresse oder einen Kanal in Slack oder Teams; die API-Referenz sagt, wie eine Nachricht geprüft wird.',
  webhookLinks: ['Eine Adresse abonnieren', 'So wird eine Nachricht geprüft'],
};
