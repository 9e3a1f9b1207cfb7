import type { HoldReason, Notice, WindowOutcome } from '../../notices/model/notice.ts';
import type { ObjectionState } from '../../objections/model.ts';
import type { Terms } from '../model.ts';

export function authorisationWords({ authorisation }: Terms): string {
  return authorisation === 'general'
    ? 'General: if you do not object in time, you accept a change'
    : 'Specific: a change takes effect for you once you approve it; silence refuses it';
}

export function daysInWords(days: number, { dayCount }: Terms): string {
  const kind = dayCount === 'business' ? 'business day' : 'day';
  return `${days} ${kind}${days === 1 ? '' : 's'} from the arrival of the notice`;
}

const outcomeWords: Readonly<Record<WindowOutcome, string>> = {
  'accepted-by-silence': 'You did not object in time',
  'refused-by-silence': 'You did not approve it in time',
  approved: 'You approved it',
  objected: 'You objected',
};

const holdWords: Readonly<Record<HoldReason, string>> = {
  'not-reached': 'Not in effect for you: the notice has not arrived yet',
  'window-open': 'Not in effect for you: you may still object',
  'not-approved': 'Not in effect for you: you have not approved it',
  'open-objection': 'Not in effect for you: your objection is open',
  excluded: 'Not in effect for you: you are excluded from it',
  'emergency-not-permitted':
    'Not in effect for you: your contract permits no emergency replacement',
};

export const objectionWords: Readonly<Record<ObjectionState, string>> = {
  received: 'Received',
  'under-review': 'Under review',
  resolved: 'Resolved',
  'termination-right-open': 'Unresolved: you may terminate',
  terminated: 'You terminated',
  lapsed: 'The right to terminate was not used',
  withdrawn: 'You withdrew it',
};

/** How a change stands for a customer. */
export function standingWords(notice: Notice | undefined): string {
  if (notice === undefined) return 'Announced';
  const { hold, effectiveAt, approved, outcome, state } = notice;
  if (hold !== undefined) return holdWords[hold];
  if (state === 'ended') return 'Ended: it was withdrawn or announced anew';
  if (effectiveAt !== undefined) return 'In effect for you';
  if (approved !== undefined) return outcomeWords.approved;
  if (outcome !== undefined) return outcomeWords[outcome];
  return state !== 'running' ? 'The notice has not arrived yet' : 'You may object';
}

/** Whether the customer may say yes to it on its own page. */
export function mayApprove(notice: Notice | undefined): boolean {
  return (
    notice !== undefined &&
    notice.terms.authorisation === 'specific' &&
    notice.approved === undefined &&
    notice.effectiveAt === undefined &&
    notice.state !== 'ended'
  );
}
