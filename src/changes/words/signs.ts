import type { Catalogue } from '../../core/language.ts';
import { stepWords } from '../step-words.ts';
import type { StepName } from '../model.ts';

/** What happened, in a word or few. */
export const stepNames: Catalogue<Readonly<Record<StepName, string>>> = {
  en: stepWords,
  de: {
    announced: 'Angekündigt',
    postponed: 'Verschoben',
    'objection-closing': 'Einspruchsfrist endet bald',
    'objection-closed': 'Einspruchsfrist abgelaufen',
    'in-effect': 'Wirksam',
    withdrawn: 'Zurückgezogen',
    superseded: 'Ersetzt',
  },
};

const english = {
  correctionAnnounced: 'Correction announced',
  correction: 'Correction',
  emergency: 'Emergency',
};

/** Where a change stands, if its last step does not say all of it. */
export const standingNames: Catalogue<typeof english> = {
  en: english,
  de: {
    correctionAnnounced: 'Berichtigung angekündigt',
    correction: 'Berichtigung',
    emergency: 'Notfall',
  },
};
