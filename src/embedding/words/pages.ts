import type { Catalogue } from '../../core/language.ts';
import { de } from './pages-de.ts';
import { en, type DataWords } from './pages-en.ts';

export const pageWords: Catalogue<DataWords> = { en, de };
