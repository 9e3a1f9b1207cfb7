import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { en, type LogWords } from './en.tsx';

export const logWords: Catalogue<LogWords> = { en, de };
