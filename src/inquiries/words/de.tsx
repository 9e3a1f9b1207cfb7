import { germanHeadline } from '../../changes/words/de-titles.ts';
import type { InquiryWords } from './en.tsx';

export const de: InquiryWords = {
  topics: {
    general: 'Eine allgemeine Frage',
    security: 'Sicherheit',
    document: 'Ein Dokument, etwa ein SOC-2-Bericht',
    'contract-clauses': 'Vertragsklauseln oder ein Vertrag zur Auftragsverarbeitung',
    'privacy-request': 'Meine personenbezogenen Daten',
    vulnerability: 'Eine Schwachstelle, die ich gefunden habe',
    objection: 'Ein Einspruch gegen eine Änderung bei Unterauftragsverarbeitern',
  },
  states: {
    received: 'Eingegangen',
    'in-progress': 'In Bearbeitung',
    answered: 'Beantwortet',
    closed: 'Geschlossen',
  },
  overview: 'Überblick',
  contact: {
    title: 'Kontakt',
    refusedTitle: 'Ihre Nachricht ist noch nicht gesendet',
    description: (name) =>
      `An ${name} schreiben: Fragen, Dokumente, personenbezogene Daten, Schwachstellen.`,
    lead: (name) => (
      <>
        An {name} schreiben Sie hier: Ein Mensch liest es, und auf einer eigenen Seite sehen Sie,
        was daraus wird. Ein Konto ist nicht nötig.
      </>
    ),
    write: 'Schreiben Sie uns',
    json: 'Was das Formular annimmt, als JSON',
    labels: {
      topic: 'Worum geht es?',
      documents: 'Welche Dokumente möchten Sie?',
      change: 'Gegen welche Änderung erheben Sie Einspruch?',
      name: 'Ihr Name',
      email: 'Ihre E-Mail-Adresse',
      company: 'Ihr Unternehmen',
      message: 'Ihre Nachricht',
      attachments: 'Dateien',
      language: 'In welcher Sprache sollen wir antworten?',
      news: 'Neues zu Produkten',
    },
    newsTick:
      'Schreiben Sie mir auch über neue Produkte. Ich erhalte eine E-Mail, um das zu bestätigen, und kann es jederzeit beenden.',
    send: 'Nachricht senden',
    seeKept: (kept) => <>Lesen Sie, {kept('was davon gespeichert wird')}.</>,
    emailHint:
      'Dorthin geht die Antwort, und an niemanden sonst. Für Dokumente geben Sie bitte die Adresse Ihres Unternehmens an.',
    companyHint: 'Nur für Dokumente und Einsprüche nötig.',
    filesHint:
      'Höchstens drei, je 2 MB und zusammen 4 MB: PDF, PNG, JPEG, WebP, DOCX, XLSX, CSV, EML und reiner Text.',
    filesAgain: ' Wenn Sie schon welche gewählt hatten, wählen Sie sie bitte noch einmal.',
  },
  topic: {
    vulnerability:
      'Danke, dass Sie uns das mitteilen. Bitte schreiben Sie, wie es sich zeigt, und keine Daten anderer.',
    promise: (policy) => <>Was wir zusagen, steht unter {policy('Eine Schwachstelle melden')}.</>,
    writeTo: (mailbox) => <>Sie können auch an {mailbox} schreiben</>,
    key: 'Schlüssel',
    privacy: (form) => (
      <>
        Um zu sehen, zu berichtigen, zu löschen oder mitzunehmen, was über Sie gespeichert ist, oder
        um zu widersprechen: {form('das Formular für Datenschutzanfragen')} sagt, was Ihnen das
        Recht Ihres Wohnorts gibt und bis wann wir antworten. Auch was Sie hier schreiben, wird
        beantwortet.
      </>
    ),
    noDocuments: ' (keines, wenn Sie nur eine Frage haben)',
    noChange: 'Keine davon: Ich habe eine Frage',
    change: (change) => `Änderung ${change.id}: ${germanHeadline(change)}`,
  },
  next: {
    title: 'Wie es weitergeht',
    mail: 'Sie erhalten sofort ein Aktenzeichen und per E-Mail einen Link zu Ihrer eigenen Seite: wie es steht, und Nachrichten in beide Richtungen.',
    noMail:
      'Sie erhalten sofort ein Aktenzeichen. Von hier kann noch keine E-Mail gesendet werden; bewahren Sie es also auf.',
    answers: (name) => <>{name} antwortet dort und per E-Mail. Veröffentlicht wird es nicht.</>,
  },
  received: {
    titles: {
      inquiry: 'Ihre Nachricht ist eingegangen',
      request: 'Ihre Anfrage ist eingegangen',
      objection: 'Ihr Einspruch ist eingegangen',
    },
    objection: 'Er zählt ab jetzt. Bewahren Sie das Aktenzeichen auf.',
    request:
      'Bitte bestätigen Sie Ihre Adresse: Vorher wird nichts entschieden und nichts gesendet.',
    privacy:
      'Ein Mensch kümmert sich darum und antwortet Ihnen spätestens innerhalb eines Monats. Bewahren Sie das Aktenzeichen auf.',
    inquiry: 'Ein Mensch liest sie und antwortet Ihnen. Bewahren Sie das Aktenzeichen auf.',
    noMail: 'Von hier kann noch keine E-Mail gesendet werden; wir antworten Ihnen auf anderem Weg.',
    toConfirm:
      'Eine E-Mail mit dem Link zu Ihrer eigenen Seite ist unterwegs: Bestätigen Sie dort, dass die Adresse Ihnen gehört, und sehen Sie, was aus der Anfrage wird. An eine Adresse gehen höchstens fünf solche E-Mails am Tag.',
    toFollow:
      'Eine E-Mail mit dem Link zu Ihrer eigenen Seite ist unterwegs: Dort sehen Sie, was daraus wird, und können uns schreiben. An eine Adresse gehen höchstens fünf solche E-Mails am Tag.',
    news: {
      asked:
        'Zu den Neuigkeiten: Wenn Ihre Adresse abonniert werden kann, bittet Sie eine weitere E-Mail um Bestätigung. Ohne sie wird nichts gesendet.',
      'not-taken':
        'Die Neuigkeiten zu Produkten ließen sich gerade nicht abonnieren. Das können Sie jederzeit nachholen.',
    },
    about: 'Es geht um',
    subscribe: 'Abonnieren',
  },
  thread: {
    pageTitle: (reference) => `Anfrage ${reference}`,
    description: 'Was aus Ihrer Anfrage wurde.',
    title: 'Ihre Anfrage',
    reopens: '. Wenn Sie uns schreiben, wird sie wieder geöffnet.',
    done: {
      confirmation: 'Danke: Jetzt wissen wir, dass diese Adresse Ihnen gehört.',
      messages: 'Ihre Nachricht ist eingegangen.',
    },
    isYours: 'Gehört diese Adresse Ihnen?',
    press:
      'Ihre Nachricht liegt uns schon vor. Drücken Sie den Knopf, damit wir wissen, dass sie von Ihnen kommt.',
    yes: 'Ja, das habe ich geschrieben',
    standing: 'Wie es steht',
    reference: 'Aktenzeichen',
    state: 'Stand',
    received: 'Eingegangen',
    confirmed: 'Bestätigt',
    closed: 'Geschlossen',
    name: 'Name',
    company: 'Unternehmen',
    email: 'E-Mail',
    messages: 'Nachrichten',
    you: 'Sie',
    files: 'Dateien',
    write: 'Schreiben Sie uns',
    message: 'Ihre Nachricht',
    send: 'Senden',
  },
};
