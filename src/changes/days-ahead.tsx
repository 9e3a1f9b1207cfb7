import { Time } from '../http/dates.tsx';
import { type Change, isPending } from './model.ts';
import { windowOf } from './standing.ts';

/** What is still to come of a change, in the order of the days: the end of the time to object, the effect. */
export function DaysAhead({ change, zone }: { change: Change; zone: string }) {
  const window = windowOf(change);
  const objecting = window?.isOpen ? (
    <li class="act">
      <b>
        By <Time day={window.objectionEndsOn} />
      </b>{' '}
      You may object, until the end of the day, {placeOf(zone)}
    </li>
  ) : null;
  const effect = isPending(change) ? (
    <li class={window?.isOpen ? 'next' : 'act'}>
      <b>
        <Time day={change.effectiveOn} />
      </b>{' '}
      Takes effect
    </li>
  ) : null;
  const isFirst = window === undefined || window.objectionEndsOn <= change.effectiveOn;
  return (
    <>
      {isFirst ? objecting : effect}
      {isFirst ? effect : objecting}
    </>
  );
}

/** `New York` of `America/New_York`. */
function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
