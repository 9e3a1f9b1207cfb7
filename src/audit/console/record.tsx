import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Moment } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { mayDo, type OperationId } from '../../staff/model/permitting.ts';
import { listEvents } from '../service.ts';
import { exportForms } from './exporting.tsx';
import { filterOf, paramsOf, recordFilter } from './filter.ts';
import { verificationPages } from './verification.tsx';
import { listActorNames } from '../service/actors.ts';

/** The record, with filters: what the API's `listEvents` answers, as a page. */
export const recordPages = new Hono<ConsoleEnv>();

const perPage = 50;

const query = recordFilter.extend({
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

type Query = z.infer<typeof query>;
type StoredEvent = Awaited<ReturnType<typeof listEvents>>['items'][number];

recordPages.get('/record', needs('listEvents'), async (c) => {
  const asked = query.parse(c.req.query());
  const place = await placeOf(c);
  const { ctx } = c.get('visit');
  const { items, next } = await listEvents(
    ctx.deps.db,
    { ...filterOf(asked, place.timeZone), before: asked.before },
    perPage,
  );
  const names = await listActorNames(ctx);
  const here = `${place.root}/record`;
  return answerPage(
    c,
    { title: 'Record', current: 'audit' },
    <>
      <PageTitle title="Record">
        <p class="lead">
          Everything that was ever done here, newest first. Nothing in it can be changed or taken
          out; who did it stands in it by number, and by name as long as the name is known.
        </p>
        <Ways c={c} asked={asked} here={here} />
      </PageTitle>
      <Filter asked={asked} here={here} names={names} />
      {items.length === 0 ? (
        <Empty>Nothing in the record fits. Leave out a word or a day.</Empty>
      ) : (
        <Events events={items} names={names} zone={place.timeZone} here={here} />
      )}
      <PageNav
        of="record"
        noun="events"
        newest={asked.before === undefined ? undefined : pathOf(here, asked)}
        older={next === null ? undefined : pathOf(here, asked, next)}
      />
    </>,
  );
});

function pathOf(here: string, asked: Query, before?: number): string {
  const params = paramsOf(asked);
  if (before !== undefined) params.set('before', String(before));
  return `${here}?${params}`;
}

type Way = readonly [label: string, path: string, operation: OperationId];

/** What else there is to do with it. */
function Ways({ c, asked, here }: { c: Context<ConsoleEnv>; asked: Query; here: string }) {
  const ways: readonly Way[] = [
    ['Verify the chain', '/verification', 'verifyRecord'],
    ['Export it', `/export?${paramsOf(asked)}`, 'exportEventsCsv'],
    ['Sign-in times', '/sign-ins', 'listSignIns'],
  ];
  const { actor } = c.get('visit').ctx;
  return (
    <p class="acts">
      {ways
        .filter(([, , operation]) => mayDo(actor, operation))
        .map(([label, path]) => (
          <a href={`${here}${path}`}>{label}</a>
        ))}
    </p>
  );
}

function Filter({
  asked,
  here,
  names,
}: {
  readonly asked: Query;
  readonly here: string;
  readonly names: ReadonlyMap<string, string>;
}) {
  const known = [...names].toSorted(([, a], [, b]) => a.localeCompare(b));
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the record">
      <div>
        <label for="action">What, e.g. objection.</label>
        <input id="action" name="action" value={asked.action} autocomplete="off" maxlength={200} />
      </div>
      <div>
        <label for="subject">About, e.g. change:14</label>
        <input
          id="subject"
          name="subject"
          value={asked.subject}
          autocomplete="off"
          maxlength={200}
        />
      </div>
      <div>
        <label for="actor">Who</label>
        <input
          id="actor"
          name="actor"
          value={asked.actor}
          list="actors"
          autocomplete="off"
          maxlength={200}
        />
        <datalist id="actors">
          {known.map(([actor, name]) => (
            <option value={actor}>{name}</option>
          ))}
        </datalist>
      </div>
      <div>
        <label for="from">From</label>
        <input id="from" name="from" type="date" value={asked.from} />
      </div>
      <div>
        <label for="until">Until</label>
        <input id="until" name="until" type="date" value={asked.until} />
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

function Events({
  events,
  names,
  zone,
  here,
}: {
  readonly events: readonly StoredEvent[];
  readonly names: ReadonlyMap<string, string>;
  readonly zone: string;
  readonly here: string;
}) {
  return (
    <RecordTable
      caption="Events"
      rows={events}
      columns={[
        {
          label: 'What',
          cell: ({ action, data }) => (
            <>
              {action}
              <EventData data={data} />
            </>
          ),
        },
        {
          label: 'About',
          cell: ({ subject }) => (
            <a href={`${here}?${new URLSearchParams({ subject })}`}>
              <code>{subject}</code>
            </a>
          ),
        },
        {
          label: 'Who',
          cell: ({ actor }) => (
            <>
              {names.has(actor) ? <bdi>{names.get(actor)}</bdi> : null}
              <span class="sub">
                <code>{actor}</code>
              </span>
            </>
          ),
        },
        {
          label: 'When',
          cell: ({ at, seq }) => (
            <>
              <Moment at={at} zone={zone} />
              <span class="sub">No. {seq}</span>
            </>
          ),
        },
      ]}
    />
  );
}

function EventData({ data }: Pick<StoredEvent, 'data'>) {
  const said = Object.entries(data).filter(([, value]) => value !== undefined && value !== null);
  if (said.length === 0) return null;
  return (
    <span class="sub">
      {said
        .map(
          ([name, value]) =>
            `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
        )
        .join(', ')
        .slice(0, 300)}
    </span>
  );
}

recordPages.route('/', exportForms);
recordPages.route('/', verificationPages);
