import type { Terms } from '../../customers/model.ts';
import type { NoticeWords, ObjectionWords } from './notice-words.ts';

const daysIn = (count: number, { dayCount }: Terms) => {
  const unit = dayCount === 'business' ? 'Werktag' : 'Tag';
  return `${count} ${unit}${count === 1 ? '' : 'en'}`;
};

export const germanNotice: NoticeWords = {
  intended: (name) =>
    `Dies ist die Information von ${name} über eine beabsichtigte Änderung bei den Unterauftragsverarbeitern nach Art. 28 Abs. 2 Satz 2 DSGVO.`,
  byContract: (name) =>
    `Ob und bis wann Sie Einspruch erheben können, regelt Ihr Vertrag zur Auftragsverarbeitung mit ${name}.`,
  anew: (name) =>
    `${name} hat geändert, was zuvor angekündigt war. Diese Mitteilung tritt an die Stelle der früheren; Ihre Einspruchsfrist beginnt von vorn.`,
  emergency: (name) =>
    `${name} musste einen Unterauftragsverarbeiter ersetzen, bevor Sie informiert werden konnten. Dies ist die Information nach Art. 28 Abs. 2 Satz 2 DSGVO; die volle Einspruchsfrist läuft ab jetzt.`,
  material: 'Was sich seither geändert hat',
  ground: 'Grund des Notfalls',
  grounds: {
    security: 'Sicherheit',
    insolvency: 'Insolvenz des Anbieters',
    outage: 'Ausfall des Anbieters',
    other: 'Anderer Grund',
  },
  days: (terms) =>
    `Nach Ihrem Vertrag können Sie binnen ${daysIn(terms.objectionDays, terms)} nach Zugang dieser Mitteilung Einspruch erheben (Zeitzone ${terms.timeZone}); für Sie wird die Änderung frühestens nach ${daysIn(terms.noticeDays, terms)} wirksam. Der Tag des Zugangs zählt nicht mit.`,
  ifToday: (objectionEndsOn, earliestEffectOn) =>
    `Geht sie am Tag des Versands zu, ist der letzte Tag für einen Einspruch der ${objectionEndsOn} und der früheste Tag der Wirksamkeit für Sie der ${earliestEffectOn}.`,
  silence: ({ authorisation }) =>
    authorisation === 'general'
      ? 'Erheben Sie nicht rechtzeitig Einspruch, gilt die Änderung als genehmigt.'
      : 'Ihr Vertrag verlangt Ihre gesonderte Genehmigung: Ohne sie wird die Änderung für Sie nicht wirksam.',
  hold: 'Für Sie wird sie weder vor Ablauf Ihrer Einspruchsfrist noch bei offenem Einspruch wirksam.',
  object: 'So erheben Sie Einspruch',
  forCustomer: (name) => `Für ${name}`,
  myTerms: 'Ihre Bedingungen, Fristen und Ansprechpartner',
};

export const germanObjection: ObjectionWords = {
  subject: (name, reference) => `${name}: Ihr Einspruch ${reference}`,
  received: (name, change) =>
    `Bei ${name} ist ein Einspruch gegen diese Änderung eingegangen: ${change}.`,
  late: 'Er ist nach dem letzten Tag der Frist eingegangen. Er bleibt erhalten und wird beantwortet.',
  confirm:
    'Bitte bestätigen Sie auf der folgenden Seite, dass dies Ihre Adresse ist. Der Einspruch zählt in jedem Fall.',
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
  why: (name) =>
    `Sie erhalten dies, weil jemand diese Adresse bei einem Einspruch gegen eine Änderung der Unterauftragsverarbeiter von ${name} angegeben hat.`,
};
