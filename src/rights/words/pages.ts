import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { en, type RightsPageWords } from './en.tsx';

export const rightsWords: Catalogue<RightsPageWords> = { en, de };
