import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { en, type SiteWords } from './en.tsx';
import { de as leadDe } from './lead-de.ts';
import { en as leadEn, type LeadWords } from './lead-en.ts';

export const siteWords: Catalogue<SiteWords> = { en, de };
export const leadWords: Catalogue<LeadWords> = { en: leadEn, de: leadDe };
