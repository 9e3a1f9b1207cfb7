import { germanHeadline } from '../../changes/words/de-titles.ts';
import type { ObjectionPageWords } from './en.tsx';

export const de: ObjectionPageWords = {
  grounds: {
    'data-protection': 'Datenschutz',
    security: 'Sicherheit',
    location: 'Ort der Verarbeitung',
    contract: 'Unser Vertrag',
    other: 'Etwas anderes',
  },
  states: {
    received: 'Eingegangen',
    'under-review': 'In Prüfung',
    resolved: 'Erledigt',
    'termination-right-open': 'Kündigungsrecht offen',
    terminated: 'Vertrag gekündigt',
    lapsed: 'Kündigungsrecht abgelaufen',
    withdrawn: 'Von Ihnen zurückgenommen',
  },
  resolutions: {
    'accepted-explanation': 'Sie haben die Erläuterung angenommen',
    'alternative-offered': 'Ihnen wurde eine Alternative angeboten',
    'customer-excluded': 'Die Änderung gilt nicht für Sie',
    'change-withdrawn': 'Die Änderung wurde zurückgezogen',
  },
  headline: germanHeadline,
  changes: 'Änderungen',
  allChanges: 'Alle Änderungen',
  overview: 'Überblick',
  change: (id) => `Änderung ${id}`,
  form: {
    pageTitle: (id) => `Einspruch gegen Änderung ${id}`,
    refusedTitle: 'Ihr Einspruch ist noch nicht gesendet',
    description: (id) => `Gegen Änderung ${id} Einspruch erheben, ohne Konto.`,
    crumb: 'Einspruch',
    title: 'Einspruch gegen diese Änderung erheben',
    heading: 'Ihr Einspruch',
    labels: {
      name: 'Ihr Name',
      company: 'Ihr Unternehmen',
      email: 'Ihre E-Mail-Adresse',
      ground: 'Worum geht es?',
      statement: 'Warum erheben Sie Einspruch?',
      request: 'Was verlangen Sie?',
      language: 'In welcher Sprache sollen wir antworten?',
    },
    companyHint: 'Möglichst so, wie es im Vertrag steht.',
    emailHint:
      'Dorthin gehen die Antworten. Ihr Einspruch zählt ab jetzt, schon bevor Sie etwas bestätigen.',
    requestHint:
      'Zum Beispiel einen anderen Unterauftragsverarbeiter, oder dass Ihre Daten ausgenommen werden.',
    send: 'Einspruch senden',
    seeKept: (kept) => <>Lesen Sie, {kept('was davon gespeichert wird')}.</>,
    noWindow:
      'Für diese Änderung läuft keine Einspruchsfrist. Was Sie schreiben, wird trotzdem aufbewahrt und beantwortet.',
    lastDay: (day, isOpen) => (
      <>
        Nach den allgemeinen Bedingungen {isOpen ? 'ist' : 'war'} der letzte Tag der {day}; Ihr
        Vertrag kann Ihnen mehr Zeit geben. Was später kommt, wird auch aufbewahrt und als verspätet
        gekennzeichnet.
      </>
    ),
    nothing: 'Kein Einspruch möglich',
  },
  next: {
    title: 'Wie es weitergeht',
    mail: 'Sie erhalten sofort ein Aktenzeichen und per E-Mail einen Link zu Ihrer eigenen Seite: was daraus wird, und Nachrichten in beide Richtungen.',
    noMail:
      'Sie erhalten sofort ein Aktenzeichen. Von hier kann noch keine E-Mail gesendet werden; bewahren Sie es also auf.',
    answers: (name) => (
      <>
        {name} prüft den Einspruch und antwortet. Sonst erfährt niemand davon: Diese Seiten zeigen
        weder, wer Einspruch erhoben hat, noch wie viele es waren.
      </>
    ),
  },
  received: {
    title: 'Ihr Einspruch ist eingegangen',
    lead: 'Er zählt ab jetzt. Bewahren Sie das Aktenzeichen auf.',
    change: 'Änderung',
    late: 'Er kam nach dem letzten Tag, der nach den allgemeinen Bedingungen gilt. Er wird trotzdem aufbewahrt und beantwortet; gibt Ihnen Ihr Vertrag mehr Zeit, so zählt das.',
    mail: 'Eine E-Mail mit dem Link zu Ihrer eigenen Seite ist unterwegs: Dort sehen Sie, was daraus wird, und können uns schreiben. An eine Adresse gehen höchstens fünf solche E-Mails am Tag.',
    noMail: 'Von hier kann noch keine E-Mail gesendet werden; wir antworten Ihnen auf anderem Weg.',
    back: 'Zurück zur Änderung',
  },
  case: {
    pageTitle: (reference) => `Einspruch ${reference}`,
    description: 'Was aus Ihrem Einspruch wurde.',
    title: 'Ihr Einspruch',
    done: {
      confirmation: 'Danke: Jetzt wissen wir, dass diese Adresse Ihnen gehört.',
      messages: 'Ihre Nachricht ist eingegangen.',
      withdrawal: 'Ihr Einspruch ist zurückgenommen.',
    },
    isYours: 'Gehört diese Adresse Ihnen?',
    press:
      'Ihr Einspruch zählt schon. Drücken Sie den Knopf, damit wir wissen, dass er von Ihnen kommt.',
    yes: 'Ja, ich habe Einspruch erhoben',
    standing: 'Wie es steht',
    reference: 'Aktenzeichen',
    state: 'Stand',
    outcome: 'Ergebnis',
    terminate: 'Kündigungsrecht bis',
    received: 'Eingegangen',
    late: ', nach dem letzten Tag Ihrer Einspruchsfrist',
    confirmed: 'Bestätigt',
    closed: 'Geschlossen',
    messages: 'Nachrichten',
    you: 'Sie',
    sentAs: (reference) => `, gesendet als ${reference}`,
    write: 'Schreiben Sie uns',
    message: 'Ihre Nachricht',
    send: 'Senden',
    wrote: 'Was Sie geschrieben haben',
    name: 'Name',
    company: 'Unternehmen',
    email: 'E-Mail',
    about: 'Es geht um',
    why: 'Begründung',
    askedFor: 'Verlangt',
    withdraw: 'Zurücknehmen',
    settled: (link) => (
      <>
        Hat es sich erledigt, so können Sie {link('Ihren Einspruch zurücknehmen')}. Sie werden noch
        einmal gefragt.
      </>
    ),
    withdrawTitle: 'Ihren Einspruch zurücknehmen?',
    withdrawLead: (reference, change) =>
      `Einspruch ${reference} gegen Änderung ${change} endet damit und hält die Änderung nicht mehr auf. Das lässt sich nicht rückgängig machen.`,
    keep: 'Aufrechterhalten',
  },
};
