import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import * as en from './en.tsx';

/** What is said about security on pages. */
export type ControlWords = Readonly<typeof en>;

export const controlWords: Catalogue<ControlWords> = { en, de };
