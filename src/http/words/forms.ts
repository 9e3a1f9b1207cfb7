import type { Catalogue } from '../../core/language.ts';
import { de } from './forms-de.ts';
import { en, type FormWords } from './forms-en.ts';

export const formWords: Catalogue<FormWords> = { en, de };
