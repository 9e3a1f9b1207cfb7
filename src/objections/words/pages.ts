import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { en, type ObjectionPageWords } from './en.tsx';

export const objectionWords: Catalogue<ObjectionPageWords> = { en, de };
