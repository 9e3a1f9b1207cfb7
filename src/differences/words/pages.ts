import type { Catalogue } from '../../core/language.ts';
import { de } from './de.ts';
import * as en from './en.ts';

/** What tells a difference, and what else its page says. */
export type DifferenceWords = Readonly<typeof en>;

export const differenceWords: Catalogue<DifferenceWords> = { en, de };
