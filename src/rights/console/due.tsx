import { counted } from '../../console/counted.ts';
import { type Day, daysBetween } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import type { RightsRequest } from '../model.ts';
import { waitingIn } from '../present.ts';
import { warnDays } from '../service/counting.ts';

/** A day on which something is due, with a warning in words where it is near or over. */
export function Due({ on, today }: { readonly on: Day | undefined; readonly today: Day }) {
  if (on === undefined) return <span class="quiet">No day</span>;
  const left = daysBetween(today, on);
  return (
    <>
      <Time day={on} />
      {left < 0 ? (
        <b class="sub late nowrap">Overdue by {counted(-left, 'day')}</b>
      ) : left <= warnDays ? (
        <b class="sub">{left === 0 ? 'Today' : `In ${counted(left, 'day')}`}</b>
      ) : null}
    </>
  );
}

/** The next of its days; nothing is due while the law does not count. */
export function NextDue({
  request,
  today,
}: {
  readonly request: RightsRequest;
  readonly today: Day;
}) {
  return (
    <>
      <Due on={request.nextDueOn} today={today} />
      {waitingIn(request)?.isStopped ? <span class="sub">Stands still meanwhile</span> : null}
    </>
  );
}
