import type { Language } from '../../core/language.ts';
import type { Words } from './catalogue.ts';
import { german } from './de.ts';
import { english } from './en.ts';

const catalogue: Readonly<Record<Language, Words>> = { en: english, de: german };

export function wordsIn(language: Language): Words {
  return catalogue[language];
}
