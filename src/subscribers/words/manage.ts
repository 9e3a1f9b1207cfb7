import type { Catalogue } from '../../core/language.ts';
import { de } from './manage-de.ts';
import { en, type ManageWords } from './manage-en.ts';

/** Apart from the words of public pages, so that their readers do not load them. */
export const manageWords: Catalogue<ManageWords> = { en, de };
