import type { Child } from 'hono/jsx';
import { plainLine } from '../changes/field-text.ts';
import { ControlsInBrief } from '../controls/overview.tsx';
import { type Day, dayOf } from '../core/day.ts';
import { DocumentsInBrief } from '../documents/overview.tsx';
import { Time, TimeOf } from '../http/dates.tsx';
import { renderPage } from '../http/layout.tsx';
import { unnamedOrganisation } from '../organisation/model.ts';
import { AnnouncedPolicies, PoliciesInBrief } from '../policies/announced.tsx';
import { addressIn } from '../publication/addresses.ts';
import { clocks } from '../publication/asked.ts';
import type { Snapshot } from '../publication/model.ts';
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
  render: async (input) => {
    const intro = await introOf(input.snapshot);
    return renderPage(
      {
        input,
        title: titleOf(input.snapshot),
        description: plainLine(overviewLead(input.snapshot)),
        path: '',
        links: overviewPage.links ?? [],
        current: 'overview',
        ...(input.snapshot.past === undefined && {
          structured: describeForSearch(input.snapshot, input.place),
        }),
      },
      <Overview input={input} intro={intro} />,
    );
  },
};

/** What the organisation says of itself, today: a past is the register's. */
async function introOf({ branding: { intro }, past }: Snapshot): Promise<Child> {
  if (intro === undefined || past !== undefined) return null;
  // A reader of Markdown is much code for those who say nothing.
  const { Markdown } = await import('../updates/shown-markdown.tsx');
  return (
    <div class="intro">
      <Markdown text={intro} />
    </div>
  );
}

function titleOf({ past }: Snapshot): string {
  return past === undefined ? 'Who processes your data' : 'Who processed your data';
}

function Overview({ input, intro }: { input: RenderInput; intro: Child }) {
  const { snapshot } = input;
  return (
    <>
      <OpenIncidents input={input} />
      <AnnouncedPolicies input={input} />
      <div class="title">
        <h1>{titleOf(snapshot)}</h1>
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
        {intro}
      </div>
      {snapshot.past?.recordsSince === undefined ? <Answers input={input} /> : null}
      <LookBack input={input} />
    </>
  );
}

/** Left out of a time that nothing is recorded of: empty sections would say that there was nothing. */
function Answers({ input }: { input: RenderInput }) {
  const { snapshot } = input;
  return (
    <>
      <div class="board">
        {snapshot.past?.asOf === undefined ? (
          <PendingChange input={input} />
        ) : (
          <OneDay input={input} day={snapshot.past.asOf.day} />
        )}
        <Follow input={input} />
        <RegisterInBrief input={input} />
        <WhereBars input={input} />
      </div>
      <RecentChanges input={input} />
      <ControlsInBrief input={input} />
      <DocumentsInBrief input={input} />
      <PoliciesInBrief input={input} />
      <RecentUpdates input={input} />
      <Commitments input={input} />
    </>
  );
}

/** What is announced belongs to a list as it was published, not to a day. */
function OneDay({ input: { place, snapshot }, day }: { input: RenderInput; day: Day }) {
  return (
    <section class="block" aria-labelledby="due">
      <h2 id="due">What was in effect</h2>
      <p class="small">
        This page tells of one day, by what is known of it, and not of what was announced by then.
        {isPublishedBy(snapshot, day) ? (
          <>
            {' '}
            That stands on{' '}
            <a href={`${place.base}?known_at=${day}`}>the page as it was published that day</a>.
          </>
        ) : null}
      </p>
    </section>
  );
}

/** Of a day after the newest publication nothing is published yet, and the clock has no part in a page. */
function isPublishedBy({ listPublishedAt, organisation }: Snapshot, day: Day): boolean {
  return listPublishedAt !== undefined && day <= dayOf(listPublishedAt, organisation.timeZone);
}

function Stamp({ input: { snapshot } }: { input: RenderInput }) {
  if (snapshot.listPublishedAt === undefined) return null;
  return (
    <p class="stamp">
      <span>
        Version {snapshot.listVersion}, published{' '}
        <TimeOf at={snapshot.listPublishedAt} zone={snapshot.organisation.timeZone} prose />
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
          <dt>Subscribe</dt>
          <dd>
            <a href={`${base}/subscribe`}>By e-mail, webhook, Slack or Teams</a>
          </dd>
        </div>
        <div>
          <dt>Feeds</dt>
          <dd class="inline">
            <a href={`${base}/feed.atom`}>Atom</a> <a href={`${base}/feed.rss`}>RSS</a>{' '}
            <a href={`${base}/feed.json`}>JSON</a>
          </dd>
        </div>
        <div>
          <dt>Calendar</dt>
          <dd>
            <a href={`${base}/deadlines.ics`}>Days and deadlines of changes</a>
          </dd>
        </div>
        <div>
          <dt>Register</dt>
          <dd class="inline">
            <a href={to('/subprocessors.csv')}>CSV</a> <a href={to('/subprocessors.json')}>JSON</a>
          </dd>
        </div>
        <div>
          <dt>Questions</dt>
          <dd>
            <a href={`${base}/contact`}>Write to us, or ask for a document</a>
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

/** The questions an auditor asks, each with its page. */
function LookBack({ input: { place, snapshot } }: { input: RenderInput }) {
  if (snapshot.listVersion === 0 && snapshot.past?.recordsSince === undefined) return null;
  const { base } = place;
  return (
    <section class="row screen" aria-labelledby="back">
      <h2 id="back">Look back</h2>
      <ul class="contents small">
        <li>
          <a href={`${base}/subprocessors#times`}>Who processed data on a given day</a>
        </li>
        <li>
          <a href={`${base}/subprocessors#times`}>What this register said on a given day</a>
        </li>
        <li>
          <a href={`${base}/diff`}>What changed between two days</a>
        </li>
        <li>
          <a href={`${base}/timeline`}>Who processed when, as a timeline</a>
        </li>
        <li>
          <a href={`${base}/versions`}>Every version of the register</a>
        </li>
        <li>
          <a href={`${base}/log`}>How to check that nothing was rewritten</a>
        </li>
      </ul>
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
