import { Imported } from '../changes/imported.tsx';
import { DaysAhead } from '../changes/days-ahead.tsx';
import { type Change, publishesList } from '../changes/model.ts';
import { ObjectionsUntil } from '../changes/pending.tsx';
import { shownDay } from '../changes/shown-day.ts';
import { changesDue, windowOf } from '../changes/standing.ts';
import { stepWords } from '../changes/step-words.ts';
import { audience, headlineOf, stateOf, statusOf, titleOf } from '../changes/words.ts';
import { Time, TimeOf } from '../http/dates.tsx';
import { MailLink } from '../http/facts.tsx';
import type { Snapshot } from '../publication/model.ts';
import type { RenderInput } from '../publication/representation.ts';

const mostRecent = 6;
const mostPending = 5;

/** The change whose next day is nearest, or a sentence that says there is none. */
export function PendingChange({ input }: { input: RenderInput }) {
  const { snapshot, place } = input;
  const [next, ...others] = changesDue(snapshot);
  if (next === undefined) return <NothingPending snapshot={snapshot} />;
  const page = `${place.base}/changes/${next.id}`;
  return (
    <section class="block due" aria-labelledby="due">
      <div class="head">
        <h2 id="due" dir="auto">
          {next.emergency ? 'Changed in an emergency' : 'About to change'}: {headlineOf(next)}
        </h2>{' '}
        <a class="small" href={page}>
          Change {next.id}
        </a>
      </div>
      <p class="small" dir="auto">
        {next.reason} It concerns {audience(next, snapshot.services)}.
      </p>
      <Timeline change={next} zone={snapshot.organisation.timeZone} />
      <p class="acts">
        <a class="button" href={page}>
          Read what changes
        </a>
        {windowOf(next)?.isOpen ? (
          <a class="button plain" href={`${page}/objection`}>
            Object
          </a>
        ) : (
          <Questions change={next} snapshot={snapshot} />
        )}
      </p>
      {others.length === 0 ? null : <AlsoPending changes={others} base={place.base} />}
    </section>
  );
}

/** Where no form waits for an objection. */
function Questions({ change, snapshot }: { change: Change; snapshot: Snapshot }) {
  const email = snapshot.organisation.dpo?.email;
  if (email === undefined) return null;
  return (
    <span class="quiet">
      For questions write to <MailLink email={email} /> and name change {change.id}.
    </span>
  );
}

function Timeline({ change, zone }: { change: Change; zone: string }) {
  const step = change.steps.findLast(publishesList);
  return (
    <ol class="line">
      {step === undefined ? null : (
        <li class="done open">
          <b>
            <TimeOf at={step.at} zone={zone} />
          </b>{' '}
          {stepWords[step.name]}
        </li>
      )}
      <DaysAhead change={change} zone={zone} />
    </ol>
  );
}

function AlsoPending({ changes, base }: { changes: readonly Change[]; base: string }) {
  return (
    <ul class="also small">
      {changes.slice(0, mostPending).map((change) => (
        <li>
          {change.emergency ? 'In an emergency' : `Also ${statusOf(change).word.toLowerCase()}`}:{' '}
          <a href={`${base}/changes/${change.id}`}>{titleOf(change)}</a>
          <ObjectionsUntil change={change} />
        </li>
      ))}
      {changes.length > mostPending ? (
        <li>
          <a href={`${base}/changes?state=announced`}>
            {changes.length - mostPending} more in the change log
          </a>
        </li>
      ) : null}
    </ul>
  );
}

function NothingPending({ snapshot }: { snapshot: Snapshot }) {
  const last = snapshot.recent.find((change) => stateOf(change) === 'in-effect');
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
