import type { AccessWords } from './en.tsx';

export const de: AccessWords = {
  states: {
    verifying: {
      name: 'Wartet auf Ihre Bestätigung',
      said: 'Bitte bestätigen Sie, dass diese Adresse Ihnen gehört. Vorher geschieht nichts.',
    },
    waiting: {
      name: 'In Prüfung',
      said: 'Wir prüfen Ihre Anfrage, in der Regel innerhalb von zwei Werktagen. Sobald sie entschieden ist, erhalten Sie eine E-Mail.',
    },
    question: {
      name: 'Wir haben eine Frage',
      said: 'Wir haben Sie etwas gefragt: Bitte antworten Sie unten, dann geht es weiter.',
    },
    signing: {
      name: 'Bitte annehmen',
      said: 'Ihre Anfrage ist bewilligt. Die Dokumente sind vertraulich; bitte lesen Sie vorher die Bedingungen unten und nehmen Sie sie an.',
    },
    ready: {
      name: 'Bereit',
      said: 'Wir haben Ihnen einen Link gesendet, der Ihre Dokumente öffnet; er gilt einmal.',
    },
    declined: {
      name: 'Abgelehnt',
      said: 'Danke für Ihr Interesse. Wir können Ihnen diese Dokumente leider nicht geben; wenn Sie das anders sehen, schreiben Sie uns gern noch einmal.',
    },
    expired: {
      name: 'Abgelaufen',
      said: 'Die Zeit für diese Anfrage ist abgelaufen. Stellen Sie gern eine neue Anfrage, wenn Sie die Dokumente brauchen.',
    },
    withdrawn: {
      name: 'Zurückgezogen',
      said: 'Diese Anfrage wurde zurückgezogen. Mit ihr geschieht nichts mehr.',
    },
  },
  items: {
    asked: 'Noch nicht entschieden',
    approved: 'Bewilligt, sobald die Bedingungen angenommen sind',
    granted: 'Freigegeben',
    declined: 'Nicht bewilligt',
  },
  notOffered: 'Ein Dokument, das nicht mehr angeboten wird',
  documents: 'Dokumente',
  allDocuments: 'Alle Dokumente',
  overview: 'Überblick',
  form: {
    pageTitle: (document) => `${document} anfordern`,
    refusedTitle: 'Ihre Anfrage ist noch nicht gesendet',
    description: (document) => `${document} anfordern, ohne Konto.`,
    crumb: 'Anfrage',
    title: 'Dieses Dokument anfordern',
    heading: 'Ihre Anfrage',
    labels: {
      documents: 'Welche weiteren brauchen Sie?',
      name: 'Ihr Name',
      email: 'Ihre geschäftliche E-Mail-Adresse',
      company: 'Ihr Unternehmen',
      role: 'Ihre Funktion dort',
      purpose: 'Wofür brauchen Sie es?',
      message: 'Was sollten wir noch wissen?',
      language: 'In welcher Sprache sollen wir Ihnen schreiben?',
    },
    emailHint: 'Sie bestätigen sie über einen Link, und Dokumente gehen nur an diese Adresse.',
    purposeHint: 'Zum Beispiel für die Prüfung Ihrer Lieferanten oder für ein Audit.',
    underNda: 'nur mit Vertraulichkeitsvereinbarung',
    send: 'Anfrage senden',
    seeKept: (kept) => <>Lesen Sie, {kept('was davon gespeichert wird')}.</>,
  },
  next: {
    title: 'Wie es weitergeht',
    mail: 'Sie erhalten eine E-Mail mit dem Link zu Ihrer eigenen Seite und bestätigen dort, dass die Adresse Ihnen gehört.',
    noMail:
      'Von hier kann noch keine E-Mail gesendet werden; bewahren Sie das Aktenzeichen auf, das Sie erhalten.',
    decides: (name) => (
      <>
        {name} entscheidet, in der Regel innerhalb von zwei Werktagen. Sie sehen jeden Schritt auf
        Ihrer Seite und erfahren ihn per E-Mail.
      </>
    ),
    nda: 'Dort lesen Sie die Vertraulichkeitsbedingungen, nehmen sie an und erhalten eine Kopie.',
    link: 'Sie erhalten einen Link, der die Dokumente für Sie öffnet.',
    marked: ' Jede Kopie trägt auf jeder Seite Ihren Namen und Ihr Unternehmen.',
  },
  received: {
    title: 'Bitte sehen Sie in Ihr Postfach',
    mail: 'Eine E-Mail ist unterwegs zu Ihnen. Öffnen Sie innerhalb von sieben Tagen den Link darin und drücken Sie dort den Knopf: Dann zählt Ihre Anfrage.',
    noMail:
      'Ihre Anfrage ist eingegangen. Von hier kann noch keine E-Mail gesendet werden; bewahren Sie das Aktenzeichen auf.',
    after:
      'Die Seite hinter diesem Link zeigt, was aus Ihrer Anfrage wird. Ist nach einigen Minuten keine E-Mail da, sehen Sie im Spam-Ordner nach; an eine Adresse gehen höchstens fünf solche E-Mails am Tag.',
  },
  request: {
    pageTitle: (reference) => `Anfrage ${reference}`,
    description: 'Was aus Ihrer Anfrage nach Dokumenten wurde.',
    title: 'Ihre Anfrage nach Dokumenten',
    done: {
      verification: 'Danke: Jetzt wissen wir, dass diese Adresse Ihnen gehört.',
      messages: 'Ihre Nachricht ist eingegangen.',
      withdrawal: 'Ihre Anfrage ist zurückgezogen.',
      nda: 'Ihre Annahme ist festgehalten. Ihre Kopie finden Sie auf dieser Seite.',
      granted: 'Der Zugang ist erneuert. Die E-Mail mit dem Link zur neuen Fassung ist unterwegs.',
      signing:
        'Die Bedingungen haben sich seither geändert: Bitte lesen Sie sie und nehmen Sie sie an, dann erhalten Sie die neue Fassung.',
      revoked: 'Das Token gilt nicht mehr.',
      'download-link': 'Ein neuer Link ist unterwegs in Ihr Postfach. Er gilt einmal.',
    },
    isYours: 'Gehört diese Adresse Ihnen?',
    press:
      'Drücken Sie den Knopf, damit wir wissen, dass die Anfrage von Ihnen kommt. Was Sie erhalten, geht nur an diese Adresse.',
    yes: 'Ja, ich bitte um diese Dokumente',
    notYou: (link) => (
      <>
        Wenn Sie nicht angefragt haben, schließen Sie diese Seite: Die Anfrage endet nach sieben
        Tagen von selbst. Sie können sie auch {link('jetzt beenden')}.
      </>
    ),
    sign: 'Bitte lesen und annehmen',
    signFor: (nda, documents) => (
      <>
        {nda}, für {documents}. Sie sehen den ganzen Text, bevor Sie annehmen, und erhalten eine
        Kopie.
      </>
    ),
    readTerms: 'Bedingungen lesen',
    fetch: 'Ihre Dokumente abrufen',
    fetchLead:
      'In der E-Mail, die wir Ihnen gesendet haben, steht ein Link, der sie öffnet. Er gilt einmal und sieben Tage lang. Ist er benutzt oder verloren, lassen Sie sich einen neuen senden: Frühere gelten dann nicht mehr.',
    mailLink: 'Link per E-Mail senden',
    noMail: 'Von hier kann gerade keine E-Mail gesendet werden. Bitte schreiben Sie uns unten.',
    messages: 'Nachrichten',
    you: 'Sie',
    answer: 'Ihre Antwort',
    write: 'Schreiben Sie uns',
    message: 'Ihre Nachricht',
    send: 'Senden',
    withdraw: 'Zurückziehen',
    notNeeded: (link) => (
      <>
        Brauchen Sie die Dokumente nicht mehr, so können Sie {link('Ihre Anfrage zurückziehen')}.
        Sie werden noch einmal gefragt.
      </>
    ),
    withdrawTitle: 'Ihre Anfrage zurückziehen?',
    withdrawLead: (reference) =>
      `Anfrage ${reference} endet damit, und Sie erhalten nichts. Sie können jederzeit neu anfragen.`,
    keep: 'Aufrechterhalten',
    asked: 'Was Sie angefordert haben',
    standing: 'Wie es steht',
    reference: 'Aktenzeichen',
    state: 'Stand',
    received: 'Eingegangen',
    confirmed: 'Bestätigt',
    closed: 'Geschlossen',
    accepted: 'Bedingungen, die Sie angenommen haben',
    copy: 'Ihre Kopie (PDF)',
    wrote: 'Was Sie geschrieben haben',
    name: 'Name',
    email: 'E-Mail',
    company: 'Unternehmen',
    role: 'Funktion',
    purpose: 'Zweck',
  },
};
