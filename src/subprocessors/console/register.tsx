import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Time } from '../../http/dates.tsx';
import { Unstated } from '../../http/facts.tsx';
import { Choice } from '../../http/forms.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { completenessOf } from '../model/completeness.ts';
import type { Entry } from '../model/entry.ts';
import { countriesOf, filterEntries } from '../model/filter.ts';
import { stateWords } from '../model/words.ts';
import { loadOverview, type Overview } from '../service/reviewing.ts';
import { batchForms } from './batch-forms.tsx';
import { batchPages } from './batches.tsx';
import { bulkForms } from './bulk.tsx';
import { draftForms } from './draft-forms.tsx';
import { entryPages } from './entry.tsx';
import { approvalForms } from './approval.tsx';
import { Complete, StateOf } from './parts.tsx';
import { publishingForms } from './publishing.tsx';

/** The register: its entries, and the batches that change them. */
export const registerPages = new Hono<ConsoleEnv>();

const perPage = 50;

const text = z.string().trim().max(100).catch('');
const lacks = { annex: 'Lacks something of Annex III', review: 'Review overdue' } as const;

const query = z.object({
  q: text,
  service: text,
  country: text,
  state: z.enum(['announced', 'current', 'ended']).or(z.literal('')).catch(''),
  lacks: z.enum(['annex', 'review']).or(z.literal('')).catch(''),
  from: z.coerce.number().int().min(0).max(100_000).catch(0),
});

type Query = z.infer<typeof query>;

registerPages.get('/register', needs('listEntries'), async (c) => {
  const asked = query.parse(c.req.query());
  const overview = await loadOverview(c.get('visit').ctx);
  const found = filtered(overview, asked);
  const shown = found.slice(asked.from, asked.from + perPage);
  const place = await placeOf(c);
  const here = `${place.root}/register`;
  const next = asked.from + perPage;
  return answerPage(
    c,
    { title: 'Sub-processors', current: 'register' },
    <>
      <PageTitle title="Sub-processors">
        <p class="lead">{leadOf(overview, found)}</p>
        <Ways c={c} here={here} />
      </PageTitle>
      <Done done={c.req.query('done')} words={{ person: 'Stored.', erased: 'Erased.' }} />
      {overview.entries.length === 0 ? (
        <Nothing c={c} here={here} />
      ) : (
        <>
          <Filter overview={overview} asked={asked} here={here} />
          <Found c={c} overview={overview} shown={shown} place={place} />
          <PageNav
            of="register"
            noun="entries"
            newest={asked.from === 0 ? undefined : `${here}?${paramsOf(asked, 0)}`}
            older={next < found.length ? `${here}?${paramsOf(asked, next)}` : undefined}
          />
        </>
      )}
    </>,
  );
});

function filtered({ entries, today }: Overview, { state, lacks, ...params }: Query) {
  const { q, service, country } = params;
  return filterEntries(entries, { q, service, country }).filter(
    (entry) =>
      (state === '' || entry.state === state) &&
      (lacks !== 'annex' || completenessOf(entry.facts, entry.contactPerson).percent < 100) &&
      (lacks !== 'review' || isOverdue(entry, today)),
  );
}

function isOverdue({ state, facts: { nextReviewDue } }: Entry, today: string): boolean {
  return nextReviewDue !== undefined && nextReviewDue < today && state !== 'ended';
}

function paramsOf({ from: _, ...asked }: Query, from: number): URLSearchParams {
  const said = Object.entries(asked).filter(([, value]) => value !== '');
  return new URLSearchParams([...said, ...(from === 0 ? [] : [['from', String(from)]])]);
}

function leadOf({ entries, today }: Overview, found: readonly Entry[]): string {
  if (entries.length === 0) return 'Nothing is listed yet.';
  const overdue = entries.filter((entry) => isOverdue(entry, today)).length;
  const shown =
    found.length === entries.length
      ? counted(entries.length, 'entry', 'entries')
      : `${found.length} of ${counted(entries.length, 'entry', 'entries')}`;
  return overdue === 0
    ? `${shown}.`
    : `${shown}; ${counted(overdue, 'review is', 'reviews are')} overdue.`;
}

function Ways({ c, here }: { readonly c: Context<ConsoleEnv>; readonly here: string }) {
  return (
    <p class="acts">
      <a href={`${here}/batches`}>Batches</a>{' '}
      {may(c, 'createBatch') ? <a href={`${here}/batches/new`}>Begin a batch</a> : null}{' '}
      {may(c, 'importList') ? <a href={`${here}/import`}>Import a list</a> : null}
    </p>
  );
}

function Nothing({ c, here }: { readonly c: Context<ConsoleEnv>; readonly here: string }) {
  return (
    <Empty>
      The companies that process personal data for you are listed here, each with what Annex III
      asks for.{' '}
      {may(c, 'importList') ? (
        <>
          <a href={`${here}/import`}>Import the list you have</a>, or{' '}
          <a href={`${here}/batches/new`}>begin a batch</a> and write the first entry.
        </>
      ) : null}
    </Empty>
  );
}

type FilterProps = { readonly overview: Overview; readonly asked: Query; readonly here: string };

function Filter({ overview: { entries, input }, asked, here }: FilterProps) {
  const optionsOf = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, each]) => ({ value, text: each }));
  const { announced, current, ended } = stateWords;
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the entries">
      <div>
        <label for="q">Name or purpose</label>
        <input id="q" name="q" type="search" value={asked.q} autocomplete="off" maxlength={100} />
      </div>
      <Choice
        name="service"
        label="Service"
        all="All services"
        options={input.snapshot.services.map(({ slug, name }) => ({ value: slug, text: name }))}
        chosen={asked.service}
      />
      <Choice
        name="country"
        label="Country"
        all="All countries"
        options={countriesOf(entries).map(({ code, name }) => ({ value: code, text: name }))}
        chosen={asked.country}
      />
      <Choice
        name="state"
        label="Status"
        all="Any"
        options={optionsOf({ announced, current, ended })}
        chosen={asked.state}
      />
      <Choice
        name="lacks"
        label="What is missing"
        all="Anything or nothing"
        options={optionsOf(lacks)}
        chosen={asked.lacks}
      />
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

type FoundProps = {
  readonly c: Context<ConsoleEnv>;
  readonly overview: Overview;
  readonly shown: readonly Entry[];
  readonly place: Place;
};

/** The entries, to be chosen for one edit of all where somebody may edit. */
function Found({ c, overview, shown, place }: FoundProps) {
  if (shown.length === 0) return <Empty>No entry fits. Leave out a word or a filter.</Empty>;
  const table = <Entries c={c} overview={overview} shown={shown} place={place} />;
  if (!may(c, 'putDraft')) return table;
  return (
    <form method="get" action={`${place.root}/register/bulk`} aria-label="Choose entries">
      {table}
      <p class="acts">
        <button class="button plain">Edit the chosen ones together</button>
      </p>
    </form>
  );
}

function Entries({ c, overview: { drafted, today }, shown, place }: FoundProps) {
  const isEditor = may(c, 'putDraft');
  return (
    <RecordTable
      caption="Entries of the register"
      rows={shown}
      columns={[
        {
          label: 'Sub-processor',
          cell: ({ slug, facts }) => (
            <span class={isEditor ? 'picked' : undefined}>
              {isEditor ? (
                <input
                  type="checkbox"
                  name={`pick-${slug}`}
                  value="yes"
                  aria-label={`Choose ${facts.name}`}
                />
              ) : null}
              <span>
                <a href={`${place.root}/register/entries/${slug}`}>
                  <bdi>{facts.name}</bdi>
                </a>
                <span class="sub">
                  <bdi>{facts.legalName ?? ''}</bdi>
                </span>
              </span>
            </span>
          ),
        },
        { label: 'Status', cell: ({ state }) => <StateOf state={state} /> },
        { label: 'Annex III', cell: (entry) => <Complete entry={entry} /> },
        {
          label: 'Next review',
          cell: (entry) =>
            entry.facts.nextReviewDue === undefined ? (
              <Unstated />
            ) : (
              <>
                <Time day={entry.facts.nextReviewDue} />
                {isOverdue(entry, today) ? <b class="sub">Overdue</b> : null}
              </>
            ),
        },
        {
          label: 'Drafts',
          cell: ({ slug }) => {
            const batches = drafted.get(slug) ?? [];
            return batches.length === 0 ? (
              'None'
            ) : (
              <a href={`${place.root}/register/entries/${slug}#drafts`}>{batches.length} open</a>
            );
          },
        },
      ]}
    />
  );
}

registerPages.route('/', bulkForms);
registerPages.route('/', entryPages);
registerPages.route('/', batchForms);
registerPages.route('/', draftForms);
registerPages.route('/', publishingForms);
registerPages.route('/', approvalForms);
registerPages.route('/', batchPages);
