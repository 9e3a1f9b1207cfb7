import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { en, type InquiryWords } from './en.tsx';

export const inquiryWords: Catalogue<InquiryWords> = { en, de };
