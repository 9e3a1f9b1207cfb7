import type { Terms } from '../../customers/model.ts';
import { hasCome, isOver } from './clock.ts';
import type { Clock, HoldReason, Notice, WindowOutcome } from './notice.ts';

/** What a customer has said against a change. */
export type Objecting = {
  /** In time, whatever became of it. */
  readonly hasObjected: boolean;
  /** When the last of it was withdrawn, where all of it was. */
  readonly withdrawnAt?: Date;
  readonly isOpen: boolean;
  /** It was agreed that the change is not for this customer. */
  readonly isExcluded: boolean;
};

export const noObjection: Objecting = { hasObjected: false, isOpen: false, isExcluded: false };

/**
 * What a window came to. Silence is a yes under a general authorisation and a no under a specific one
 * (Article 28(2) GDPR, EDPB Guidelines 07/2020); whoever has objected was not silent. As it was on the
 * last day, however late somebody looks.
 */
export function closeWindow(
  { terms, approved, clock }: Pick<Notice, 'terms' | 'approved' | 'clock'>,
  { hasObjected, withdrawnAt }: Pick<Objecting, 'hasObjected' | 'withdrawnAt'>,
): WindowOutcome {
  const wasOver = (at: Date) => clock !== undefined && isOver(clock.objectionEnds, at);
  const isTakenBack = withdrawnAt && clock && !wasOver(withdrawnAt);
  if (hasObjected && !isTakenBack) return 'objected';
  // Whoever agrees later was silent until then: that was a yes already, or is a no no more.
  if (terms.authorisation === 'specific') return approved ? 'approved' : 'refused-by-silence';
  return approved && !wasOver(new Date(approved.at)) ? 'approved' : 'accepted-by-silence';
}

export type EffectFacts = {
  readonly now: Date;
  readonly objecting: Objecting;
  /** The change took effect before it could be announced. */
  readonly isEmergency: boolean;
};

/**
 * Whether a change that is in effect is so for this customer, or what stands against it. Time alone
 * never brings it about under a specific authorisation, nor over an open objection where the contract
 * says that nothing happens meanwhile (DORA, Article 28; Regulation 2025/532).
 */
export function decideEffect(
  { terms, approved, clock }: Pick<Notice, 'terms' | 'approved' | 'clock'>,
  { now, objecting, isEmergency }: EffectFacts,
): 'effective' | HoldReason {
  if (objecting.isExcluded) return 'excluded';
  if (isEmergency && terms.emergencyPermitted) return 'effective';
  if (objecting.isOpen && bindsUs(terms)) return 'open-objection';
  // Whoever has agreed needs no more time to object.
  if (approved !== undefined) return 'effective';
  return holdByTime(clock, now, isEmergency) ?? holdBySilence(terms, isEmergency) ?? 'effective';
}

function holdByTime(
  clock: Clock | undefined,
  now: Date,
  isEmergency: boolean,
): HoldReason | undefined {
  if (clock !== undefined && hasCome(clock.earliestEffect, now)) return undefined;
  if (isEmergency) return 'emergency-not-permitted';
  return clock === undefined ? 'not-reached' : 'window-open';
}

/** An emergency that the contract does not permit binds nobody who holds hard until they say so. */
function holdBySilence(
  { authorisation, hardHold }: Terms,
  isEmergency: boolean,
): HoldReason | undefined {
  return authorisation === 'specific' || (isEmergency && hardHold) ? 'not-approved' : undefined;
}

function bindsUs({ authorisation, hardHold }: Terms): boolean {
  return authorisation === 'specific' || hardHold;
}
