import type { Day } from '../../core/day.ts';
import { dayOf } from '../../core/day.ts';
import type { LegalDate } from '../../notices/model/notice.ts';

/**
 * Which date decides whether an objection came late: the customer's own, the one that the change's page
 * gives to everybody, or none: the change opens no window, or the customer's clock does not run yet.
 */
export type LatenessRule = 'customer-clock' | 'general-terms' | 'no-window' | 'clock-not-started';

export type Lateness = {
  readonly isLate: boolean;
  readonly rule: LatenessRule;
  /** The last day on which it would have been in time. */
  readonly endsOn?: Day;
};

type General = { readonly on: Day | undefined; readonly timeZone: string };

/**
 * Whether an objection came too late. `own` is the customer's last day, `not-started` while no notice has
 * arrived there, and absent where nobody knows whose it is. Of two dates the more generous counts: it is
 * the customer's right.
 */
export function latenessOf(
  receivedAt: Date,
  general: General,
  own?: Pick<LegalDate, 'on' | 'timeZone'> | 'not-started',
): Lateness {
  if (general.on === undefined) return { isLate: false, rule: 'no-window' };
  if (own === 'not-started') return { isLate: false, rule: 'clock-not-started' };
  const [byPage, byClock] = [
    isBehind(receivedAt, general.on, general.timeZone),
    own !== undefined && isBehind(receivedAt, own.on, own.timeZone),
  ];
  if (own !== undefined && (!byClock || own.on >= general.on))
    return { isLate: byClock && byPage, rule: 'customer-clock', endsOn: own.on };
  return { isLate: byPage, rule: 'general-terms', endsOn: general.on };
}

function isBehind(instant: Date, day: Day, timeZone: string): boolean {
  return dayOf(instant, timeZone) > day;
}
