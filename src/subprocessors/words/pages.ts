import type { Catalogue } from '../../core/language.ts';
import { de as annexDe } from './annex-de.ts';
import { en as annexEn, type AnnexWords } from './annex-en.ts';
import { de as drawnDe } from './drawn-de.tsx';
import { en as drawnEn, type DrawnWords } from './drawn-en.tsx';
import { de as embedDe } from './embed-de.tsx';
import { en as embedEn, type EmbedWords } from './embed-en.tsx';
import { de as entryDe } from './entry-de.tsx';
import { en as entryEn, type EntryWords } from './entry-en.tsx';
import { de as registerDe } from './register-de.tsx';
import { en as registerEn, type RegisterWords } from './register-en.tsx';

export const registerWords: Catalogue<RegisterWords> = { en: registerEn, de: registerDe };
export const entryWords: Catalogue<EntryWords> = { en: entryEn, de: entryDe };
export const annexWords: Catalogue<AnnexWords> = { en: annexEn, de: annexDe };
export const drawnWords: Catalogue<DrawnWords> = { en: drawnEn, de: drawnDe };
export const embedWords: Catalogue<EmbedWords> = { en: embedEn, de: embedDe };
