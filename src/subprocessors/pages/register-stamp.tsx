import { Time, TimeOf } from '../../http/dates.tsx';
import { dot } from '../../http/facts.tsx';
import { useWords } from '../../http/language.tsx';
import { addressIn } from '../../publication/addresses.ts';
import type { RenderInput } from '../../publication/representation.ts';
import type { Entry } from '../model/entry.ts';
import { registerWords } from '../words/pages.ts';

/** One quiet line of provenance: version, last change, last review. */
export function RegisterStamp({ input: { snapshot, place } }: { input: RenderInput }) {
  const { listPublishedAt, listVersion, organisation } = snapshot;
  if (listPublishedAt === undefined) return null;
  const words = useWords(registerWords).stamp;
  return (
    <p class="stamp">
      <span>{words.version(listVersion)}</span>
      {dot}
      <span>
        {words.changed(<TimeOf at={listPublishedAt} zone={organisation.timeZone} prose />)}
      </span>
      <Review entries={snapshot.entries} />
      <span class="screen">
        {dot}
        <a href="#times">{words.otherDay}</a>
      </span>
      {snapshot.past === undefined ? (
        <span class="screen">
          {dot}
          <a href={`${place.pages}/timeline`}>{words.timeline}</a>
        </span>
      ) : null}
      {snapshot.past === undefined ? (
        <span class="screen">
          {dot}
          <a href={`${place.pages}/map`}>{words.map}</a>
        </span>
      ) : null}
      <span class="screen">
        {dot}
        <a href={`${place.pages}${addressIn(snapshot, '/data-flow')}`}>{words.flow}</a>
      </span>
      <span class="screen">
        {dot}
        <a href={`${place.pages}/subscribe`}>{words.subscribe}</a>
      </span>
    </p>
  );
}

// A review of one entry is not a review of the list, so the oldest date counts while all have one.
function Review({ entries }: { entries: readonly Entry[] }) {
  const current = entries.filter(({ state }) => state === 'current');
  const days = current.flatMap(({ facts }) => facts.lastReviewedOn ?? []).sort();
  const [oldest] = days;
  const newest = days.at(-1);
  if (oldest === undefined || newest === undefined) return null;
  const words = useWords(registerWords).stamp;
  if (days.length < current.length)
    return (
      <span>
        {dot}
        {words.lastReviewOfOne(<Time day={newest} prose />)}
      </span>
    );
  const said = oldest === newest ? words.lastReviewed : words.reviewedSince;
  return (
    <span>
      {dot}
      {said(<Time day={oldest} prose />)}
    </span>
  );
}
