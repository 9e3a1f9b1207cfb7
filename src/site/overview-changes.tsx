import { Imported } from '../changes/imported.tsx';
import { DaysAhead } from '../changes/days-ahead.tsx';
import { type Change, publishesList } from '../changes/model.ts';
import { ObjectionsUntil } from '../changes/pending.tsx';
import { shownDay } from '../changes/shown-day.ts';
import { changesDue, windowOf } from '../changes/standing.ts';
import { audience, headlineOf, stateOf, statusOf, titleOf } from '../changes/words.ts';
import { stepNames } from '../changes/words/signs.ts';
import { Time, TimeOf } from '../http/dates.tsx';
import { MailLink } from '../http/facts.tsx';
import { useContentLang, useLanguage, useWords } from '../http/language.tsx';
import type { Snapshot } from '../publication/model.ts';
import type { RenderInput } from '../publication/representation.ts';
import { siteWords } from './words/pages.ts';

const mostRecent = 6;
const mostPending = 5;

/** The change whose next day is nearest, or a sentence that says there is none. */
export function PendingChange({ input }: { input: RenderInput }) {
  const { snapshot, place } = input;
  const [next, ...others] = changesDue(snapshot);
  if (next === undefined) return <NothingPending snapshot={snapshot} />;
  const words = useWords(siteWords).due;
  const page = `${place.pages}/changes/${next.id}`;
  return (
    <section class="block due" aria-labelledby="due">
      <div class="head">
        <h2 id="due" dir="auto">
          {next.emergency ? words.emergency : words.about}: {headlineOf(next, useLanguage())}
        </h2>{' '}
        <a class="small" href={page}>
          {words.change(next.id)}
        </a>
      </div>
      <p class="small" dir="auto">
        <span lang={useContentLang()}>{next.reason}</span>{' '}
        {words.concerns(audience(next, snapshot.services, useLanguage()))}
      </p>
      <Timeline change={next} zone={snapshot.organisation.timeZone} />
      <p class="acts">
        <a class="button" href={page}>
          {words.read}
        </a>{' '}
        {windowOf(next)?.isOpen ? (
          <a class="button plain" href={`${page}/objection`}>
            {words.object}
          </a>
        ) : (
          <Questions change={next} snapshot={snapshot} />
        )}
      </p>
      {others.length === 0 ? null : <AlsoPending changes={others} base={place.pages} />}
    </section>
  );
}

/** Where no form waits for an objection. */
function Questions({ change, snapshot }: { change: Change; snapshot: Snapshot }) {
  const email = snapshot.organisation.dpo?.email;
  if (email === undefined) return null;
  return (
    <span class="quiet">
      {useWords(siteWords).due.questions(<MailLink email={email} />, change.id)}
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
          {useWords(stepNames)[step.name]}
        </li>
      )}
      <DaysAhead change={change} zone={zone} />
    </ol>
  );
}

function AlsoPending({ changes, base }: { changes: readonly Change[]; base: string }) {
  const words = useWords(siteWords).due;
  const language = useLanguage();
  return (
    <ul class="also small">
      {changes.slice(0, mostPending).map((change) => (
        <li>
          {change.emergency ? words.inEmergency : words.also(statusOf(change, language).word)}:{' '}
          <a href={`${base}/changes/${change.id}`}>{titleOf(change, language)}</a>
          <ObjectionsUntil change={change} />
        </li>
      ))}
      {changes.length > mostPending ? (
        <li>
          <a href={`${base}/changes?state=announced`}>{words.more(changes.length - mostPending)}</a>
        </li>
      ) : null}
    </ul>
  );
}

function NothingPending({ snapshot }: { snapshot: Snapshot }) {
  const words = useWords(siteWords).due;
  const last = snapshot.recent.find((change) => stateOf(change) === 'in-effect');
  return (
    <section class="block" aria-labelledby="due">
      <h2 id="due">{snapshot.past === undefined ? words.noneNow : words.noneThen}</h2>
      <p class="small">
        {last === undefined ? words.nothingYet : words.last(<Time day={last.effectiveOn} prose />)}
      </p>
    </section>
  );
}

export function RecentChanges({ input: { snapshot, place } }: { input: RenderInput }) {
  const { recent, changeCount, organisation } = snapshot;
  const words = useWords(siteWords).recent;
  const language = useLanguage();
  return (
    <section class="row" aria-labelledby="recent">
      <div>
        <h2 id="recent">{words.title}</h2>
        {recent.length === 0 ? null : (
          <p class="small go">
            <a href={`${place.pages}/changes`}>{words.all(changeCount)}</a>
          </p>
        )}
      </div>
      {recent.length === 0 ? (
        <p class="small">{words.none}</p>
      ) : (
        <ol class="log">
          {recent.slice(0, mostRecent).map((change) => {
            const { word, shape } = statusOf(change, language);
            return (
              <li>
                <Time day={shownDay(change, organisation.timeZone)} />{' '}
                <span class={`is is-${shape}`}>{word}</span>{' '}
                <span>
                  <a href={`${place.pages}/changes/${change.id}`}>{titleOf(change, language)}</a>
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
