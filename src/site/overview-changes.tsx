import { Imported } from '../changes/imported.tsx';
import type { Change } from '../changes/model.ts';
import { shownDay } from '../changes/shown-day.ts';
import { audience, headlineOf, statusOf, titleOf } from '../changes/words.ts';
import { Time, TimeOf } from '../http/dates.tsx';
import { MailLink } from '../http/facts.tsx';
import type { Snapshot } from '../publication/model.ts';
import type { RenderInput } from '../publication/representation.ts';

const mostRecent = 6;
const mostPending = 5;

/** The nearest change to come, or a sentence that says there is none. */
export function PendingChange({ input }: { input: RenderInput }) {
  const { snapshot, place } = input;
  const [next, ...others] = snapshot.pending;
  if (next === undefined) return <NothingPending snapshot={snapshot} />;
  return (
    <section class="block due" aria-labelledby="due">
      <div class="head">
        <h2 id="due" dir="auto">
          About to change: {headlineOf(next)}
        </h2>{' '}
        <a class="small" href={`${place.base}/changes/${next.id}`}>
          Change {next.id}
        </a>
      </div>
      <p class="small">
        {next.reason} It concerns {audience(next, snapshot.services)}.
      </p>
      <Timeline change={next} zone={snapshot.organisation.timeZone} />
      <p class="acts">
        <a class="button" href={`${place.base}/changes/${next.id}`}>
          Read what changes
        </a>
        <Objection change={next} snapshot={snapshot} />
      </p>
      {others.length === 0 ? null : <AlsoPending changes={others} base={place.base} />}
    </section>
  );
}

function Timeline({ change, zone }: { change: Change; zone: string }) {
  const [announced] = change.steps;
  return (
    <ol class="line">
      {announced === undefined ? null : (
        <li class="done open">
          <b>
            <TimeOf at={announced.at} zone={zone} />
          </b>{' '}
          Announced
        </li>
      )}
      <li class="act">
        <b>
          <Time day={change.effectiveOn} />
        </b>{' '}
        Takes effect
      </li>
    </ol>
  );
}

// Until when somebody may object is a matter of their contract, so no day is given here.
function Objection({ change, snapshot }: { change: Change; snapshot: Snapshot }) {
  const email = snapshot.organisation.dpo?.email;
  if (email === undefined) return null;
  return (
    <span class="quiet">
      To object, write to <MailLink email={email} /> and name change {change.id}. Your contract says
      until when.
    </span>
  );
}

function AlsoPending({ changes, base }: { changes: readonly Change[]; base: string }) {
  return (
    <ul class="also small">
      {changes.slice(0, mostPending).map((change) => (
        <li>
          Also announced: <a href={`${base}/changes/${change.id}`}>{titleOf(change)}</a>
        </li>
      ))}
      {changes.length > mostPending ? (
        <li>
          <a href={`${base}/changes`}>{changes.length - mostPending} more are announced</a>
        </li>
      ) : null}
    </ul>
  );
}

function NothingPending({ snapshot }: { snapshot: Snapshot }) {
  const [last] = snapshot.recent;
  return (
    <section class="block" aria-labelledby="due">
      <h2 id="due">No change {snapshot.past === undefined ? 'is' : 'was'} announced</h2>
      <p class="small">
        {last === undefined ? (
          'Nothing has been published yet. What changes later is announced here first.'
        ) : (
          <>
            The last one took effect on <Time day={last.effectiveOn} prose />.
          </>
        )}
      </p>
    </section>
  );
}

export function RecentChanges({ input: { snapshot, place } }: { input: RenderInput }) {
  const { recent, changeCount, organisation } = snapshot;
  return (
    <section class="row" aria-labelledby="recent">
      <div>
        <h2 id="recent">Recent changes</h2>
        {recent.length === 0 ? null : (
          <p class="small go">
            <a href={`${place.base}/changes`}>
              {changeCount === 1 ? 'The change log' : `All ${changeCount} changes`}
            </a>
          </p>
        )}
      </div>
      {recent.length === 0 ? (
        <p class="small">No change has been published yet.</p>
      ) : (
        <ol class="log">
          {recent.slice(0, mostRecent).map((change) => {
            const { word, shape } = statusOf(change);
            return (
              <li>
                <Time day={shownDay(change, organisation.timeZone)} />{' '}
                <span class={`is is-${shape}`}>{word}</span>{' '}
                <span>
                  <a href={`${place.base}/changes/${change.id}`}>{titleOf(change)}</a>
                  <Imported change={change} />
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
