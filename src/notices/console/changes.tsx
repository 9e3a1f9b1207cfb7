import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { windowOf } from '../../changes/standing.ts';
import { headlineOf } from '../../changes/words.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { dayOf } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { calendarDay } from '../../http/schema.ts';
import { type DeskState, deskStates } from '../model/desk.ts';
import { listDeadlines } from '../service/calendar.ts';
import { type DeskChange, listDeskChanges } from '../service/desk.ts';
import { noticeForms } from './agreeing.tsx';
import { Calendar, lastDayFrom, mondayOf } from './calendar.tsx';
import { changePage } from './change.tsx';
import { noticePage } from './notice.tsx';
import { Holds, StatusOf } from './parts.tsx';
import { taskPage } from './tasks.tsx';

/** Published changes: what is due when, where each stands, and for whom it is held. */
export const changePages = new Hono<ConsoleEnv>();

const perPage = 30;

const query = z.object({
  state: z.enum(deskStates).optional().catch(undefined),
  after: z.coerce.number().int().positive().optional().catch(undefined),
  from: calendarDay.optional().catch(undefined),
});

changePages.get('/changes', needs('listChanges'), async (c) => {
  const asked = query.parse(c.req.query());
  const { state, after } = asked;
  const place = await placeOf(c);
  const here = `${place.root}/changes`;
  const { items, next } = await listDeskChanges(c.env.deps.db, state, after, perPage);
  const ofState = state === undefined ? '' : `state=${state}&`;
  return answerPage(
    c,
    { title: 'Changes and notices', current: 'changes' },
    <>
      <PageTitle title="Changes and notices">
        <p class="lead">
          What customers were told of the register, until when they may object, and for whom a
          change waits. A new change begins as a batch of the register.
        </p>
        <p class="acts">
          <a href={`${here}/tasks`}>What needs a person</a>
        </p>
      </PageTitle>
      {await calendarOf(c, asked, place)}
      <section class="block" aria-labelledby="changes">
        <h2 id="changes">{state === undefined ? 'All changes' : stateWords[state]}</h2>
        <Filter here={here} state={state} />
        {items.length === 0 ? <None state={state} /> : <Changes items={items} place={place} />}
        <PageNav
          of="log"
          noun="changes"
          newest={after === undefined ? undefined : `${here}?${ofState}`}
          older={next === null ? undefined : `${here}?${ofState}after=${next}`}
        />
      </section>
    </>,
  );
});

/** On the first page of all changes. */
async function calendarOf(
  c: Context<ConsoleEnv>,
  { state, after, from }: z.output<typeof query>,
  { timeZone, root }: Place,
) {
  if (state !== undefined || after !== undefined) return null;
  const { ctx } = c.get('visit');
  const today = dayOf(ctx.now, timeZone);
  const monday = mondayOf(from ?? today);
  const first = from === undefined ? today : monday;
  const deadlines = await listDeadlines(ctx, first, lastDayFrom(monday));
  return <Calendar monday={monday} today={today} deadlines={deadlines} root={root} />;
}

function None({ state }: { readonly state: DeskState | undefined }) {
  return (
    <Empty>
      {state === undefined
        ? 'Nothing was published yet. Publish a batch of the register, and its change stands here with its days.'
        : 'No change is in this state.'}
    </Empty>
  );
}

const stateWords: Readonly<Record<DeskState, string>> = {
  announced: 'Announced',
  'window-open': 'Window open',
  'in-effect': 'In effect',
  held: 'Held for somebody',
  withdrawn: 'Withdrawn',
  superseded: 'Superseded',
};

function Filter({ here, state }: { here: string; state: DeskState | undefined }) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the changes">
      <div>
        <label for="state">State</label>
        <select id="state" name="state">
          <option value="">Any</option>
          {deskStates.map((each) => (
            <option value={each} selected={each === state}>
              {stateWords[each]}
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

function Changes({ items, place }: { items: readonly DeskChange[]; place: Place }) {
  return (
    <RecordTable
      caption="Changes, newest first"
      rows={items}
      columns={[
        {
          label: 'Change',
          cell: ({ change }) => (
            <a href={`${place.root}/changes/${change.id}`} dir="auto">
              {change.id}. {headlineOf(change)}
            </a>
          ),
        },
        {
          label: 'State',
          cell: ({ change, holds }) => (
            <>
              <StatusOf change={change} />
              <Holds holds={holds} />
            </>
          ),
        },
        {
          label: 'Last day to object',
          cell: ({ change }) => {
            const window = windowOf(change);
            if (window === undefined) return <span class="quiet">None on general terms</span>;
            return (
              <>
                <Time day={window.objectionEndsOn} />
                <span class="sub">{window.isOpen ? 'Open' : 'Over'}</span>
              </>
            );
          },
        },
        { label: 'Effect', cell: ({ change }) => <Time day={change.effectiveOn} /> },
      ]}
    />
  );
}

changePages.route('/', taskPage);
changePages.route('/', changePage);
changePages.route('/', noticePage);
changePages.route('/', noticeForms);
