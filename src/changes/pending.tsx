import { Time } from '../http/dates.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { Change } from './model.ts';
import { changesDue, windowOf } from './standing.ts';
import { statusOf, titleOf } from './words.ts';

const most = 10;

/** The changes to come and the emergencies to object to, with their days, above what they will touch. */
export function PendingChanges({ input: { snapshot, place } }: { input: RenderInput }) {
  const due = changesDue(snapshot);
  if (due.length === 0) return null;
  return (
    <section class="block due" aria-labelledby="due">
      <h2 id="due">About to change</h2>
      <ol class="log">
        {due.slice(0, most).map((change) => {
          const { word, shape } = statusOf(change);
          return (
            <li>
              <Time day={change.effectiveOn} /> <span class={`is is-${shape}`}>{word}</span>{' '}
              <span dir="auto">
                <a href={`${place.base}/changes/${change.id}`}>{titleOf(change)}</a>
                <ObjectionsUntil change={change} />
              </span>
            </li>
          );
        })}
      </ol>
      {due.length > most ? (
        <p class="small go">
          <a href={`${place.base}/changes?state=announced`}>{due.length - most} more announced</a>
        </p>
      ) : null}
    </section>
  );
}

/** Behind the title of a change, while its window is open. */
export function ObjectionsUntil({ change }: { change: Change }) {
  const window = windowOf(change);
  if (!window?.isOpen) return null;
  return (
    <>
      , objections until <Time day={window.objectionEndsOn} />
    </>
  );
}
