import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { type AccessWords, en } from './en.tsx';

export const accessWords: Catalogue<AccessWords> = { en, de };
