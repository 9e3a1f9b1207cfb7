import type { Catalogue } from '../../core/language.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';
import { fieldWords } from '../field-text.ts';
import { englishValues, type ValueWords } from '../value-words.ts';
import { de } from './lead-de.ts';
import { en, type LeadWords } from './lead-en.ts';
import { germanFields, germanValues } from './de-values.ts';

/** What stands within the values of fields. */
export const valueWords: Catalogue<ValueWords> = { en: englishValues, de: germanValues };

/** What a reader of a table calls a field. */
export const fieldLabels: Catalogue<(field: keyof Facts) => string> = {
  en: (field) => fieldWords[field].label,
  de: (field) => germanFields[field],
};

/** The sentences that tell a change. */
export const leadWords: Catalogue<LeadWords> = { en, de };
