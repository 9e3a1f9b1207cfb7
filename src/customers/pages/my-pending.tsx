import { Time } from '../../http/dates.tsx';
import { useWords } from '../../http/language.tsx';
import { Fact } from '../../http/facts.tsx';
import type { LegalDate } from '../../notices/model/notice.ts';
import { mayApprove } from '../model/words.ts';
import { customerWords } from '../words/pages.ts';
import type { MyChange } from '../service/my-terms.ts';
import { packetOf } from '../present/my.ts';
import type { MyView } from './my-page.tsx';

/** What is to come for this customer, with its own days. */
export function Pending({ view }: { view: MyView }) {
  const { pending } = view.mine;
  const words = useWords(customerWords).pending;
  return (
    <section class="block" aria-labelledby="pending">
      <h2 id="pending">{words.title}</h2>
      {pending.length === 0 ? (
        <p class="nothing">{words.nothing}</p>
      ) : (
        pending.map((mine) => <OneChange view={view} mine={mine} />)
      )}
    </section>
  );
}

function OneChange({ view: { place }, mine }: { view: MyView; mine: MyChange }) {
  const { change, notice } = mine;
  const { pending: words, page: labels, headline, standing } = useWords(customerWords);
  const page = `${place.pages}/changes/${change.id}`;
  // Says which customer it is, so that nobody has to find out.
  const token = place.my.slice(place.my.lastIndexOf('/') + 1);
  return (
    <article class="entry" aria-labelledby={`change-${change.id}`}>
      <h3 id={`change-${change.id}`}>
        <a href={page}>
          <bdi>{headline(change)}</bdi>
        </a>
      </h3>
      <dl class="facts wide">
        <Fact label={labels.forYou}>{standing(notice)}</Fact>
        <Fact label={words.planned}>
          <Time day={change.effectiveOn} prose />
        </Fact>
        <Deadlines mine={mine} />
      </dl>
      <p class="acts">
        <a href={`${page}/objection?for=${token}`}>{words.object}</a>{' '}
        {notice ? (
          <>
            {' '}
            <a href={packetOf(place, change.id)}>{labels.packet}</a>
          </>
        ) : null}
      </p>
      {mayApprove(notice) ? (
        <form class="acts" action={`${place.my}/changes/${change.id}/approval`} method="post">
          <button class="button" type="submit">
            {words.approve(change.id)}
          </button>{' '}
          <span class="quiet">{words.silence}</span>
        </form>
      ) : null}
    </article>
  );
}

/** By the notice's own clock once it runs; until then how many days it will run for, and the general day. */
function Deadlines({ mine: { change, notice } }: { mine: MyChange }) {
  const clock = notice?.clock;
  const { pending: words, terms } = useWords(customerWords);
  if (clock)
    return (
      <>
        <Fact label={words.objectUntil}>
          <Until date={clock.objectionEnds} />
        </Fact>
        <Fact label={words.notBefore}>
          <Until date={clock.earliestEffect} />
        </Fact>
      </>
    );
  return (
    <>
      <Fact label={terms.toObject}>
        {notice && words.objectionDays(notice.terms.objectionDays)}
      </Fact>
      <Fact label={words.general}>
        {change.objectionEndsOn && <Time day={change.objectionEndsOn} prose />}
      </Fact>
    </>
  );
}

function Until({ date }: { date: LegalDate }) {
  return (
    <>
      <Time day={date.on} prose /> ({date.timeZone})
    </>
  );
}
