import type { InquiryTopic } from '../model.ts';

/** What is said to whoever wrote, in one language. */
export type InquiryWords = {
  readonly subject: Readonly<
    Record<'received' | 'message' | 'closed', (reference: string) => string>
  >;
  /** Complete "Your inquiry about …". */
  readonly topics: Readonly<Record<InquiryTopic, string>>;
  received(topic: string): string;
  /** It came by mail, phone or letter, and staff have written it down. */
  recorded(topic: string): string;
  quote(reference: string): string;
  /** What follows, where a topic has something of its own. */
  readonly next: Readonly<Partial<Record<InquiryTopic, string>>>;
  readonly usualNext: string;
  readonly notYours: string;
  readonly message: string;
  readonly closed: string;
  readonly page: string;
};

export const inEnglish: InquiryWords = {
  subject: {
    received: (reference) => `your inquiry ${reference} is received`,
    message: (reference) => `an answer to your inquiry ${reference}`,
    closed: (reference) => `your inquiry ${reference} is closed`,
  },
  topics: {
    general: 'a general question',
    security: 'security',
    document: 'a document',
    'contract-clauses': 'contract clauses',
    'privacy-request': 'personal data',
    vulnerability: 'a vulnerability',
    objection: 'an objection',
  },
  received: (topic) =>
    `Thank you for writing to us through the contact form. Your inquiry about ${topic} is received.`,
  recorded: (topic) => `Thank you. We have written down your inquiry about ${topic}.`,
  quote: (reference) => `Its reference is ${reference}.`,
  next: {
    'privacy-request':
      'A person here looks into it. You hear from us without undue delay, within one month at the latest. We may have to ask you for something that shows us who you are.',
    vulnerability:
      'A person here looks into it. What we promise to those who find something stands under "Report a vulnerability" on our page about security.',
  },
  usualNext:
    'A person here reads it and answers you by mail. On its page you see where it stands, and can add to it.',
  notYours:
    'On the page of the inquiry you can confirm that it came from you. If it did not, you need not do anything.',
  message: 'We have answered your inquiry:',
  closed:
    'We think that your inquiry is answered, and have closed it. If something is left, write on its page: that opens it again.',
  page: 'Your inquiry',
};

export const inGerman: InquiryWords = {
  subject: {
    received: (reference) => `Ihre Anfrage ${reference} ist eingegangen`,
    message: (reference) => `eine Antwort auf Ihre Anfrage ${reference}`,
    closed: (reference) => `Ihre Anfrage ${reference} ist abgeschlossen`,
  },
  topics: {
    general: 'Allgemeine Frage',
    security: 'Sicherheit',
    document: 'Dokument',
    'contract-clauses': 'Vertragsklauseln',
    'privacy-request': 'Personenbezogene Daten',
    vulnerability: 'Schwachstelle',
    objection: 'Einspruch',
  },
  received: (topic) =>
    `Vielen Dank, dass Sie uns über das Kontaktformular geschrieben haben. Ihre Anfrage (Thema: ${topic}) ist eingegangen.`,
  recorded: (topic) => `Vielen Dank. Wir haben Ihre Anfrage (Thema: ${topic}) aufgenommen.`,
  quote: (reference) => `Ihr Zeichen ist ${reference}.`,
  next: {
    'privacy-request':
      'Ein Mensch hier sieht sie sich an. Sie hören unverzüglich von uns, spätestens innerhalb eines Monats. Möglicherweise müssen wir Sie um etwas bitten, woran wir erkennen, wer Sie sind.',
    vulnerability:
      'Ein Mensch hier sieht sie sich an. Was wir denen zusagen, die etwas finden, steht unter „Report a vulnerability“ auf unserer Seite zur Sicherheit.',
  },
  usualNext:
    'Ein Mensch hier liest sie und antwortet Ihnen per E-Mail. Auf ihrer Seite sehen Sie, wie es steht, und können etwas ergänzen.',
  notYours:
    'Auf der Seite der Anfrage können Sie bestätigen, dass sie von Ihnen ist. Ist sie es nicht, brauchen Sie nichts zu tun.',
  message: 'Wir haben auf Ihre Anfrage geantwortet:',
  closed:
    'Wir halten Ihre Anfrage für beantwortet und haben sie abgeschlossen. Ist noch etwas offen, schreiben Sie es auf ihre Seite: damit ist sie wieder offen.',
  page: 'Ihre Anfrage',
};
