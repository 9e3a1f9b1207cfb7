import type { Child } from 'hono/jsx';
import type { Branding } from '../branding/model.ts';
import { plainLineIn } from '../changes/field-text.ts';
import { ControlsInBrief } from '../controls/overview.tsx';
import { valueWords } from '../changes/words/values.ts';
import { type Day, dayOf } from '../core/day.ts';
import type { Language } from '../core/language.ts';
import { DocumentsInBrief } from '../documents/overview.tsx';
import { Time, TimeOf } from '../http/dates.tsx';
import { useLanguage, useTextLang, useWords } from '../http/language.tsx';
import { renderPage } from '../http/layout.tsx';
import { unnamedOrganisation } from '../organisation/model.ts';
import { AnnouncedPolicies, PoliciesInBrief } from '../policies/announced.tsx';
import { addressIn } from '../publication/addresses.ts';
import { clocks } from '../publication/asked.ts';
import type { Snapshot } from '../publication/model.ts';
import type { Published, RenderInput } from '../publication/representation.ts';
import { SearchField } from '../search/field.tsx';
import { OpenIncidents, RecentUpdates } from '../updates/overview.tsx';
import { describeForSearch } from './json-ld.ts';
import { overviewJson } from './present.ts';
import { refusedPage } from './refused.tsx';
import { Assurance } from './overview-assurance.tsx';
import { overviewLead } from './overview-lead.ts';
import { PendingChange, RecentChanges } from './overview-changes.tsx';
import { RegisterInBrief } from './overview-register.tsx';
import { WhereBars } from './overview-where.tsx';
import { siteWords } from './words/pages.ts';

const jsonLink = {
  rel: 'alternate',
  href: '.json',
  type: 'application/json',
  title: siteWords.en.asJson,
};

/** The first page: who processes the data, where, what changes and when. */
export const overviewPage: Published = {
  kind: 'published',
  path: '',
  mediaType: 'text/html; charset=utf-8',
  links: [jsonLink],
  params: clocks,
  refused: refusedPage,
  json: overviewJson,
  render: async (input) => {
    const intro = await introOf(input.snapshot);
    const { language } = input.place;
    const title = titleOf(input.snapshot, language);
    return renderPage(
      {
        input,
        title,
        description: plainLineIn(valueWords[language], overviewLead(input.snapshot, language)),
        path: '',
        links: [{ ...jsonLink, title: siteWords[language].asJson }],
        current: 'overview',
        ...(input.snapshot.past === undefined && {
          structured: describeForSearch(input.snapshot, input.place),
        }),
      },
      <Overview input={input} title={title} intro={intro} />,
    );
  },
};

/** What the organisation says of itself, today: a past is the register's. */
async function introOf({ branding, past }: Snapshot): Promise<Child> {
  const { intro } = branding;
  if (intro === undefined || past !== undefined) return null;
  // A reader of Markdown is much code for those who say nothing.
  const { Markdown } = await import('../updates/shown-markdown.tsx');
  return (
    <Intro branding={branding}>
      <Markdown text={intro} />
    </Intro>
  );
}

function Intro({ branding, children }: { branding: Branding; children?: Child }) {
  return (
    <div class="intro" lang={useTextLang(branding, 'intro')}>
      {children}
    </div>
  );
}

function titleOf({ past }: Snapshot, language: Language): string {
  const { titleNow, titleThen } = siteWords[language];
  return past === undefined ? titleNow : titleThen;
}

type OverviewProps = { readonly input: RenderInput; readonly title: string; readonly intro: Child };

function Overview({ input, title, intro }: OverviewProps) {
  const { snapshot } = input;
  const language = useLanguage();
  return (
    <>
      <OpenIncidents input={input} />
      <AnnouncedPolicies input={input} />
      <div class="title split">
        <div>
          <h1>{title}</h1>
          <p class="lead">
            {overviewLead(snapshot, language).map((piece) =>
              typeof piece === 'object' && 'day' in piece ? (
                <Time day={piece.day} prose />
              ) : (
                plainLineIn(valueWords[language], [piece])
              ),
            )}
          </p>
          <Stamp input={input} />
          {snapshot.past === undefined ? <SearchField place={input.place} /> : null}
          {intro}
        </div>
        {snapshot.past === undefined ? <Assurance input={input} /> : null}
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
  const words = useWords(siteWords);
  const published = `${place.pages}?known_at=${day}`;
  return (
    <section class="block" aria-labelledby="due">
      <h2 id="due">{words.oneDay}</h2>
      <p class="small">
        {words.oneDaySays}
        {isPublishedBy(snapshot, day)
          ? words.oneDayPublished((text) => <a href={published}>{text}</a>)
          : null}
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
        {useWords(siteWords).stamp(
          snapshot.listVersion,
          <TimeOf at={snapshot.listPublishedAt} zone={snapshot.organisation.timeZone} prose />,
        )}
      </span>
    </p>
  );
}

function Follow({ input: { place, snapshot } }: { input: RenderInput }) {
  const { base, pages } = place;
  const words = useWords(siteWords).follow;
  const to = (path: string) => `${base}${addressIn(snapshot, path)}`;
  return (
    <section class="block" aria-labelledby="follow">
      <h2 id="follow">{words.title}</h2>
      <dl class="facts">
        <div>
          <dt>{words.subscribe}</dt>
          <dd>
            <a href={`${pages}/subscribe`}>{words.channels}</a>
          </dd>
        </div>
        <div>
          <dt>{words.feeds}</dt>
          <dd class="inline">
            <a href={`${base}/feed.atom`}>Atom</a> <a href={`${base}/feed.rss`}>RSS</a>{' '}
            <a href={`${base}/feed.json`}>JSON</a>
          </dd>
        </div>
        <div>
          <dt>{words.calendar}</dt>
          <dd>
            <a href={`${base}/deadlines.ics`}>{words.days}</a>
          </dd>
        </div>
        <div>
          <dt>{words.register}</dt>
          <dd class="inline">
            <a href={to('/subprocessors.csv')}>CSV</a> <a href={to('/subprocessors.json')}>JSON</a>
          </dd>
        </div>
        <div>
          <dt>{words.questions}</dt>
          <dd>
            <a href={`${pages}/contact`}>{words.write}</a>
          </dd>
        </div>
        <div>
          <dt>{words.programs}</dt>
          <dd>
            <a href={`${pages}/docs/api`}>{words.api}</a>
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** The questions an auditor asks, each with its page. */
function LookBack({ input: { place, snapshot } }: { input: RenderInput }) {
  if (snapshot.listVersion === 0 && snapshot.past?.recordsSince === undefined) return null;
  const { pages } = place;
  const words = useWords(siteWords).back;
  return (
    <section class="row screen" aria-labelledby="back">
      <h2 id="back">{words.title}</h2>
      <ul class="contents small">
        <li>
          <a href={`${pages}/subprocessors#times`}>{words.asOf}</a>
        </li>
        <li>
          <a href={`${pages}/subprocessors#times`}>{words.knownAt}</a>
        </li>
        <li>
          <a href={`${pages}/diff`}>{words.diff}</a>
        </li>
        <li>
          <a href={`${pages}/timeline`}>{words.timeline}</a>
        </li>
        <li>
          <a href={`${pages}/versions`}>{words.versions}</a>
        </li>
        <li>
          <a href={`${pages}/log`}>{words.log}</a>
        </li>
      </ul>
    </section>
  );
}

function Commitments({ input: { snapshot } }: { input: RenderInput }) {
  const { name, noticeDays, commitments } = snapshot.organisation;
  const words = useWords(siteWords);
  const lang = useTextLang(snapshot.organisation, 'commitments');
  // A default nobody has confirmed is no promise.
  const isPromised = noticeDays > 0 && name !== unnamedOrganisation.name;
  if (!isPromised && commitments.length === 0) return null;
  return (
    <section class="row" aria-labelledby="said">
      <h2 id="said">{words.commitments}</h2>
      <ul class="said">
        {isPromised ? <li>{words.notice(noticeDays)}</li> : null}
        {commitments.map((commitment) => (
          <li dir="auto" lang={lang}>
            {commitment}
          </li>
        ))}
      </ul>
    </section>
  );
}
