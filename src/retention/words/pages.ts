import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { en, type RetentionWords } from './en.tsx';

export const retentionWords: Catalogue<RetentionWords> = { en, de };
