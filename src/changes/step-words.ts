import { dayInWords } from './field-text.ts';
import type { Change, Step, StepName } from './model.ts';

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

/** What a step said, in sentences; `change` is as it stood right after it. */
export function stepSaid(step: Step, change: Change): string {
  const until =
    step.objectionEndsOn === undefined
      ? ''
      : `Objections until ${dayInWords(step.objectionEndsOn)} on general terms.`;
  const said = [sentences[step.name](step, change), step.reason, step.materialChange, until];
  return said.filter(Boolean).join(' ');
}

type Sentence = (step: Step, change: Change) => string;

const sentences: Readonly<Record<StepName, Sentence>> = {
  announced: (_, { effectiveOn }) => `To take effect on ${dayInWords(effectiveOn)}.`,
  postponed: ({ previousEffectiveOn: from }, { effectiveOn }) =>
    `${from === undefined ? 'To' : `From ${dayInWords(from)} to`} ${dayInWords(effectiveOn)}.`,
  'objection-closing': (_, { objectionEndsOn: on }) =>
    on === undefined ? '' : `A reminder: objections until ${dayInWords(on)} on general terms.`,
  'objection-closed': () => 'The time to object on general terms is over.',
  'in-effect': (_, { emergency, effectiveOn }) =>
    emergency ? 'Before it could be announced.' : `Since ${dayInWords(effectiveOn)}.`,
  withdrawn: () => 'It does not take effect.',
  superseded: ({ supersededBy }) =>
    supersededBy === undefined ? '' : `Change ${supersededBy} takes its place.`,
};
