import type { Kind, State, StepName } from './model.ts';

/** A state is a word and a shape; `shape` completes the class name `is-…`. */
export type Sign = {
  readonly word: string;
  readonly shape: 'current' | 'announced' | 'ended' | 'withdrawn';
};

export const stateSigns: Readonly<Record<Exclude<State, 'draft'>, Sign>> = {
  announced: { word: 'Announced', shape: 'announced' },
  effective: { word: 'In effect', shape: 'current' },
  superseded: { word: 'Superseded', shape: 'ended' },
  withdrawn: { word: 'Withdrawn', shape: 'withdrawn' },
};

export const kindWords: Readonly<Record<Kind, string>> = {
  'privacy-policy': 'How personal data is used',
  'cookie-notice': 'Cookies and the like',
  terms: 'Terms',
  dpa: 'Data processing agreement',
  'subprocessor-terms': 'Terms about sub-processors',
};

export const languageWords: Readonly<Record<'en' | 'de', string>> = {
  en: 'English',
  de: 'Deutsch',
};

const stepWords: Readonly<Record<StepName, string>> = {
  announced: 'announced',
  effective: 'in effect',
  withdrawn: 'announcement withdrawn',
};

/** `Privacy policy, version 3: announced`, the title of an entry of the feed. */
export function stepTitle(title: string, number: number, name: StepName): string {
  return `${title}, version ${number}: ${stepWords[name]}`;
}
