import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import * as en from './en.tsx';

/** What the pages of updates say, by page. */
export type UpdateWords = Readonly<typeof en>;

export const updateWords: Catalogue<UpdateWords> = { en, de };
