import type { Emergency } from '../../changes/model.ts';
import type { DayCount } from '../../customers/model.ts';
import type { Language } from '../../subscribers/model/subscription.ts';

/** What a notice says to one customer that nobody wrote for the occasion. */
export type NoticeWords = {
  announced(name: string): string;
  restarted(name: string): string;
  emergency(name: string): string;
  readonly planned: string;
  readonly since: string;
  readonly reason: string;
  readonly concerns: string;
  readonly materialChange: string;
  readonly ground: string;
  readonly grounds: Readonly<Record<Emergency['ground'], string>>;
  readonly explanation: string;
  readonly rights: string;
  window(days: number, count: DayCount, day: string): string;
  effect(day: string): string;
  readonly silenceAccepts: string;
  readonly silenceRefuses: string;
  readonly hold: string;
  readonly object: string;
  /** To staff. */
  readonly alert: {
    readonly unreachedSubject: string;
    unreached(customer: string, others: number, change: number): string;
    readonly heldSubject: string;
    held(customers: number, change: number): string;
  };
};

export const noticeWords: Readonly<Record<Language, NoticeWords>> = {
  en: {
    announced: (name) =>
      `This is the notice of an intended change of sub-processors under your contract with ${name} and Article 28(2) GDPR.`,
    restarted: (name) =>
      `This is a new notice of a change of sub-processors that ${name} had announced before. Something material has changed, so your period to object begins anew.`,
    emergency: (name) =>
      `${name} had to replace a sub-processor before it could tell you. This is the notice of that change; you can object to it now.`,
    planned: 'Planned to take effect on',
    since: 'In effect since',
    reason: 'Reason',
    concerns: 'Concerns',
    materialChange: 'What has changed since the first notice',
    ground: 'Ground of the emergency',
    grounds: {
      security: 'Security',
      insolvency: 'Insolvency',
      outage: 'Outage',
      other: 'Another urgent reason',
    },
    explanation: 'What happened',
    rights: 'Your rights',
    window: (days, count, day) =>
      `You may object within ${days} ${count === 'business' ? 'working days' : 'days'} of the arrival of this mail. If it arrived on the day it was written, the last day is ${day}.`,
    effect: (day) => `For you it takes effect no earlier than ${day}, counted in the same way.`,
    silenceAccepts: 'If you do not object in that time, the change counts as accepted by you.',
    silenceRefuses:
      'Your contract asks for your approval: if you say nothing, the change counts as refused and does not take effect for you.',
    hold: 'It does not take effect for you while an objection of yours is open.',
    object: 'To object',
    alert: {
      unreachedSubject: 'a customer could not be told of a change',
      unreached: (customer, others, change) =>
        `No contact of the customer ${customer}${others > 0 ? `, nor of ${others} more,` : ''} could be told of change ${change}. Their clocks have not started, and the change will not take effect for them. Add a contact or repair the one that is there.`,
      heldSubject: 'a change is held for customers',
      held: (customers, change) =>
        `Change ${change} is in effect, but not for ${customers === 1 ? 'one customer' : `${customers} customers`}, for whom somebody has to act. The list of holds says why.`,
    },
  },
  de: {
    announced: (name) =>
      `Dies ist die Mitteilung über eine beabsichtigte Änderung bei den Unterauftragsverarbeitern nach Ihrem Vertrag mit ${name} und Artikel 28 Absatz 2 DSGVO.`,
    restarted: (name) =>
      `Dies ist eine neue Mitteilung zu einer Änderung bei den Unterauftragsverarbeitern, die ${name} bereits angekündigt hatte. Es hat sich etwas Wesentliches geändert; Ihre Widerspruchsfrist beginnt deshalb von vorn.`,
    emergency: (name) =>
      `${name} musste einen Unterauftragsverarbeiter ersetzen, bevor wir Ihnen davon berichten konnten. Dies ist die Mitteilung darüber; Sie können jetzt widersprechen.`,
    planned: 'Geplant ab',
    since: 'In Kraft seit',
    reason: 'Grund',
    concerns: 'Betrifft',
    materialChange: 'Was sich seit der ersten Mitteilung geändert hat',
    ground: 'Grund des Notfalls',
    grounds: {
      security: 'Sicherheit',
      insolvency: 'Insolvenz',
      outage: 'Ausfall',
      other: 'Ein anderer dringender Grund',
    },
    explanation: 'Was geschehen ist',
    rights: 'Ihre Rechte',
    window: (days, count, day) =>
      `Sie können innerhalb von ${days} ${count === 'business' ? 'Werktagen (Montag bis Freitag)' : 'Tagen'} nach Eingang dieser E-Mail widersprechen. Ging sie am Tag ihrer Abfassung ein, ist der letzte Tag der ${day}.`,
    effect: (day) => `Für Sie tritt die Änderung frühestens am ${day} in Kraft, ebenso gerechnet.`,
    silenceAccepts:
      'Widersprechen Sie in dieser Zeit nicht, gilt die Änderung als von Ihnen angenommen.',
    silenceRefuses:
      'Ihr Vertrag verlangt Ihre Genehmigung: Schweigen gilt als Ablehnung, und die Änderung tritt für Sie nicht in Kraft.',
    hold: 'Solange ein Widerspruch von Ihnen offen ist, tritt sie für Sie nicht in Kraft.',
    object: 'Widersprechen',
    alert: {
      unreachedSubject: 'ein Kunde war nicht zu erreichen',
      unreached: (customer, others, change) =>
        `Kein Kontakt des Kunden ${customer}${others > 0 ? ` und von ${others} weiteren` : ''} war mit der Mitteilung zu Änderung ${change} zu erreichen. Ihre Fristen laufen nicht, und die Änderung tritt für sie nicht in Kraft. Fügen Sie einen Kontakt hinzu oder berichtigen Sie den vorhandenen.`,
      heldSubject: 'eine Änderung ist für Kunden angehalten',
      held: (customers, change) =>
        `Änderung ${change} ist in Kraft, aber nicht für ${customers === 1 ? 'einen Kunden' : `${customers} Kunden`}, bei denen jemand etwas tun muss. Warum, sagt die Liste der angehaltenen Kunden.`,
    },
  },
};
