import { isNone, type Period, periodInWords } from '../../core/period.ts';
import { wordsIn } from '../../core/worded.ts';
import type { Anchor, Fate, Ground, RuleFacts } from '../model.ts';

type InBoth = { readonly en: string; readonly de: string };

/** Completes a period: `24 months from the last activity`. */
export const anchorWords: Readonly<Record<Anchor, InBoth>> = {
  recorded: { en: 'from when it was recorded', de: 'ab der Aufzeichnung' },
  'last-activity': { en: 'from the last activity', de: 'ab der letzten Aktivität' },
  closed: { en: 'from when it was closed', de: 'ab dem Abschluss' },
  ended: { en: 'from its end', de: 'ab dem Ende' },
  'agreement-ended': { en: 'from the end of the agreement', de: 'ab dem Ende des Vertrags' },
  superseded: { en: 'from when it was superseded', de: 'ab der Ablösung' },
};

const atOnceWords: Readonly<Record<Anchor, InBoth>> = {
  recorded: { en: 'Not kept', de: 'Nicht aufbewahrt' },
  'last-activity': { en: 'Until the last activity', de: 'Bis zur letzten Aktivität' },
  closed: { en: 'Until it is closed', de: 'Bis zum Abschluss' },
  ended: { en: 'Until its end', de: 'Bis zum Ende' },
  'agreement-ended': { en: 'Until the end of the agreement', de: 'Bis zum Ende des Vertrags' },
  superseded: { en: 'Until it is superseded', de: 'Bis zur Ablösung' },
};

export const fateWords: Readonly<Record<Fate, InBoth>> = {
  delete: { en: 'Deleted', de: 'Gelöscht' },
  'erase-fields': { en: 'What names a person is erased', de: 'Personenbezug gelöscht' },
  'keep-count': { en: 'Deleted; the number is kept', de: 'Gelöscht, die Anzahl bleibt' },
  keep: { en: 'Kept', de: 'Aufbewahrt' },
};

export const groundWords: Readonly<Record<Ground, InBoth>> = {
  law: { en: 'Law', de: 'Gesetz' },
  contract: { en: 'Contract', de: 'Vertrag' },
  consent: { en: 'Consent', de: 'Einwilligung' },
  'legitimate-interest': { en: 'Legitimate interest', de: 'Berechtigtes Interesse' },
};

/** `24 months from the last activity`. */
export function howLong(facts: RuleFacts, language: 'en' | 'de' = 'en'): string {
  const { period, lasting, from } = facts;
  const said = [
    ...(period === undefined ? [] : [counted(period, from, language)]),
    ...(lasting === undefined ? [] : [wordsIn(lasting, language).text]),
  ];
  if (said.length === 0) return language === 'de' ? 'Auf Dauer' : 'For good';
  return said.join('; ');
}

function counted(period: Period, from: Anchor, language: 'en' | 'de'): string {
  if (isNone(period)) return atOnceWords[from][language];
  return `${periodInWords(period, language)} ${anchorWords[from][language]}`;
}
