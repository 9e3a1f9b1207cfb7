import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { en, type PolicyWords } from './en.tsx';

export const policyWords: Catalogue<PolicyWords> = { en, de };
