import type { Catalogue } from '../../core/language.ts';
import { de } from './case-de.tsx';
import { en, type CaseWords } from './case-en.tsx';

/** Apart from the words of public pages, so that their readers do not load them. */
export const caseWords: Catalogue<CaseWords> = { en, de };
