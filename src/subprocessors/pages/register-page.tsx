import type { Day } from '../../core/day.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { describeForSearch } from '../../site/json-ld.ts';
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
        title: 'Sub-processors',
        description: `The register of sub-processors of ${input.snapshot.organisation.name}: purpose, place, transfer basis, status.`,
        path: '/subprocessors',
        links: registerPage.links ?? [],
        current: 'subprocessors',
        structured: describeForSearch(input.snapshot, input.place),
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
          The companies that process personal data on behalf of{' '}
          <bdi>{nameInSentence(snapshot.organisation)}</bdi> when we serve our customers.
        </p>
        <Stamp input={input} />
        <p class="paper">{absolute(input, '/subprocessors')}</p>
      </div>
      {snapshot.entries.length === 0 ? (
        <p class="nothing">No sub-processor is published yet.</p>
      ) : (
        <>
          <FilterForm input={input} />
          <Formats input={input} found={found} />
          {found.length === 0 ? (
            <NothingFound input={input} />
          ) : (
            <RegisterTable input={input} found={found} />
          )}
        </>
      )}
    </>
  );
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
      <a class="screen" href={`${place.base}/timeline`}>
        Drawn as a timeline
      </a>
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
  const { place, params } = input;
  const query = queryOf(params);
  return (
    <div class="formats">
      <p>
        <Count input={input} found={found} />
      </p>
      <p class="inline">
        <span>This list as</span> <a href={`${place.base}/subprocessors.csv${query}`}>CSV</a>{' '}
        <a href={`${place.base}/subprocessors.json${query}`}>JSON</a>{' '}
        <a href={`${place.base}/subprocessors.md${query}`}>Markdown</a>{' '}
        <a href={`${place.base}/subprocessors.cdx.json${query}`}>CycloneDX</a>{' '}
        <a href={`${place.base}/subprocessors.dora.csv${query}`}>DORA</a>{' '}
        <a href={`${place.base}/annex-iii${query}`}>Annex III</a>{' '}
        <a href={`${place.base}/annex-iii.pdf${query}`}>PDF</a>
      </p>
    </div>
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
          . <a href={`${place.base}/subprocessors`}>Show all</a>
        </>
      ) : null}
    </>
  );
}

function NothingFound({ input: { snapshot, place } }: { input: RenderInput }) {
  return (
    <p class="nothing">
      No entry matches this filter.{' '}
      <a href={`${place.base}/subprocessors`}>
        Clear it and show all {counted(snapshot.entries.length)}
      </a>
    </p>
  );
}

function counted(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
