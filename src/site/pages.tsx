import { plainLine } from '../changes/field-text.ts';
import { Time, TimeOf } from '../http/dates.tsx';
import { renderPage } from '../http/layout.tsx';
import { unnamedOrganisation } from '../organisation/model.ts';
import { addressIn } from '../publication/addresses.ts';
import { clocks } from '../publication/asked.ts';
import type { Published, RenderInput } from '../publication/representation.ts';
import { OpenIncidents, RecentUpdates } from '../updates/overview.tsx';
import { describeForSearch } from './json-ld.ts';
import { overviewJson } from './present.ts';
import { refusedPage } from './refused.tsx';
import { overviewLead } from './overview-lead.ts';
import { PendingChange, RecentChanges } from './overview-changes.tsx';
import { RegisterInBrief } from './overview-register.tsx';
import { WhereBars } from './overview-where.tsx';

/** The first page: who processes the data, where, what changes and when. */
export const overviewPage: Published = {
  kind: 'published',
  path: '',
  mediaType: 'text/html; charset=utf-8',
  links: [
    { rel: 'alternate', href: '.json', type: 'application/json', title: 'This page as JSON' },
  ],
  params: clocks,
  refused: refusedPage,
  json: overviewJson,
  render: (input) =>
    renderPage(
      {
        input,
        title: 'Who processes your data',
        description: plainLine(overviewLead(input.snapshot)),
        path: '',
        links: overviewPage.links ?? [],
        current: 'overview',
        ...(input.snapshot.past === undefined && {
          structured: describeForSearch(input.snapshot, input.place),
        }),
      },
      <Overview input={input} />,
    ),
};

function Overview({ input }: { input: RenderInput }) {
  const { snapshot } = input;
  return (
    <>
      <OpenIncidents input={input} />
      <div class="title">
        <h1>Who processes your data</h1>
        <p class="lead">
          {overviewLead(snapshot).map((piece) =>
            typeof piece === 'object' && 'day' in piece ? (
              <Time day={piece.day} prose />
            ) : (
              plainLine([piece])
            ),
          )}
        </p>
        <Stamp input={input} />
      </div>
      <div class="board">
        <PendingChange input={input} />
        <Follow input={input} />
        <RegisterInBrief input={input} />
        <WhereBars input={input} />
      </div>
      <RecentChanges input={input} />
      <RecentUpdates input={input} />
      <Commitments input={input} />
    </>
  );
}

function Stamp({ input: { snapshot, place } }: { input: RenderInput }) {
  if (snapshot.listPublishedAt === undefined) return null;
  return (
    <p class="stamp">
      <span>
        Version {snapshot.listVersion}, published{' '}
        <TimeOf at={snapshot.listPublishedAt} zone={snapshot.organisation.timeZone} prose />
      </span>{' '}
      <span>
        Every change is kept in the <a href={`${place.base}/changes`}>change log</a> and drawn in a{' '}
        <a href={`${place.base}/timeline`}>timeline</a>, every list among its{' '}
        <a href={`${place.base}/versions`}>versions</a>
      </span>
    </p>
  );
}

function Follow({ input: { place, snapshot } }: { input: RenderInput }) {
  const { base } = place;
  const to = (path: string) => `${base}${addressIn(snapshot, path)}`;
  return (
    <section class="block" aria-labelledby="follow">
      <h2 id="follow">Hear of changes first</h2>
      <dl class="facts">
        <div>
          <dt>Feeds</dt>
          <dd class="inline">
            <a href={`${base}/feed.atom`}>Atom</a> <a href={`${base}/feed.rss`}>RSS</a>{' '}
            <a href={`${base}/feed.json`}>JSON</a>
          </dd>
        </div>
        <div>
          <dt>Register</dt>
          <dd class="inline">
            <a href={to('/subprocessors.csv')}>CSV</a> <a href={to('/subprocessors.json')}>JSON</a>
          </dd>
        </div>
        <div>
          <dt>Programs</dt>
          <dd>
            <a href={`${base}/docs/api`}>API reference</a>
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Commitments({ input: { snapshot } }: { input: RenderInput }) {
  const { name, noticeDays, commitments } = snapshot.organisation;
  const days = noticeDays === 1 ? 'one day’s' : `${noticeDays} days’`;
  // A default nobody has confirmed is no promise.
  const notice =
    noticeDays === 0 || name === unnamedOrganisation.name
      ? []
      : [`We give at least ${days} notice before a sub-processor is added or replaced.`];
  const said = [...notice, ...commitments];
  if (said.length === 0) return null;
  return (
    <section class="row" aria-labelledby="said">
      <h2 id="said">What we commit to</h2>
      <ul class="said">
        {said.map((commitment) => (
          <li dir="auto">{commitment}</li>
        ))}
      </ul>
    </section>
  );
}
