import { dayOf, momentAt } from '../core/day.ts';
import type { AsOf, KnownAt, Past, Snapshot } from '../publication/model.ts';
import type { RenderInput } from '../publication/representation.ts';
import { permanentAddress } from '../publication/view.ts';
import { dayInProse, Time, TimeOf } from './dates.tsx';

type Props = { readonly input: RenderInput; readonly path: string };

/** Above every page that shows a past: which one, on whose word, and the way back to today. */
export function PastBanner({ input, path }: Props) {
  const { snapshot, place } = input;
  const { past } = snapshot;
  if (past === undefined) return null;
  return (
    <aside class="past" aria-label="Which past this page shows">
      <div class="wrap">
        <p>
          <b>
            <Which snapshot={snapshot} past={past} />
          </b>{' '}
          <Word snapshot={snapshot} past={past} />
        </p>
        <p class="inline">
          <a href={`${place.base}${path}` || '/'}>See it as it stands now</a>{' '}
          {past.isSettled || snapshot.listVersion === 0 ? null : (
            <a href={permanentAddress(snapshot, place.base, path)}>
              Permanent address of this answer
            </a>
          )}{' '}
          <a href={`${place.base}/versions`}>All versions</a>
        </p>
      </div>
    </aside>
  );
}

function Which({ snapshot, past }: { snapshot: Snapshot; past: Past }) {
  const { asOf, knownAt, timeZone: zone = snapshot.organisation.timeZone } = past;
  if (past.isNumbered)
    return (
      <>
        Version {snapshot.listVersion} of the register, as it was published
        <On snapshot={snapshot} />.
      </>
    );
  if (asOf === undefined)
    return (
      <>
        The register as it was published{' '}
        {knownAt === undefined ? null : <Until at={knownAt} zone={zone} />}.
      </>
    );
  return (
    <>
      In effect <At at={asOf} zone={zone} />,{' '}
      {knownAt === undefined ? (
        'by what is known today'
      ) : (
        <>
          by what had been published <Until at={knownAt} zone={zone} />
        </>
      )}
      .
    </>
  );
}

/** On whose word it is, and what there is where nothing is shown. */
function Word({ snapshot, past }: { snapshot: Snapshot; past: Past }) {
  const { claimedAt, recordsSince, isNumbered } = past;
  const zone = snapshot.organisation.timeZone;
  const version =
    isNumbered || snapshot.listVersion === 0 ? '' : `Version ${snapshot.listVersion}. `;
  if (recordsSince !== undefined)
    return (
      <>
        Nothing is known of that time: the records begin on <Time day={recordsSince} prose />.
      </>
    );
  if (claimedAt === undefined) return version === '' ? null : <>{version}</>;
  return (
    <>
      {version}An imported claim: the history that was taken over says that it was published so on{' '}
      <TimeOf at={claimedAt} zone={zone} prose />; it was not recorded here then.
    </>
  );
}

function On({ snapshot }: { snapshot: Snapshot }) {
  const { listPublishedAt, organisation } = snapshot;
  if (listPublishedAt === undefined) return null;
  return (
    <>
      {' '}
      on <TimeOf at={listPublishedAt} zone={organisation.timeZone} prose />
    </>
  );
}

function At({ at, zone }: { at: AsOf; zone: string }) {
  const isDay = at.text === at.day;
  const time = isDay ? '' : `, ${at.moment.slice(11, 16)}`;
  return (
    <>
      on <Time day={at.day} prose />
      {time} ({zone})
    </>
  );
}

function Until({ at, zone }: { at: KnownAt; zone: string }) {
  if (at.day !== undefined)
    return (
      <>
        by the end of <Time day={at.day} prose /> ({zone})
      </>
    );
  return (
    <>
      by <time datetime={at.text}>{momentInProse(at.until, zone)}</time> ({zone})
    </>
  );
}

/** `4 January 2027, 14:03`. */
function momentInProse(instant: Date, zone: string): string {
  return `${dayInProse(dayOf(instant, zone))}, ${momentAt(instant, zone).slice(11, 16)}`;
}
