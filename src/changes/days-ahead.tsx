import { Time } from '../http/dates.tsx';
import { useWords } from '../http/language.tsx';
import { type Change, isPending } from './model.ts';
import { windowOf } from './standing.ts';
import { changePageWords } from './words/pages.ts';

/** What is still to come of a change, in the order of the days: the end of the time to object, the effect. */
export function DaysAhead({ change, zone }: { change: Change; zone: string }) {
  const window = windowOf(change);
  const words = useWords(changePageWords).parts;
  const objecting = window?.isOpen ? (
    <li class="act">
      <b>{words.by(<Time day={window.objectionEndsOn} />)}</b> {words.mayObject(placeOf(zone))}
    </li>
  ) : null;
  const effect = isPending(change) ? (
    <li class={window?.isOpen ? 'next' : 'act'}>
      <b>
        <Time day={change.effectiveOn} />
      </b>{' '}
      {words.takesEffect}
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
