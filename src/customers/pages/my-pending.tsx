import { headlineOf } from '../../changes/words.ts';
import { Time } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import type { LegalDate } from '../../notices/model/notice.ts';
import { mayApprove, standingWords } from '../model/words.ts';
import type { MyChange } from '../service/my-terms.ts';
import { packetOf } from '../present/my.ts';
import type { MyView } from './my-page.tsx';

/** What is to come for this customer, with its own days. */
export function Pending({ view }: { view: MyView }) {
  const { pending } = view.mine;
  return (
    <section class="block" aria-labelledby="pending">
      <h2 id="pending">What is to come for you</h2>
      {pending.length === 0 ? (
        <p class="nothing">No change is announced that concerns you.</p>
      ) : (
        pending.map((mine) => <OneChange view={view} mine={mine} />)
      )}
    </section>
  );
}

function OneChange({ view: { place }, mine }: { view: MyView; mine: MyChange }) {
  const { change, notice } = mine;
  const page = `${place.root}/changes/${change.id}`;
  // Says which customer it is, so that nobody has to find out.
  const token = place.my.slice(place.my.lastIndexOf('/') + 1);
  return (
    <article class="entry" aria-labelledby={`change-${change.id}`}>
      <h3 id={`change-${change.id}`}>
        <a href={page}>
          <bdi>{headlineOf(change)}</bdi>
        </a>
      </h3>
      <dl class="facts wide">
        <Fact label="For you">{standingWords(notice)}</Fact>
        <Fact label="Planned for">
          <Time day={change.effectiveOn} prose />
        </Fact>
        <Deadlines mine={mine} />
      </dl>
      <p class="acts">
        <a href={`${page}/objection?for=${token}`}>Object to this change</a>
        {notice ? (
          <>
            {' '}
            <a href={packetOf(place, change.id)}>Proof of notice</a>
          </>
        ) : null}
      </p>
      {mayApprove(notice) ? (
        <form class="acts" action={`${place.my}/changes/${change.id}/approval`} method="post">
          <button class="button" type="submit">
            Approve change {change.id}
          </button>
          <span class="quiet">Your contract asks for your approval; silence refuses.</span>
        </form>
      ) : null}
    </article>
  );
}

/** By the notice's own clock once it runs; until then how many days it will run for, and the general day. */
function Deadlines({ mine: { change, notice } }: { mine: MyChange }) {
  const clock = notice?.clock;
  if (clock)
    return (
      <>
        <Fact label="Object until the end of">
          <Until date={clock.objectionEnds} />
        </Fact>
        <Fact label="Not in effect for you before">
          <Until date={clock.earliestEffect} />
        </Fact>
      </>
    );
  return (
    <>
      <Fact label="To object">
        {notice && `${notice.terms.objectionDays} days from the arrival of the notice`}
      </Fact>
      <Fact label="On general terms until">
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
