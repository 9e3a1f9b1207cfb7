import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import * as en from './en.tsx';

/** What the pages of changes say, by page. */
export type ChangePageWords = Readonly<typeof en>;

export const changePageWords: Catalogue<ChangePageWords> = { en, de };
