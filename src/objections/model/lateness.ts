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
  if (own === 'not-started') return { isLate: false, rule: 'clock-not-started' };
  const byClock = own && judged(receivedAt, own.on, own.timeZone, 'customer-clock');
  if (general.on === undefined) return byClock ?? { isLate: false, rule: 'no-window' };
  const byPage = judged(receivedAt, general.on, general.timeZone, 'general-terms');
  if (byClock === undefined || byClock.isLate === byPage.isLate)
    return byClock && byClock.endsOn >= byPage.endsOn ? byClock : byPage;
  return byClock.isLate ? byPage : byClock;
}

function judged(receivedAt: Date, endsOn: Day, timeZone: string, rule: LatenessRule) {
  return { isLate: dayOf(receivedAt, timeZone) > endsOn, rule, endsOn };
}
