import { Imported } from '../../changes/imported.tsx';
import { DaysAhead } from '../../changes/days-ahead.tsx';
import { publishesList } from '../../changes/model.ts';
import { shownDay } from '../../changes/shown-day.ts';
import { changesDue } from '../../changes/standing.ts';
import { headlineOf, statusOf, titleOf } from '../../changes/words.ts';
import { stepNames } from '../../changes/words/signs.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { Fact, Unstated } from '../../http/facts.tsx';
import { useLanguage, useWords } from '../../http/language.tsx';
import type { RenderInput } from '../../publication/representation.ts';
import type { Entry } from '../model/entry.ts';
import { entryWords } from '../words/pages.ts';
import { changesOf } from './entry-events.ts';

type Props = { readonly input: RenderInput; readonly entry: Entry };

const most = 10;

/** What is announced about the entry and not yet in effect, or can still be objected to. */
export function PendingBlock({ input: { snapshot, place }, entry }: Props) {
  const due = changesDue(snapshot).find(({ items }) =>
    items.some(({ slug }) => slug === entry.slug),
  );
  if (due === undefined) return null;
  const words = useWords(entryWords).due;
  const step = due.steps.findLast(publishesList);
  const zone = snapshot.organisation.timeZone;
  return (
    <section class="block due" aria-labelledby="due">
      <div class="head">
        <h2 id="due">{due.emergency ? words.emergency : words.about}</h2>{' '}
        <a class="small" href={`${place.pages}/changes/${due.id}`}>
          {words.change(due.id)}
        </a>
      </div>
      <p class="small" dir="auto">
        {headlineOf(due, useLanguage())}.
      </p>
      <ol class="line">
        {step === undefined ? null : (
          <li class="done open">
            <b>
              <TimeOf at={step.at} zone={zone} />
            </b>{' '}
            {useWords(stepNames)[step.name]}
          </li>
        )}
        <DaysAhead change={due} zone={zone} />
      </ol>
    </section>
  );
}

/** When it began and ended, and its changes as far as the newest ones reach. */
export function EntryChanges({ input, entry }: Props) {
  const { snapshot, place } = input;
  const words = useWords(entryWords).life;
  const language = useLanguage();
  const touching = changesOf(entry.slug, snapshot);
  const isCut = touching.length > most || snapshot.changeCount > snapshot.recent.length;
  return (
    <section class="block" aria-labelledby="changes">
      <h2 id="changes">{words.title}</h2>
      <LifeDates input={input} entry={entry} />
      <ol class="log narrow">
        {touching.slice(0, most).map(({ change }) => {
          const { word, shape } = statusOf(change, language);
          return (
            <li>
              <Time day={shownDay(change, snapshot.organisation.timeZone)} />{' '}
              <span class={`is is-${shape}`}>{word}</span>{' '}
              <span>
                <a href={`${place.pages}/changes/${change.id}`}>{titleOf(change, language)}</a>
                <Imported change={change} />
              </span>
            </li>
          );
        })}
      </ol>
      <p class="small go screen">
        <a href={`${place.pages}/subprocessors/${entry.slug}/history`}>
          {isCut ? words.wholeHistory : words.history}
        </a>
      </p>
    </section>
  );
}

/** From its first day to its last, as far as they are stated or announced. */
function LifeDates({ input: { snapshot }, entry }: Props) {
  const { effectiveFrom, effectiveUntil } = entry.facts;
  const words = useWords(entryWords).life;
  const announced = snapshot.pending
    .flatMap(({ items }) => items)
    .find(({ slug, after }) => slug === entry.slug && after.effectiveUntil !== undefined);
  const until = effectiveUntil ?? announced?.after.effectiveUntil;
  return (
    <dl class="facts">
      <Fact label={entry.state === 'announced' ? words.begins : words.began}>
        {effectiveFrom === undefined ? <Unstated /> : <Time day={effectiveFrom} />}
      </Fact>
      <Fact label={entry.state === 'ended' ? words.ended : words.ends}>
        {until === undefined ? null : <Time day={until} />}
      </Fact>
    </dl>
  );
}
