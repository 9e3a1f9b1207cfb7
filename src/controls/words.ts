import type { Language } from '../core/language.ts';
import type { Attestation, ControlStatus, Status, StatusChange } from './model.ts';
import { controlWords } from './words/pages.ts';

/** A status is a word and a shape; `shape` completes the class name `is-…`. */
export type Sign = { readonly word: string; readonly shape: 'current' | 'announced' | 'ended' };

const controlShapes: Readonly<Record<ControlStatus, Sign['shape']>> = {
  'in-place': 'current',
  'in-part': 'announced',
  planned: 'announced',
};

export function controlSign(status: ControlStatus, language: Language = 'en'): Sign {
  return { word: controlWords[language].controls[status], shape: controlShapes[status] };
}

export const formWords = controlWords.en.forms;

export function attestationSign(
  { status, form }: Pick<Attestation, 'status' | 'form'>,
  language: Language = 'en',
): Sign {
  const { held, lapsed, planned, inProgress } = controlWords[language];
  if (status === 'held') return { word: held[form], shape: 'current' };
  if (status === 'lapsed') return { word: lapsed, shape: 'ended' };
  return { word: status === 'planned' ? planned : inProgress, shape: 'announced' };
}

export const statusWords: Readonly<Record<Status, string>> = {
  'in-place': 'in place',
  'in-part': 'in part',
  planned: 'planned',
  'in-progress': 'in progress',
  held: 'held',
  lapsed: 'lapsed',
};

/** `Encryption at rest: in place`, the title of an entry of the feed. */
export function changeTitle({ title, after }: StatusChange): string {
  return `${title}: ${after === undefined ? 'no longer stated' : statusWords[after]}`;
}

/** `Was planned. Now in place.` */
export function changeText({ before, after, expectedOn, kind }: StatusChange): string {
  const was = before === undefined ? 'Not stated before.' : `Was ${statusWords[before]}.`;
  const now = after === undefined ? 'No longer stated.' : `Now ${statusWords[after]}.`;
  const noun = kind === 'control' ? 'Security control' : 'Attestation';
  return [`${noun}.`, was, now, expectedOn && `Expected on ${expectedOn}.`]
    .filter(Boolean)
    .join(' ');
}

/** `29 in place, 3 in part, 2 planned`; without those of which there are none. */
export function countWords(
  counts: { inPlace: number; inPart: number; planned: number },
  language: Language = 'en',
): string {
  const { counted } = controlWords[language];
  const said = [
    [counts.inPlace, counted['in-place']],
    [counts.inPart, counted['in-part']],
    [counts.planned, counted.planned],
  ] as const;
  return said
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}
