import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import { nameOf } from '../../console/acts.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { addDays, type Day, dayOf } from '../../core/day.ts';
import type { PersonId } from '../../core/ids.ts';
import { PageNav } from '../../http/page-nav.tsx';
import { isOpen, lawIds, type RightsRequest, rightsTypes } from '../model.ts';
import { laws } from '../model/laws.ts';
import { presentRequest, waitingIn } from '../present.ts';
import { rightsQuery } from '../schema/staff.ts';
import { listStaffNames } from '../service/assigning.ts';
import { countMonths, countOpen, warnDays } from '../service/counting.ts';
import { listRequests } from '../service/reading.ts';
import { typeWords } from '../words.ts';
import { whoOf } from './case.tsx';
import { controllerForms } from './controller.tsx';
import { decisionForms } from './decision.tsx';
import { NextDue } from './due.tsx';
import { figurePages } from './figures.tsx';
import { Months } from './months.tsx';
import { recordingForms } from './recording.tsx';
import { casePage } from './request.tsx';
import { settingForms } from './settings.tsx';
import { stepForms } from './steps.tsx';
import { textForms } from './texts.tsx';
import { staffStateWords } from './words.ts';

/** What people ask about their own data: in the order in which something is due. */
export const rightsInbox = new Hono<ConsoleEnv>();

const perPage = 50;

const query = z.object({
  show: z.enum(['open', 'due', 'closed', 'all']).catch('open'),
  law: z.enum(lawIds).optional().catch(undefined),
  type: z.enum(rightsTypes).optional().catch(undefined),
  assignee: z.enum(['me', 'none']).optional().catch(undefined),
  after: rightsQuery.shape.cursor.catch(undefined),
});
type Asked = Omit<z.output<typeof query>, 'after'>;

rightsInbox.get('/privacy-requests', needs('listRightsRequests'), async (c) => {
  const { after, ...asked } = query.parse(c.req.query());
  const { ctx } = c.get('visit');
  const place = await placeOf(c);
  const today = dayOf(ctx.now, place.timeZone);
  const { items, next } = await listRequests(
    ctx.deps.db,
    filterOf(asked, today, ctx.actor.personId),
    after,
    perPage,
  );
  const open = await countOpen(ctx, today);
  const names = await listStaffNames(ctx.deps);
  const here = `${place.root}/privacy-requests`;
  const kept = keptOf(asked);
  return answerPage(
    c,
    { title: 'Privacy requests', current: 'rights' },
    <>
      <PageTitle title="Privacy requests">
        <p class="lead">{leadOf(open)}</p>
        <Ways c={c} here={here} />
      </PageTitle>
      <Done done={c.req.query('done')} words={{ methods: 'The ways to ask are published.' }} />
      <Filter here={here} asked={asked} />
      {items.length === 0 ? (
        <Empty>
          None here. Requests come in by{' '}
          <a href={`${place.base}/privacy-request`}>the form for privacy requests</a>; what came by
          letter or phone is entered here.
        </Empty>
      ) : (
        <Requests c={c} place={place} today={today} names={names} requests={items} />
      )}
      <PageNav
        of="inbox"
        noun="requests"
        newest={after === undefined ? undefined : `${here}?${kept}`}
        older={next === null ? undefined : `${here}?${kept}after=${next}`}
      />
      {after === undefined ? <Months months={await countMonths(ctx, today)} /> : null}
    </>,
  );
});

function filterOf({ show, law, type, assignee }: Asked, today: Day, me: PersonId | undefined) {
  const shown = {
    open: { open: true },
    due: { open: true, dueBy: addDays(today, warnDays) },
    closed: { open: false },
    all: {},
  } as const;
  const mine = assignee === 'me' ? me : null;
  return { ...shown[show], law, type, ...(assignee !== undefined && { assignee: mine }) };
}

function keptOf(asked: Asked): string {
  const given = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return `${new URLSearchParams(given).toString()}&`;
}

type Open = Awaited<ReturnType<typeof countOpen>>;

function leadOf({ open, overdue, soon }: Open): string {
  if (open === 0) return 'None is open.';
  const parts = [
    ...(overdue > 0 ? [`${overdue === 1 ? 'one is' : `${overdue} are`} overdue`] : []),
    ...(soon > 0 ? [`${soon === 1 ? 'one is' : `${soon} are`} due within a week`] : []),
  ];
  const all = open === 1 ? 'One is open' : `${open} are open`;
  return parts.length === 0 ? `${all}; none is due within a week.` : `${all}: ${parts.join(', ')}.`;
}

function Ways({ c, here }: { readonly c: Context<ConsoleEnv>; readonly here: string }) {
  return (
    <p class="acts">
      {may(c, 'recordRightsRequest') ? (
        <a href={`${here}/new`}>Enter one that came by mail, phone or letter</a>
      ) : null}
      {may(c, 'getRightsFigures') ? <a href={`${here}/figures`}>Figures by year</a> : null}
      {may(c, 'replaceRightsSettings') ? <a href={`${here}/methods`}>Ways to ask</a> : null}
    </p>
  );
}

const shows = {
  open: 'Open ones',
  due: 'Due within a week, or overdue',
  closed: 'Closed ones',
  all: 'All',
} as const;

function Filter({ here, asked }: { readonly here: string; readonly asked: Asked }) {
  const any = [['', 'Any']] as const;
  const selects = [
    ['show', 'Show', Object.entries(shows)],
    ['law', 'Law', [...any, ...lawIds.map((each) => [each, laws[each].name] as const)]],
    ['assignee', 'Looked after by', [...any, ['me', 'Me'], ['none', 'Nobody']]],
    ['type', 'Asked for', [...any, ...rightsTypes.map((each) => [each, typeWords[each]] as const)]],
  ] as const;
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the requests">
      {selects.map(([name, label, options]) => (
        <div>
          <label for={name}>{label}</label>
          <select id={name} name={name}>
            {options.map(([value, text]) => (
              <option value={value} selected={value === (asked[name] ?? '')}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

type Listed = {
  readonly c: Context<ConsoleEnv>;
  readonly place: Place;
  readonly today: Day;
  readonly names: ReadonlyMap<string, string>;
  readonly requests: readonly RightsRequest[];
};

function Requests({ c, place, today, names, requests }: Listed) {
  const { role } = c.get('visit').ctx.actor;
  return (
    <RecordTable
      caption="Privacy requests, what is due first before the others"
      rows={requests}
      columns={[
        {
          label: 'Reference',
          cell: ({ id, reference }) => (
            <a class="nowrap" href={`${place.root}/privacy-requests/${id}`}>
              {reference}
            </a>
          ),
        },
        { label: 'Due', cell: (request) => <NextDue request={request} today={today} /> },
        {
          label: 'From',
          cell: (request) => (
            <>
              <bdi>{whoOf(presentRequest(request, role, place.timeZone))}</bdi>
              {request.looksAutomated ? <span class="sub">Looks automated</span> : null}
            </>
          ),
        },
        {
          label: 'Asked for',
          cell: ({ items, law }) => (
            <>
              {items.length === 1 && items[0] !== undefined
                ? typeWords[items[0].type]
                : counted(items.length, 'thing')}
              <span class="sub">{laws[law].name}</span>
            </>
          ),
        },
        {
          label: 'Looked after by',
          cell: ({ assignee }) => <bdi>{nameOf(names, assignee) ?? 'Nobody'}</bdi>,
        },
        {
          label: 'State',
          cell: (request) => (
            <span class={`is ${stateShape(request)}`}>{staffStateWords[request.state]}</span>
          ),
        },
      ]}
    />
  );
}

/** Those that wait for us stand out. */
function stateShape(request: RightsRequest): string {
  if (!isOpen(request)) return 'is-ended';
  return waitingIn(request) === undefined ? 'is-announced' : '';
}

// What has a name of its own comes before what is a request's number.
rightsInbox.route('/', recordingForms);
rightsInbox.route('/', figurePages);
rightsInbox.route('/', settingForms);
rightsInbox.route('/', casePage);
rightsInbox.route('/', textForms);
rightsInbox.route('/', stepForms);
rightsInbox.route('/', controllerForms);
rightsInbox.route('/', decisionForms);
