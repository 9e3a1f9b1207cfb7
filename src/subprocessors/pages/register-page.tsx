import { PendingChanges } from '../../changes/pending.tsx';
import type { Day } from '../../core/day.ts';
import { useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { addressIn } from '../../publication/addresses.ts';
import type { Snapshot } from '../../publication/model.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { describeForSearch } from '../../site/json-ld.ts';
import { refusedPage } from '../../site/refused.tsx';
import { listFilters, listJson } from '../list-document.ts';
import { listMarkdown } from '../markdown.ts';
import type { Entry } from '../model/entry.ts';
import {
  filterEntries,
  groupByState,
  isFiltered,
  queryOf,
  readSortOrder,
  sortEntries,
} from '../model/filter.ts';
import { registerWords } from '../words/pages.ts';
import type { RegisterWords } from '../words/register-en.tsx';
import { Narrowing } from '../narrowing/narrowing.tsx';
import { FilterForm } from './filter-form.tsx';
import { Publisher } from './publisher.tsx';
import { RegisterStamp } from './register-stamp.tsx';
import { RegisterTable } from './register-table.tsx';

/** The register: who processes what, where and on what basis; the Annex III that contracts refer to. */
export const registerPage: Published = {
  kind: 'published',
  path: '/subprocessors',
  mediaType: 'text/html; charset=utf-8',
  params: { ...listFilters, sort: (value) => readSortOrder(value) !== undefined },
  refused: refusedPage,
  freeParams: ['q'],
  scripts: true,
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
  markdown: listMarkdown,
  render: (input) =>
    renderPage(
      {
        input,
        title: titleOf(input.snapshot, registerWords[input.place.language]),
        description: registerWords[input.place.language].description(
          input.snapshot.organisation.name,
        ),
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
  const { snapshot, params, place } = input;
  const words = useWords(registerWords);
  const order = readSortOrder(params['sort']);
  const found = sortEntries(filterEntries(snapshot.entries, params), order, place.language);
  return (
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">
          {words.lead(
            <Publisher organisation={snapshot.organisation} />,
            snapshot.past !== undefined,
          )}
        </p>
        <RegisterStamp input={input} />
        <p class="paper">{absolute(input, addressIn(snapshot, '/subprocessors'))}</p>
      </div>
      {snapshot.entries.length === 0 ? (
        <p class="nothing">{nothingListed(snapshot, words)}</p>
      ) : (
        <>
          {snapshot.past?.asOf === undefined ? <PendingChanges input={input} /> : null}
          <FilterForm input={input} />
          <Narrowing input={input} />
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

function titleOf({ past, listVersion }: Snapshot, words: RegisterWords): string {
  if (past === undefined) return words.title;
  if (past.isNumbered) return words.titleNumbered(listVersion);
  return past.asOf ? words.titleOn(past.asOf.text) : words.titleBefore;
}

function nothingListed({ past }: Snapshot, words: RegisterWords): string {
  if (past === undefined) return words.noneYet;
  // What nobody recorded may still have happened.
  return past.recordsSince === undefined ? words.noneThen : words.nothingRecorded;
}

function Formats({ input, found }: { input: RenderInput; found: readonly Entry[] }) {
  const { place, params, snapshot } = input;
  const words = useWords(registerWords);
  const to = (path: string) => `${place.base}${addressIn(snapshot, path, queryOf(params))}`;
  const annexThree = `${place.pages}${addressIn(snapshot, '/annex-iii', queryOf(params))}`;
  return (
    <div class="formats">
      <p>
        <Count input={input} found={found} />
      </p>
      <p class="inline">
        <span>{words.listAs}</span> <a href={to('/subprocessors.csv')}>CSV</a>{' '}
        <a href={to('/subprocessors.json')}>JSON</a> <a href={to('/subprocessors.md')}>Markdown</a>{' '}
        <a href={to('/subprocessors.cdx.json')}>CycloneDX</a>{' '}
        <a href={to('/subprocessors.dora.csv')}>DORA</a> <a href={annexThree}>{words.annexThree}</a>{' '}
        <a href={to('/annex-iii.pdf')}>PDF</a>
      </p>
    </div>
  );
}

/** A plain form: any day has an address. */
function OtherTimes({ input: { place, snapshot } }: { input: RenderInput }) {
  if (snapshot.listVersion === 0 && snapshot.past === undefined) return null;
  const words = useWords(registerWords).times;
  return (
    <section class="row screen" aria-labelledby="times">
      <h2 id="times">{words.title}</h2>
      <div class="stack">
        <div class="days">
          <DayForm
            place={place}
            name="as_of"
            label={words.asOf}
            show={words.showAsOf}
            chosen={snapshot.past?.asOf?.day}
          />
          <DayForm
            place={place}
            name="known_at"
            label={words.knownAt}
            show={words.showKnownAt}
            chosen={snapshot.past?.knownAt?.day}
          />
        </div>
        <p class="inline small">
          <a href={`${place.pages}/versions`}>{words.versions}</a>{' '}
          <a href={`${place.pages}/diff`}>{words.diff}</a>{' '}
          <a href={`${place.pages}/log`}>{words.log}</a>
        </p>
      </div>
    </section>
  );
}

type DayFormProps = {
  readonly place: RenderInput['place'];
  readonly name: 'as_of' | 'known_at';
  readonly label: string;
  /** Behind "Show", for those who hear it. */
  readonly show: string;
  readonly chosen: Day | undefined;
};

function DayForm({ place, name, label, show, chosen }: DayFormProps) {
  return (
    <form class="filter" action={`${place.pages}/subprocessors`} method="get">
      <div>
        <label for={name}>{label}</label>
        <input id={name} name={name} type="date" required value={chosen ?? ''} />
      </div>
      <div>
        <button class="button plain" type="submit">
          {useWords(registerWords).times.show}
          <span class="unseen">{show}</span>
        </button>
      </div>
    </form>
  );
}

function Count({ input, found }: { input: RenderInput; found: readonly Entry[] }) {
  const { snapshot, place, params } = input;
  const words = useWords(registerWords);
  const groups = groupByState(found).filter(({ entries }) => entries.length > 0);
  const parts = groups
    .map(({ state, entries }) => words.countedIn(state, entries.length))
    .join(', ');
  const filtered = isFiltered(params);
  const total = filtered
    ? words.countedOf(found.length, snapshot.entries.length)
    : words.counted(found.length);
  return (
    <>
      {parts === '' ? total : `${total}: ${parts}`}
      {filtered ? (
        <>
          . <a href={`${place.pages}${addressIn(snapshot, '/subprocessors')}`}>{words.showAll}</a>
        </>
      ) : null}
    </>
  );
}

function NothingFound({ input: { snapshot, place } }: { input: RenderInput }) {
  const words = useWords(registerWords);
  return (
    <p class="nothing">
      {words.noMatch}{' '}
      <a href={`${place.pages}${addressIn(snapshot, '/subprocessors')}`}>
        {words.clear(snapshot.entries.length)}
      </a>
    </p>
  );
}
