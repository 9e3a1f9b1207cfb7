import type { Attestation, ControlStatus, Status, StatusChange } from './model.ts';

/** A status is a word and a shape; `shape` completes the class name `is-…`. */
export type Sign = { readonly word: string; readonly shape: 'current' | 'announced' | 'ended' };

export const controlSigns: Readonly<Record<ControlStatus, Sign>> = {
  'in-place': { word: 'In place', shape: 'current' },
  'in-part': { word: 'In part', shape: 'announced' },
  planned: { word: 'Planned', shape: 'announced' },
};

/** Only a certificate makes anything certified: an auditor reports, and a self-assessment is one’s own. */
const heldWords: Readonly<Record<Attestation['form'], string>> = {
  report: 'Report issued',
  certificate: 'Certified',
  'self-assessment': 'Completed',
};

export const formWords: Readonly<Record<Attestation['form'], string>> = {
  report: 'Auditor’s report',
  certificate: 'Certificate',
  'self-assessment': 'Self-assessment, not audited',
};

export function attestationSign({ status, form }: Pick<Attestation, 'status' | 'form'>): Sign {
  if (status === 'held') return { word: heldWords[form], shape: 'current' };
  if (status === 'lapsed') return { word: 'Lapsed', shape: 'ended' };
  return { word: status === 'planned' ? 'Planned' : 'In progress', shape: 'announced' };
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
export function countWords(counts: { inPlace: number; inPart: number; planned: number }): string {
  const said = [
    [counts.inPlace, 'in place'],
    [counts.inPart, 'in part'],
    [counts.planned, 'planned'],
  ] as const;
  return said
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}
