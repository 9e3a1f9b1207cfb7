import { PendingChanges } from '../../changes/pending.tsx';
import type { Day } from '../../core/day.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import { addressIn } from '../../publication/addresses.ts';
import type { Snapshot } from '../../publication/model.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { describeForSearch } from '../../site/json-ld.ts';
import { refusedPage } from '../../site/refused.tsx';
import { listFilters, listJson } from '../list-document.ts';
import type { Entry } from '../model/entry.ts';
import {
  filterEntries,
  groupByState,
  isFiltered,
  queryOf,
  readSortOrder,
  sortEntries,
} from '../model/filter.ts';
import { FilterForm } from './filter-form.tsx';
import { RegisterTable } from './register-table.tsx';

/** The register: who processes what, where and on what basis; the Annex III that contracts refer to. */
export const registerPage: Published = {
  kind: 'published',
  path: '/subprocessors',
  mediaType: 'text/html; charset=utf-8',
  params: { ...listFilters, sort: (value) => readSortOrder(value) !== undefined },
  refused: refusedPage,
  freeParams: ['q'],
  links: [
    {
      rel: 'alternate',
      href: '/subprocessors.json',
      type: 'application/json',
      title: 'The list as JSON',
    },
    { rel: 'alternate', href: '/subprocessors.csv', type: 'text/csv', title: 'The list as CSV' },
    {
      rel: 'alternate',
      href: '/subprocessors.md',
      type: 'text/markdown',
      title: 'The list as Markdown',
    },
    {
      rel: 'alternate',
      href: '/subprocessors.cdx.json',
      type: 'application/vnd.cyclonedx+json',
      title: 'The list as CycloneDX',
    },
    {
      rel: 'alternate',
      href: '/annex-iii.pdf',
      type: 'application/pdf',
      title: 'Annex III as PDF',
    },
  ],
  json: listJson,
  render: (input) =>
    renderPage(
      {
        input,
        title: titleOf(input.snapshot),
        description: `The register of sub-processors of ${input.snapshot.organisation.name}: purpose, place, transfer basis, status.`,
        path: '/subprocessors',
        links: registerPage.links ?? [],
        current: 'subprocessors',
        ...(input.snapshot.past === undefined && {
          structured: describeForSearch(input.snapshot, input.place),
        }),
      },
      <Register input={input} />,
    ),
};

function Register({ input }: { input: RenderInput }) {
  const { snapshot, params } = input;
  const found = sortEntries(filterEntries(snapshot.entries, params), readSortOrder(params['sort']));
  return (
    <>
      <div class="title">
        <h1>Sub-processors</h1>
        <p class="lead">
          The companies that {snapshot.past === undefined ? 'process' : 'processed'} personal data
          on behalf of <bdi>{nameInSentence(snapshot.organisation)}</bdi> when we{' '}
          {snapshot.past === undefined ? 'serve' : 'served'} our customers.
        </p>
        <Stamp input={input} />
        <p class="paper">{absolute(input, addressIn(snapshot, '/subprocessors'))}</p>
      </div>
      {snapshot.entries.length === 0 ? (
        <p class="nothing">{nothingListed(snapshot)}</p>
      ) : (
        <>
          {snapshot.past?.asOf === undefined ? <PendingChanges input={input} /> : null}
          <FilterForm input={input} />
          <Formats input={input} found={found} />
          {found.length === 0 ? (
            <NothingFound input={input} />
          ) : (
            <RegisterTable input={input} found={found} />
          )}
        </>
      )}
      <OtherTimes input={input} />
    </>
  );
}

function titleOf({ past, listVersion }: Snapshot): string {
  if (past === undefined) return 'Sub-processors';
  if (past.isNumbered) return `Sub-processors, version ${listVersion}`;
  return past.asOf ? `Sub-processors on ${past.asOf.text}` : 'Sub-processors as published before';
}

function nothingListed({ past }: Snapshot): string {
  if (past === undefined) return 'No sub-processor is published yet.';
  // What nobody recorded may still have happened.
  return past.recordsSince === undefined
    ? 'No sub-processor was listed then.'
    : 'Nothing is recorded of that time.';
}

/** One quiet line of provenance: version, last change, last review. */
function Stamp({ input: { snapshot, place } }: { input: RenderInput }) {
  const { listPublishedAt, listVersion, organisation } = snapshot;
  if (listPublishedAt === undefined) return null;
  return (
    <p class="stamp">
      <span>Version {listVersion}</span>{' '}
      <span>
        Last changed <TimeOf at={listPublishedAt} zone={organisation.timeZone} prose />
      </span>{' '}
      <Review entries={snapshot.entries} />{' '}
      <span class="screen">
        <a href="#times">On another day</a>
      </span>{' '}
      {snapshot.past === undefined ? (
        <span class="screen">
          <a href={`${place.base}/timeline`}>Drawn as a timeline</a>
        </span>
      ) : null}{' '}
      {snapshot.past === undefined ? (
        <span class="screen">
          <a href={`${place.base}/map`}>On a map</a>
        </span>
      ) : null}{' '}
      <span class="screen">
        <a href={`${place.base}/subscribe`}>Subscribe to changes</a>
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
  if (days.length < current.length)
    return <Reviewed words="Last review of an entry" day={newest} />;
  return (
    <Reviewed
      words={oldest === newest ? 'Last reviewed' : 'Every entry reviewed since'}
      day={oldest}
    />
  );
}

function Reviewed({ words, day }: { words: string; day: Day }) {
  return (
    <span>
      {words} <Time day={day} prose />
    </span>
  );
}

function Formats({ input, found }: { input: RenderInput; found: readonly Entry[] }) {
  const { place, params, snapshot } = input;
  const to = (path: string) => `${place.base}${addressIn(snapshot, path, queryOf(params))}`;
  return (
    <div class="formats">
      <p>
        <Count input={input} found={found} />
      </p>
      <p class="inline">
        <span>This list as</span> <a href={to('/subprocessors.csv')}>CSV</a>{' '}
        <a href={to('/subprocessors.json')}>JSON</a> <a href={to('/subprocessors.md')}>Markdown</a>{' '}
        <a href={to('/subprocessors.cdx.json')}>CycloneDX</a>{' '}
        <a href={to('/subprocessors.dora.csv')}>DORA</a> <a href={to('/annex-iii')}>Annex III</a>{' '}
        <a href={to('/annex-iii.pdf')}>PDF</a>
      </p>
    </div>
  );
}

/** A plain form: any day has an address. */
function OtherTimes({ input: { place, snapshot } }: { input: RenderInput }) {
  if (snapshot.listVersion === 0 && snapshot.past === undefined) return null;
  return (
    <section class="row screen" aria-labelledby="times">
      <h2 id="times">On another day</h2>
      <div class="stack">
        <div class="days">
          <DayForm
            place={place}
            name="as_of"
            label="What was in effect on"
            chosen={snapshot.past?.asOf?.day}
          />
          <DayForm
            place={place}
            name="known_at"
            label="What the list said by the end of"
            chosen={snapshot.past?.knownAt?.day}
          />
        </div>
        <p class="inline small">
          <a href={`${place.base}/versions`}>Every version of this list</a>{' '}
          <a href={`${place.base}/diff`}>What changed between two days</a>{' '}
          <a href={`${place.base}/log`}>How to check that nothing was rewritten</a>
        </p>
      </div>
    </section>
  );
}

type DayFormProps = {
  readonly place: RenderInput['place'];
  readonly name: 'as_of' | 'known_at';
  readonly label: string;
  readonly chosen: Day | undefined;
};

function DayForm({ place, name, label, chosen }: DayFormProps) {
  return (
    <form class="filter" action={`${place.base}/subprocessors`} method="get">
      <div>
        <label for={name}>{label}</label>
        <input id={name} name={name} type="date" required value={chosen ?? ''} />
      </div>
      <div>
        <button class="button plain" type="submit">
          Show<span class="unseen"> {label.toLowerCase()} this day</span>
        </button>
      </div>
    </form>
  );
}

function Count({ input, found }: { input: RenderInput; found: readonly Entry[] }) {
  const { snapshot, place, params } = input;
  const groups = groupByState(found).filter(({ entries }) => entries.length > 0);
  const parts = groups.map(({ state, entries }) => `${entries.length} ${state}`).join(', ');
  const filtered = isFiltered(params);
  const total = filtered
    ? `${found.length} of ${counted(snapshot.entries.length)}`
    : counted(found.length);
  return (
    <>
      {parts === '' ? total : `${total}: ${parts}`}
      {filtered ? (
        <>
          . <a href={`${place.base}${addressIn(snapshot, '/subprocessors')}`}>Show all</a>
        </>
      ) : null}
    </>
  );
}

function NothingFound({ input: { snapshot, place } }: { input: RenderInput }) {
  return (
    <p class="nothing">
      No entry matches this filter.{' '}
      <a href={`${place.base}${addressIn(snapshot, '/subprocessors')}`}>
        Clear it and show all {counted(snapshot.entries.length)}
      </a>
    </p>
  );
}

function counted(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
