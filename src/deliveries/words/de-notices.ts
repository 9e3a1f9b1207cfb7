import type { Terms } from '../../customers/model.ts';
import type { NoticeWords, ObjectionWords } from './notice-words.ts';

/** Behind `binnen` and `nach`. */
const daysIn = (count: number, { dayCount }: Terms) => {
  const unit = dayCount === 'business' ? 'Arbeitstag' : 'Tag';
  return `${count === 1 ? 'einem' : count} ${unit}${count === 1 ? '' : 'en'}`;
};

/** How the days are counted: Regulation (EEC, Euratom) 1182/71, Article 3, in the customer's favour. */
const counted = ({ dayCount, timeZone }: Terms) =>
  dayCount === 'business'
    ? `Arbeitstage sind Montag bis Freitag. Der Tag des Zugangs zählt nicht mit; Tage beginnen und enden in der Zeitzone ${timeZone}.`
    : `Der Tag des Zugangs zählt nicht mit; fällt der letzte Tag für einen Einspruch auf einen Samstag oder Sonntag, endet die Frist am Montag darauf. Tage beginnen und enden in der Zeitzone ${timeZone}.`;

export const germanNotice: NoticeWords = {
  intended: (name) =>
    `Dies ist die Information von ${name} über eine beabsichtigte Änderung bei den Unterauftragsverarbeitern nach Art. 28 Abs. 2 Satz 2 DSGVO.`,
  byContract: (name) =>
    `Ob und bis wann Sie Einspruch erheben können, regelt Ihr Vertrag zur Auftragsverarbeitung mit ${name}.`,
  onGeneralTerms: 'Der oben genannte Tag gilt nach den allgemeinen Bedingungen.',
  effectByContract: (name) =>
    `Ab wann sie für Sie wirksam ist, regelt Ihr Vertrag zur Auftragsverarbeitung mit ${name}.`,
  anew: (name) =>
    `${name} hat geändert, was zuvor angekündigt war. Dies ist die Information nach Art. 28 Abs. 2 Satz 2 DSGVO; sie tritt an die Stelle der früheren, und Ihre Einspruchsfrist beginnt von vorn.`,
  emergency: (name) =>
    `${name} musste die Unterauftragsverarbeiter in einem Notfall ändern, bevor Sie informiert werden konnten. Dies ist die Information nach Art. 28 Abs. 2 Satz 2 DSGVO; die volle Einspruchsfrist beginnt jetzt.`,
  material: 'Was sich seither geändert hat',
  ground: 'Grund des Notfalls',
  grounds: {
    security: 'Sicherheit',
    insolvency: 'Insolvenz des Anbieters',
    outage: 'Ausfall des Anbieters',
    other: 'Anderer Grund',
  },
  days: (terms) =>
    `Nach Ihrem Vertrag können Sie binnen ${daysIn(terms.objectionDays, terms)} nach Zugang dieser Mitteilung Einspruch erheben. Für Sie wird die Änderung frühestens nach ${daysIn(terms.noticeDays, terms)} und nicht vor Ablauf der Einspruchsfrist wirksam. ${counted(terms)}`,
  daysAfter: (terms) =>
    `Die Änderung ist bereits wirksam, wie es Ihr Vertrag für Notfälle zulässt. Binnen ${daysIn(terms.objectionDays, terms)} nach Zugang dieser Mitteilung können Sie Einspruch erheben. ${counted(terms)}`,
  forbidden: ({ hardHold }) =>
    hardHold
      ? 'Ihr Vertrag lässt eine solche Änderung nicht zu, bevor Sie informiert sind: Für Sie ist sie erst wirksam, wenn Sie sie genehmigen; Schweigen genügt nicht.'
      : 'Ihr Vertrag lässt eine solche Änderung nicht zu, bevor Sie informiert sind: Für Sie ist sie nicht wirksam.',
  ifToday: (objectionEndsOn, earliestEffectOn) =>
    `Geht diese Mitteilung am Tag des Versands zu, ist der letzte Tag für einen Einspruch der ${objectionEndsOn}, und die Änderung wird für Sie nicht vor dem ${earliestEffectOn} wirksam.`,
  lastDayIfToday: (objectionEndsOn) =>
    `Geht diese Mitteilung am Tag des Versands zu, ist der letzte Tag für einen Einspruch der ${objectionEndsOn}.`,
  silence: ({ authorisation }) =>
    authorisation === 'general'
      ? 'Erheben Sie nicht rechtzeitig Einspruch, gilt die Änderung als genehmigt: Sie haben eine allgemeine Genehmigung erteilt.'
      : 'Ihr Vertrag verlangt Ihre gesonderte Genehmigung. Schweigen gilt als Ablehnung; für Sie wird die Änderung erst wirksam, wenn Sie sie genehmigen.',
  silenceAfter: ({ authorisation }) =>
    authorisation === 'general'
      ? germanNotice.silence({ authorisation })
      : 'Ihr Vertrag verlangt Ihre gesonderte Genehmigung. Schweigen gilt als Ablehnung, auch wenn die Änderung bereits wirksam ist.',
  hold: 'Solange ein Einspruch von Ihnen offen ist, wird die Änderung für Sie nicht wirksam.',
  object: 'So erheben Sie Einspruch',
  objectBy: (address) => `Ein Einspruch kann auch an ${address} gesendet werden.`,
  forCustomer: (name) => `Für ${name}`,
  myTerms: 'Ihre Bedingungen, Fristen und Ansprechpartner',
};

export const germanObjection: ObjectionWords = {
  subject: (name, reference, what) =>
    `${name}: ${{ received: 'Ihr Einspruch ist eingegangen,', message: 'Nachricht zu Ihrem Einspruch', decided: 'Neues zu Ihrem Einspruch' }[what]} ${reference}`,
  received: (name, change) =>
    `Bei ${name} ist ein Einspruch gegen diese Änderung eingegangen: ${change}.`,
  late: 'Er ist nach dem letzten Tag der Frist eingegangen. Er bleibt dennoch erhalten und wird beantwortet.',
  next: 'Er wird geprüft. Die Antwort kommt an diese Adresse; auf der folgenden Seite sehen Sie den Stand, können schreiben und den Einspruch zurücknehmen.',
  confirm:
    'Bitte bestätigen Sie auf dieser Seite, dass dies Ihre Adresse ist. Der Einspruch zählt in jedem Fall, und zwar ab dem Absenden.',
  message: 'Dazu gibt es eine neue Nachricht:',
  states: {
    received: 'Er ist eingegangen.',
    'under-review': 'Er wird geprüft.',
    resolved: 'Er ist erledigt.',
    'termination-right-open': 'Es kam keine Einigung zustande. Sie können den Vertrag kündigen.',
    terminated: 'Der Vertrag wurde gekündigt.',
    lapsed: 'Die Frist für eine Kündigung ist abgelaufen.',
    withdrawn: 'Er wurde zurückgenommen.',
  },
  resolutions: {
    'accepted-explanation': 'Die Erläuterung wurde angenommen.',
    'alternative-offered': 'Eine Alternative wurde angeboten.',
    'customer-excluded': 'Sie sind von der Änderung ausgenommen.',
    'change-withdrawn': 'Die Änderung wurde zurückgezogen.',
  },
  until: (day) => `Der letzte Tag dafür ist der ${day}.`,
  page: 'Die Seite Ihres Einspruchs',
};
