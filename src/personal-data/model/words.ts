import type { Category, Purpose, Source } from '../../core/personal.ts';
import type { Worded } from '../../core/worded.ts';
import type { LawId } from '../../rights/model.ts';
import type { KeepReason } from '../model.ts';

type InBoth = Required<Worded>;

/** Civ. Code § 1798.140(v)(1). */
export const categoryWords: Readonly<Record<Category, InBoth>> = {
  identifiers: { en: 'Identifiers', de: 'Kennungen' },
  'customer-records': { en: 'Contact and customer records', de: 'Kontakt- und Kundendaten' },
  commercial: { en: 'Commercial information', de: 'Geschäftliche Angaben' },
  'network-activity': { en: 'Network activity', de: 'Netzaktivität' },
  professional: { en: 'Professional information', de: 'Berufliche Angaben' },
  communications: { en: 'Contents of messages', de: 'Inhalte von Nachrichten' },
};

export const purposeWords: Readonly<Record<Purpose, InBoth>> = {
  answering: { en: 'answering what you write', de: 'Beantwortung Ihrer Nachrichten' },
  'telling-subscribers': {
    en: 'telling you what you subscribed to',
    de: 'Benachrichtigung über das, was Sie abonniert haben',
  },
  'telling-customers': {
    en: 'telling customers of changes that their contract gives them a say in',
    de: 'Unterrichtung von Kunden über Änderungen nach ihrem Vertrag',
  },
  'proving-notices': {
    en: 'proving that customers were told',
    de: 'Nachweis, dass Kunden unterrichtet wurden',
  },
  'giving-documents': {
    en: 'giving confidential documents to those who may have them',
    de: 'Herausgabe vertraulicher Dokumente an Berechtigte',
  },
  'privacy-requests': {
    en: 'answering privacy requests, and showing that they were answered',
    de: 'Beantwortung von Datenschutzanfragen und deren Nachweis',
  },
  'publishing-register': {
    en: 'publishing whom to turn to',
    de: 'Veröffentlichung von Ansprechpartnern',
  },
  'staff-access': {
    en: 'knowing which of our staff did what',
    de: 'Nachvollziehbarkeit, wer von uns was getan hat',
  },
  security: { en: 'protecting this site against misuse', de: 'Schutz der Seite vor Missbrauch' },
};

export const sourceWords: Readonly<Record<Source, InBoth>> = {
  person: { en: 'you', de: 'Sie selbst' },
  company: { en: 'the company that you work for', de: 'Ihr Unternehmen' },
  staff: { en: 'our staff', de: 'unsere Beschäftigten' },
  device: { en: 'your device', de: 'Ihr Gerät' },
  annex: { en: 'made here', de: 'hier entstanden' },
};

/** Why a record is kept, where the feature itself has no words for it. What a hold is for is nobody's business. */
export const keptWords: Readonly<Record<KeepReason, InBoth>> = {
  hold: {
    en: 'It is held for a legal duty or for legal claims, and erased when that is over.',
    de: 'Eine gesetzliche Pflicht oder rechtliche Ansprüche stehen entgegen; danach wird gelöscht.',
  },
  'open-case': {
    en: 'It is being worked on; it is erased once it is closed and its period is over.',
    de: 'Der Vorgang läuft noch; gelöscht wird nach Abschluss und Ablauf der Frist.',
  },
  'legal-claims': {
    en: 'It is needed to establish, exercise or defend legal claims.',
    de: 'Es wird für die Geltendmachung, Ausübung oder Verteidigung von Rechtsansprüchen gebraucht.',
  },
  'legal-duty': {
    en: 'A law obliges us to keep it.',
    de: 'Ein Gesetz verpflichtet uns zur Aufbewahrung.',
  },
  'in-force': {
    en: 'It is part of something in force, e.g. of a contract.',
    de: 'Es gehört zu etwas Geltendem, etwa einem Vertrag.',
  },
};

/** By which provision each reason holds, for each law. */
export function keepBasis(why: KeepReason, law: LawId): string {
  return law === 'ccpa' ? californian[why] : (swiss(why, law) ?? european[why]);
}

const european: Readonly<Record<KeepReason, string>> = {
  hold: 'Article 17(3)(b) and (e) GDPR',
  'open-case': 'Article 17(1)(a) GDPR',
  'legal-claims': 'Article 17(3)(e) GDPR',
  'legal-duty': 'Article 17(3)(b) GDPR',
  'in-force': 'Article 6(1)(b) and (f) GDPR',
};

const californian: Readonly<Record<KeepReason, string>> = {
  hold: 'Civ. Code §§ 1798.105(d)(8) and 1798.145(a)',
  'open-case': 'Civ. Code § 1798.105(d)(1)',
  'legal-claims': 'Civ. Code § 1798.145(a)',
  'legal-duty': 'Civ. Code § 1798.105(d)(8)',
  'in-force': 'Civ. Code § 1798.105(d)(1)',
};

function swiss(why: KeepReason, law: LawId): string | undefined {
  if (law !== 'fadp') return undefined;
  return why === 'open-case' || why === 'in-force'
    ? 'Articles 6(4) and 31(2)(a) FADP'
    : 'Article 31(1) FADP';
}
