import type { Catalogue } from '../../core/language.ts';
import { de } from './fragments-de.ts';
import { en, type FragmentWords } from './fragments-en.ts';

export const fragmentWords: Catalogue<FragmentWords> = { en, de };
