import type { Facts, Translation } from './facts.ts';

/** What is written in sentences, and so may be translated. */
export const translatable = [
  'category',
  'description',
  'responsibilities',
  'nature',
  'duration',
  'dataCategories',
  'dataSubjects',
] as const satisfies readonly (keyof Translation & keyof Facts)[];
