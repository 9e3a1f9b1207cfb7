import { type Day, dayOf } from '../../core/day.ts';
import { type Acceptance, clockOf, isOver } from './clock.ts';
import { closeWindow, decideEffect, type Objecting } from './deciding.ts';
import type { Clock, Notice } from './notice.ts';

/** What is known of a notice from elsewhere when it is looked at. */
export type Facts = {
  readonly now: Date;
  /** Everything that counts as its arrival. */
  readonly acceptances: readonly Acceptance[];
  /** The clock whose acceptance was taken back by a bounce, where it runs by one. */
  readonly takenBack?: Clock;
  /** Nothing is under way to a contact, and nothing arrived. */
  readonly isOutOfReach: boolean;
  readonly objecting: Objecting;
  /** Absent while the change is not in effect. */
  readonly effect?: { readonly isEmergency: boolean };
};

const stepActions = [
  'notice.clock_started',
  'notice.clock_taken_back',
  'notice.unreached',
  'notice.window_closed',
  'notice.took_effect',
  'notice.held',
] as const;

/** One thing that happens to a notice. */
export type NoticeStep = {
  readonly action: (typeof stepActions)[number];
  /** The day with which it fell due, however late it is recorded. */
  readonly on: Day;
  readonly notice: Notice;
};

/** Everything that has fallen due for a notice, in its order. */
export function stepsOf(notice: Notice, facts: Facts, at: Date): readonly NoticeStep[] {
  const steps: NoticeStep[] = [];
  for (let next = nextStep(notice, facts, at); next; next = nextStep(next.notice, facts, at))
    steps.push(next);
  return steps;
}

function nextStep(notice: Notice, facts: Facts, at: Date): NoticeStep | undefined {
  if (notice.state === 'ended') return undefined;
  return (
    takeBack(notice, facts) ??
    start(notice, facts) ??
    close(notice, facts, at) ??
    takeEffect(notice, facts, at)
  );
}

/** Only a bounce does it: a contact that was removed or forgotten since has got the notice all the same. */
function takeBack(notice: Notice, { takenBack }: Facts): NoticeStep | undefined {
  const { clock, outcome: _, closedAt: __, ...rest } = notice;
  if (clock === undefined || takenBack === undefined || !isSame(clock, takenBack)) return undefined;
  return {
    action: 'notice.clock_taken_back',
    on: clock.startsOn,
    notice: { ...rest, state: 'waiting' },
  };
}

function isSame(one: Clock, other: Clock): boolean {
  return one.subscriptionId === other.subscriptionId && one.startsAt === other.startsAt;
}

function start(notice: Notice, { acceptances, isOutOfReach }: Facts): NoticeStep | undefined {
  if (notice.clock !== undefined) return undefined;
  const clock = clockOf(acceptances, notice.terms);
  if (clock)
    return {
      action: 'notice.clock_started',
      on: clock.startsOn,
      notice: { ...notice, state: 'running', clock },
    };
  if (!isOutOfReach || notice.state === 'unreached') return undefined;
  return {
    action: 'notice.unreached',
    on: notice.plannedEffectiveOn,
    notice: { ...notice, state: 'unreached' },
  };
}

function close(notice: Notice, { now, objecting }: Facts, at: Date): NoticeStep | undefined {
  const { state, clock } = notice;
  if (state !== 'running' || clock === undefined || !isOver(clock.objectionEnds, now))
    return undefined;
  return {
    action: 'notice.window_closed',
    on: clock.objectionEnds.on,
    notice: { ...notice, state: 'closed', outcome: closeWindow(notice, objecting), closedAt: at },
  };
}

function takeEffect(
  notice: Notice,
  { now, objecting, effect }: Facts,
  at: Date,
): NoticeStep | undefined {
  if (effect === undefined || notice.effectiveAt !== undefined) return undefined;
  const { hold, ...rest } = notice;
  const decided = decideEffect(notice, { now, objecting, ...effect });
  if (decided === hold) return undefined;
  if (decided !== 'effective')
    return {
      action: 'notice.held',
      on: notice.plannedEffectiveOn,
      notice: { ...notice, hold: decided },
    };
  return {
    action: 'notice.took_effect',
    on: effectDay(notice, effect),
    notice: { ...rest, effectiveAt: at },
  };
}

function effectDay(
  { plannedEffectiveOn, clock, approved, terms }: Notice,
  { isEmergency }: { readonly isEmergency: boolean },
): Day {
  const agreedOn = approved && dayOf(new Date(approved.at), terms.timeZone);
  const isAtOnce = isEmergency && terms.emergencyPermitted;
  const allowedOn = isAtOnce ? undefined : (agreedOn ?? clock?.earliestEffect.on);
  return allowedOn !== undefined && allowedOn > plannedEffectiveOn ? allowedOn : plannedEffectiveOn;
}
