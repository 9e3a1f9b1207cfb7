import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { en, type FrameWords } from './en.tsx';
import { de as partsDe } from './parts-de.ts';
import { en as partsEn, type PartWords } from './parts-en.ts';
import { de as pastDe } from './past-de.tsx';
import { en as pastEn, type PastWords } from './past-en.tsx';

export const frameWords: Catalogue<FrameWords> = { en, de };
export const partWords: Catalogue<PartWords> = { en: partsEn, de: partsDe };
export const pastWords: Catalogue<PastWords> = { en: pastEn, de: pastDe };
