import type { Catalogue } from '../../core/language.ts';
import { de } from './holding-de.tsx';
import { en, type HoldingWords } from './holding-en.tsx';

/** Apart from the words of public pages, so that their readers do not load them. */
export const holdingWords: Catalogue<HoldingWords> = { en, de };
