import type { StepName } from './model.ts';

/** What happened, in a word or few. */
export const stepWords: Readonly<Record<StepName, string>> = {
  announced: 'Announced',
  postponed: 'Postponed',
  'objection-closing': 'Objection window closing',
  'objection-closed': 'Objection window closed',
  'in-effect': 'In effect',
  withdrawn: 'Withdrawn',
  superseded: 'Superseded',
};
