import type { Language } from '../../core/language.ts';
import type { AccessLetter } from '../model/letters.ts';

/** Words of the letters to whoever asked for documents. */
export type LetterWords = {
  readonly subjects: Readonly<Record<AccessLetter, string>>;
  /** What happened, and what is to do; paragraphs. */
  readonly said: Readonly<Record<AccessLetter, readonly string[]>>;
  /** Follows where some of what was asked was declined. */
  readonly partly: string;
  /** Follows where an NDA was accepted in the course of it. */
  readonly copy: string;
  readonly asked: string;
  readonly declined: string;
  readonly until: string;
  readonly reference: string;
  readonly reason: string;
  readonly page: string;
  readonly toSign: string;
  readonly toConfirm: string;
  readonly download: string;
  readonly renew: string;
};

const english: LetterWords = {
  subjects: {
    verify: 'please confirm your request for documents',
    waiting: 'we look into your request for documents',
    message: 'a message about your request for documents',
    sign: 'please accept the confidentiality terms',
    signed: 'your acceptance is recorded',
    ready: 'your documents are ready',
    link: 'your link to the documents',
    declined: 'about your request for documents',
    expired: 'your access to documents has ended',
    revoked: 'your access to documents was ended',
    renewable: 'a new version of your documents',
  },
  said: {
    verify: [
      'Somebody asked for the documents below and gave this address. If that was you, open the page and press the button there within seven days: nothing happens before.',
      'If it was not you, ignore this mail. Nothing is sent to you, and the request ends by itself.',
    ],
    waiting: [
      'Thank you for confirming your address. Somebody here looks into your request, as a rule within two working days. You get a mail as soon as it is decided; until then you can see where it stands and write to us on its page.',
    ],
    message: ['We have written to you about your request:'],
    sign: [
      'Your request is approved. These documents are confidential, so please read and accept our confidentiality terms first; it takes a few minutes, and you get a copy. Please do so within thirty days.',
    ],
    signed: [
      'Your acceptance of the confidentiality terms is recorded, and your copy is on the page of your request. The page says what is next.',
    ],
    ready: [
      'Your documents are ready. The link below works once and for seven days; it opens a page from which you download them. It is meant for you alone: please do not forward it. You can have another one sent to you from the page of your request.',
    ],
    link: [
      'Here is the link that was asked for on the page of your request. It works once and for seven days. Links that were sent before and not used have ended.',
    ],
    declined: [
      'Thank you for your interest, and for your patience. We are not able to give you the documents that you asked for.',
      'If you think that we should, or if something has changed, you are welcome to write to us or to ask again.',
    ],
    expired: [
      'The time for your request is over: it was not answered or accepted in time, or the access that you had has run out. You are welcome to ask again whenever you need the documents.',
    ],
    revoked: [
      'Your access to the documents below was ended. Links, sessions and tokens do not work any more. If you did not expect this, please write to us.',
    ],
    renewable: [
      'A new version of a document that you have access to is there. You can renew your access in one step on the page of your request.',
    ],
  },
  partly:
    'We cannot give you all that you asked for; the page of your request shows what was decided of each document.',
  copy: 'The confidentiality terms that you accepted apply to them. Your copy, with your acceptance, is on the page of your request.',
  asked: 'Asked for',
  declined: 'Not given',
  until: 'Available until',
  reference: 'Reference',
  reason: 'We wrote:',
  page: 'The page of your request',
  toSign: 'Read and accept the terms',
  toConfirm: 'Look at the request and confirm it',
  download: 'Open the documents',
  renew: 'Renew your access',
};

const german: LetterWords = {
  subjects: {
    verify: 'bitte bestätigen Sie Ihre Anfrage nach Dokumenten',
    waiting: 'wir prüfen Ihre Anfrage nach Dokumenten',
    message: 'eine Nachricht zu Ihrer Anfrage nach Dokumenten',
    sign: 'bitte nehmen Sie die Vertraulichkeitsbedingungen an',
    signed: 'Ihre Annahme ist festgehalten',
    ready: 'Ihre Dokumente stehen bereit',
    link: 'Ihr Link zu den Dokumenten',
    declined: 'zu Ihrer Anfrage nach Dokumenten',
    expired: 'Ihr Zugang zu Dokumenten ist abgelaufen',
    revoked: 'Ihr Zugang zu Dokumenten wurde beendet',
    renewable: 'eine neue Fassung Ihrer Dokumente',
  },
  said: {
    verify: [
      'Jemand hat um die unten genannten Dokumente gebeten und diese Adresse angegeben. Wenn Sie das waren, öffnen Sie bitte innerhalb von sieben Tagen die Seite und drücken Sie dort den Knopf: vorher geschieht nichts.',
      'Wenn Sie es nicht waren, lassen Sie diese Nachricht einfach liegen. Sie erhalten nichts weiter, und die Anfrage endet von selbst.',
    ],
    waiting: [
      'Danke, dass Sie Ihre Adresse bestätigt haben. Wir prüfen Ihre Anfrage, in der Regel innerhalb von zwei Werktagen, und schreiben Ihnen, sobald sie entschieden ist. Bis dahin sehen Sie auf der Seite der Anfrage, wie es steht, und können uns dort schreiben.',
    ],
    message: ['Wir haben Ihnen zu Ihrer Anfrage geschrieben:'],
    sign: [
      'Ihre Anfrage ist bewilligt. Die Dokumente sind vertraulich; bitte lesen Sie vorher unsere Vertraulichkeitsbedingungen und nehmen Sie sie an. Das dauert einige Minuten, und Sie erhalten eine Ausfertigung. Bitte tun Sie das innerhalb von dreißig Tagen.',
    ],
    signed: [
      'Ihre Annahme der Vertraulichkeitsbedingungen ist festgehalten; Ihre Ausfertigung finden Sie auf der Seite Ihrer Anfrage. Dort steht auch, wie es weitergeht.',
    ],
    ready: [
      'Ihre Dokumente stehen bereit. Der Link unten gilt einmal und sieben Tage lang; er öffnet eine Seite, von der Sie sie herunterladen. Er ist nur für Sie bestimmt: bitte leiten Sie ihn nicht weiter. Einen neuen können Sie sich jederzeit von der Seite Ihrer Anfrage schicken lassen.',
    ],
    link: [
      'Hier ist der Link, der auf der Seite Ihrer Anfrage angefordert wurde. Er gilt einmal und sieben Tage lang. Frühere, nicht benutzte Links gelten nicht mehr.',
    ],
    declined: [
      'Danke für Ihr Interesse und Ihre Geduld. Wir können Ihnen die gewünschten Dokumente leider nicht geben.',
      'Wenn Sie meinen, dass wir das sollten, oder wenn sich etwas geändert hat, schreiben Sie uns gern oder fragen Sie noch einmal an.',
    ],
    expired: [
      'Die Zeit für Ihre Anfrage ist abgelaufen: sie wurde nicht rechtzeitig beantwortet oder angenommen, oder Ihr Zugang ist zu Ende. Fragen Sie gern wieder an, wenn Sie die Dokumente brauchen.',
    ],
    revoked: [
      'Ihr Zugang zu den unten genannten Dokumenten wurde beendet. Links, Sitzungen und Tokens gelten nicht mehr. Wenn Sie das nicht erwartet haben, schreiben Sie uns bitte.',
    ],
    renewable: [
      'Von einem Dokument, zu dem Sie Zugang haben, gibt es eine neue Fassung. Auf der Seite Ihrer Anfrage können Sie Ihren Zugang in einem Schritt erneuern.',
    ],
  },
  partly:
    'Nicht alles, worum Sie gebeten haben, können wir Ihnen geben; auf der Seite Ihrer Anfrage steht, wie über jedes Dokument entschieden ist.',
  copy: 'Für sie gelten die Vertraulichkeitsbedingungen, die Sie angenommen haben. Ihre Ausfertigung mit Ihrer Annahme finden Sie auf der Seite Ihrer Anfrage.',
  asked: 'Angefragt',
  declined: 'Nicht bewilligt',
  until: 'Verfügbar bis',
  reference: 'Aktenzeichen',
  reason: 'Wir haben geschrieben:',
  page: 'Die Seite Ihrer Anfrage',
  toSign: 'Bedingungen lesen und annehmen',
  toConfirm: 'Die Anfrage ansehen und bestätigen',
  download: 'Die Dokumente öffnen',
  renew: 'Zugang erneuern',
};

export const letterWords: Readonly<Record<Language, LetterWords>> = {
  en: english,
  de: german,
};

/** `4 January 2027`, on which an instant falls in that zone. */
export function dayIn(language: Language, at: Date, timeZone: string): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at);
}
