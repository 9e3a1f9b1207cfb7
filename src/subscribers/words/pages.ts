import type { Catalogue } from '../../core/language.ts';
import { de } from './de.tsx';
import { en, type SubscriberWords } from './en.tsx';

export const subscriberWords: Catalogue<SubscriberWords> = { en, de };
