import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { type CustomerWords, en } from './en.tsx';

export const customerWords: Catalogue<CustomerWords> = { en, de };
