import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { type DocumentWords, en } from './en.tsx';

export const documentWords: Catalogue<DocumentWords> = { en, de };
