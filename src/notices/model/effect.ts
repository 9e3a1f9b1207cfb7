import { type Day, dayOf } from '../../core/day.ts';
import type { HoldReason, Notice, WindowOutcome } from './notice.ts';

/** What is known of a customer's objections to a change. */
export type Objected = {
  /** Received in time and not settled. */
  readonly isOpen: boolean;
  /** The change leaves this customer out: so its objection was resolved. */
  readonly isExcluded: boolean;
};

/** Whether the customer's last day to object is over, by the calendar where the customer is. */
export function isWindowOver({ clock }: Pick<Notice, 'clock'>, now: Date): boolean {
  return clock !== undefined && dayIn(clock.objectionEnds.timeZone, now) > clock.objectionEnds.on;
}

/** What a window came to. Silence accepts under a general authorisation and refuses under a specific one. */
export function outcomeOf(
  { terms, approved }: Pick<Notice, 'terms' | 'approved'>,
  { isOpen, isExcluded }: Objected,
): WindowOutcome {
  if (isOpen || isExcluded) return 'objected';
  if (approved !== undefined) return 'approved';
  return terms.authorisation === 'general' ? 'accepted-by-silence' : 'refused-by-silence';
}

/**
 * Why a change that is in effect is not in effect for this customer; undefined where it is. A specific
 * authorisation and a hard hold are never passed by time; an emergency waits only where the terms do not permit it.
 */
export function holdOf(
  notice: Pick<Notice, 'terms' | 'approved' | 'clock'>,
  objected: Objected,
  { isEmergency, now }: { readonly isEmergency: boolean; readonly now: Date },
): HoldReason | undefined {
  const { terms } = notice;
  if (objected.isExcluded) return 'excluded';
  if (isEmergency && terms.emergencyPermitted) return undefined;
  const waiting = waitingFor(notice, now);
  if (waiting !== undefined) return isEmergency ? 'emergency-not-permitted' : waiting;
  return strictHoldOf(notice, objected);
}

function waitingFor({ clock }: Pick<Notice, 'clock'>, now: Date): HoldReason | undefined {
  if (clock === undefined) return 'not-reached';
  const { timeZone, on } = clock.earliestEffect;
  return dayIn(timeZone, now) < on ? 'window-open' : undefined;
}

function strictHoldOf(
  { terms, approved }: Pick<Notice, 'terms' | 'approved'>,
  { isOpen }: Objected,
): HoldReason | undefined {
  const isSpecific = terms.authorisation === 'specific';
  if ((isSpecific || terms.hardHold) && isOpen) return 'open-objection';
  return isSpecific && approved === undefined ? 'not-approved' : undefined;
}

function dayIn(timeZone: string, now: Date): Day {
  return dayOf(now, timeZone);
}
