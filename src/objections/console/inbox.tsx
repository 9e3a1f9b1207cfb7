import { Hono } from 'hono';
import { z } from 'zod';
import { headlineOf } from '../../changes/words.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { type Day, dayOf } from '../../core/day.ts';
import type { ObjectionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { isOpen, type Objection, type ObjectionState, objectionStates } from '../model.ts';
import { presentObjection } from '../present.ts';
import { objectionQuery } from '../schema/staff.ts';
import { listObjections, listOpenCases, type OpenCase } from '../service/reading.ts';
import { staffStateWords } from '../words.ts';
import { casePage } from './page.tsx';
import { flagsOf, StateOf } from './case.tsx';
import { decisionForms } from './deciding.tsx';
import { matchForm } from './matching.tsx';
import { recordForm } from './recording.tsx';
import { textForms } from './texts.tsx';

/** Objections: those that are open first, the one due first above the others. */
export const objectionPages = new Hono<ConsoleEnv>();

const perPage = 50;
/** Above them; whoever has more finds them by their state. */
const mostOpen = 200;

const query = z.object({
  state: z.enum(objectionStates).optional().catch(undefined),
  after: objectionQuery.shape.cursor.catch(undefined),
});

objectionPages.get('/objections', needs('listObjections'), async (c) => {
  const asked = query.parse(c.req.query());
  const { state } = asked;
  const { ctx } = c.get('visit');
  const place = await placeOf(c);
  const here = `${place.root}/objections`;
  const { open, others, next } = await load(ctx.deps.db, asked);
  const today = dayOf(ctx.now, place.timeZone);
  const companyOf = (objection: Objection) => presentObjection(objection, ctx.actor.role).company;
  const parts = { place, companyOf };
  return answerPage(
    c,
    { title: 'Objections', current: 'objections' },
    <>
      <PageTitle title="Objections">
        <p class="lead">{leadOf(open, today, state)}</p>
        {may(c, 'recordObjection') ? (
          <p class="acts">
            <a href={`${here}/new`}>Record one that came by letter or phone</a>
          </p>
        ) : null}
      </PageTitle>
      <Filter here={here} state={state} />
      {open.length === 0 ? null : <Open {...parts} open={open} today={today} />}
      <section class="block" aria-labelledby="others">
        <h2 id="others">{state === undefined ? 'Settled' : staffStateWords[state]}</h2>
        {others.length === 0 ? (
          <Empty>
            None on this page. Customers object on the page of a change; what comes by letter or
            phone is recorded here.
          </Empty>
        ) : (
          <Others {...parts} items={others} />
        )}
      </section>
      <Pages here={here} asked={asked} next={next} />
    </>,
  );
});

type Asked = z.output<typeof query>;

/** On the first page what is open stands above, by its day. */
async function load(db: Db, { state, after }: Asked) {
  const isFirst = state === undefined && after === undefined;
  const open = isFirst ? await listOpenCases(db, mostOpen) : [];
  const { items, next } = await listObjections(db, { state }, after, perPage);
  return { open, others: isFirst ? items.filter((each) => !isOpen(each)) : items, next };
}

type PagesProps = {
  readonly here: string;
  readonly asked: Asked;
  readonly next: ObjectionId | null;
};

function Pages({ here, asked: { state, after }, next }: PagesProps) {
  const ofState = state === undefined ? '' : `state=${state}&`;
  return (
    <PageNav
      of="inbox"
      noun="objections"
      newest={after === undefined ? undefined : `${here}?${ofState}`}
      older={next === null ? undefined : `${here}?${ofState}after=${next}`}
    />
  );
}

function leadOf(open: readonly OpenCase[], today: Day, state: ObjectionState | undefined): string {
  if (state !== undefined) return 'Newest first.';
  if (open.length === 0) return 'None is open.';
  const overdue = open.filter(({ dueOn }) => dueOn !== undefined && dueOn <= today).length;
  const words = open.length === 1 ? 'One is open' : `${open.length} are open`;
  return overdue === 0
    ? `${words}, the one due first above the others.`
    : `${words}; for ${overdue === 1 ? 'one of them' : `${overdue} of them`} the day has come.`;
}

function Filter({ here, state }: { here: string; state: ObjectionState | undefined }) {
  return (
    <form
      class="filter"
      method="get"
      action={here}
      role="search"
      aria-label="Filter the objections"
    >
      <div>
        <label for="state">State</label>
        <select id="state" name="state">
          <option value="">Any</option>
          {objectionStates.map((each) => (
            <option value={each} selected={each === state}>
              {staffStateWords[each]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

type Parts = {
  readonly place: Place;
  companyOf(objection: Objection): string | null;
};

function Open({
  place,
  companyOf,
  open,
  today,
}: Parts & { readonly open: readonly OpenCase[]; readonly today: Day }) {
  return (
    <section class="block" aria-labelledby="open">
      <h2 id="open">Open</h2>
      <RecordTable
        caption="The one due first above the others"
        rows={open}
        columns={[
          {
            label: 'Reference',
            cell: ({ objection }) => (
              <Reference objection={objection} root={place.root} company={companyOf(objection)} />
            ),
          },
          {
            label: 'Settle by',
            cell: ({ dueOn }) =>
              dueOn === undefined ? (
                <span class="quiet">No day</span>
              ) : (
                <>
                  <Time day={dueOn} />
                  {dueOn <= today ? <b class="sub is is-announced">The day has come</b> : null}
                </>
              ),
          },
          {
            label: 'Change',
            cell: ({ objection: { changeId }, change }) => (
              <a href={`${place.root}/changes/${changeId}`} dir="auto">
                {changeId}. {change && headlineOf(change)}
              </a>
            ),
          },
          { label: 'State', cell: ({ objection: { state } }) => <StateOf state={state} /> },
          {
            label: 'To look into',
            cell: ({ objection }) =>
              flagsOf(objection).join(', ') || <span class="quiet">Nothing</span>,
          },
        ]}
      />
    </section>
  );
}

function Others({ place, companyOf, items }: Parts & { readonly items: readonly Objection[] }) {
  return (
    <RecordTable
      caption="Objections, newest first"
      rows={items}
      columns={[
        {
          label: 'Reference',
          cell: (objection) => (
            <Reference objection={objection} root={place.root} company={companyOf(objection)} />
          ),
        },
        {
          label: 'Change',
          cell: ({ changeId }) => (
            <a href={`${place.root}/changes/${changeId}`}>Change {changeId}</a>
          ),
        },
        {
          label: 'Received',
          cell: ({ receivedAt }) => <TimeOf at={receivedAt} zone={place.timeZone} />,
        },
        { label: 'State', cell: ({ state }) => <StateOf state={state} /> },
      ]}
    />
  );
}

type ReferenceProps = {
  readonly objection: Objection;
  readonly root: string;
  readonly company: string | null;
};

function Reference({ objection: { id, reference }, root, company }: ReferenceProps) {
  return (
    <>
      <a class="reference" href={`${root}/objections/${id}`}>
        {reference}
      </a>
      {company === null ? null : (
        <span class="sub">
          <bdi>{company}</bdi>
        </span>
      )}
    </>
  );
}

objectionPages.route('/', recordForm);
objectionPages.route('/', casePage);
objectionPages.route('/', textForms);
objectionPages.route('/', decisionForms);
objectionPages.route('/', matchForm);
