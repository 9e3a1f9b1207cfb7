import type { Catalogue } from '../../core/language.ts';
import { de } from './de.ts';
import { en, type SearchWords } from './en.ts';

export const searchWords: Catalogue<SearchWords> = { en, de };
