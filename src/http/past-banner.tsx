import { dayOf, momentAt } from '../core/day.ts';
import type { AsOf, KnownAt, Past, Snapshot } from '../publication/model.ts';
import type { RenderInput } from '../publication/representation.ts';
import { permanentAddress } from '../publication/view.ts';
import { dayInProse, Time, TimeOf } from './dates.tsx';
import { useLanguage, useWords } from './language.tsx';
import { pastWords } from './words/pages.ts';
import type { Language } from '../core/language.ts';

type Props = { readonly input: RenderInput; readonly path: string };

/** Above every page that shows a past: which one, on whose word, and the way back to today. */
export function PastBanner({ input, path }: Props) {
  const { snapshot, place } = input;
  const { past } = snapshot;
  if (past === undefined) return null;
  const words = useWords(pastWords);
  return (
    <aside class="past" aria-label={words.label}>
      <div class="wrap">
        <p>
          <b>
            <Which snapshot={snapshot} past={past} />
          </b>{' '}
          <Word snapshot={snapshot} past={past} />
        </p>
        <p class="inline">
          <a href={`${place.pages}${path}` || '/'}>{words.now}</a>{' '}
          {past.isSettled || snapshot.listVersion === 0 ? null : (
            <a href={permanentAddress(snapshot, place.pages, path)}>{words.permanent}</a>
          )}{' '}
          <a href={`${place.pages}/versions`}>{words.versions}</a>
        </p>
      </div>
    </aside>
  );
}

function Which({ snapshot, past }: { snapshot: Snapshot; past: Past }) {
  const { asOf, knownAt, timeZone: zone = snapshot.organisation.timeZone } = past;
  const words = useWords(pastWords);
  const until = knownAt === undefined ? null : <Until at={knownAt} zone={zone} />;
  if (past.isNumbered)
    return <>{words.numbered(snapshot.listVersion, <On snapshot={snapshot} />)}</>;
  if (asOf === undefined) return <>{words.published(until)}</>;
  return (
    <>
      {words.inEffect(
        <At at={asOf} zone={zone} />,
        until === null ? words.knownToday : words.knownBy(until),
      )}
    </>
  );
}

/** On whose word it is, and what there is where nothing is shown. */
function Word({ snapshot, past }: { snapshot: Snapshot; past: Past }) {
  const { claimedAt, recordsSince, isNumbered } = past;
  const words = useWords(pastWords);
  const zone = snapshot.organisation.timeZone;
  const version =
    isNumbered || snapshot.listVersion === 0 ? '' : words.version(snapshot.listVersion);
  if (recordsSince !== undefined)
    return <>{words.recordsSince(<Time day={recordsSince} prose />)}</>;
  if (claimedAt === undefined) return version === '' ? null : <>{version}</>;
  return (
    <>
      {version}
      {words.imported(<TimeOf at={claimedAt} zone={zone} prose />)}
    </>
  );
}

function On({ snapshot }: { snapshot: Snapshot }) {
  const { listPublishedAt, organisation } = snapshot;
  if (listPublishedAt === undefined) return null;
  const day = <TimeOf at={listPublishedAt} zone={organisation.timeZone} prose />;
  return <>{useWords(pastWords).onDay(day)}</>;
}

function At({ at, zone }: { at: AsOf; zone: string }) {
  const isDay = at.text === at.day;
  const time = isDay ? '' : `, ${at.moment.slice(11, 16)}`;
  return <>{useWords(pastWords).at(<Time day={at.day} prose />, time, zone)}</>;
}

function Until({ at, zone }: { at: KnownAt; zone: string }) {
  const words = useWords(pastWords);
  const language = useLanguage();
  if (at.day !== undefined) return <>{words.byEndOf(<Time day={at.day} prose />, zone)}</>;
  const moment = <time datetime={at.text}>{momentInProse(at.until, zone, language)}</time>;
  return <>{words.by(moment, zone)}</>;
}

/** `4 January 2027, 14:03`. */
function momentInProse(instant: Date, zone: string, language: Language): string {
  return `${dayInProse(dayOf(instant, zone), language)}, ${momentAt(instant, zone).slice(11, 16)}`;
}
