import type { Context } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import type { Place } from '../../console/layout.tsx';
import { Empty, RecordTable } from '../../console/pieces.tsx';
import { asId, type CustomerId } from '../../core/ids.ts';
import { Moment, Time } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { type Notice, noticeStates } from '../model/notice.ts';
import { type Named, nameNotices } from '../service/desk.ts';
import { listNoticesOf } from '../service/reading.ts';
import { noticeStateWords } from '../words.ts';
import { nameOf, StandingOf } from './parts.tsx';

const perPage = 50;

/** `held` beside the states of a notice. */
const shownStates = [...noticeStates, 'held'] as const;
type ShownState = (typeof shownStates)[number];

const query = z.object({
  clock: z.enum(shownStates).optional().catch(undefined),
  after: z
    .string()
    .regex(/^cus_[0-9a-f]{32}$/)
    .transform((text) => asId('cus', text))
    .optional()
    .catch(undefined),
});

type Loaded = {
  readonly items: readonly Notice[];
  readonly next: CustomerId | null;
  readonly named: Named;
  readonly state: ShownState | undefined;
  readonly isFirst: boolean;
};

/** A page of the clocks of a change, as the address asks for it. */
export async function loadClocks(c: Context<ConsoleEnv>, change: number): Promise<Loaded> {
  const { db } = c.env.deps;
  const { clock: state, after } = query.parse(c.req.query());
  const filter = state === 'held' ? { isHeld: true } : { state };
  const page = await listNoticesOf(db, change, filter, after, perPage);
  const named = await nameNotices(db, page.items);
  return { ...page, named, state, isFirst: after === undefined };
}

type Props = {
  readonly opened: { readonly change: { readonly id: number } };
  readonly place: Place;
  readonly clocks: Loaded;
};

/** Every customer with its clock: where it is, what started it, when it ends. */
export function Clocks({ opened: { change }, place, clocks }: Props) {
  const { items, next, state, isFirst } = clocks;
  const here = `${place.root}/changes/${change.id}`;
  const ofState = state === undefined ? '' : `clock=${state}&`;
  return (
    <section class="block" aria-labelledby="clocks">
      <h2 id="clocks">Customers and their clocks</h2>
      <Filter here={here} state={state} />
      {items.length === 0 ? (
        <Empty>No customer stands there.</Empty>
      ) : (
        <ClockTable {...{ items, here, place, named: clocks.named }} />
      )}
      <PageNav
        of="customers"
        noun="customers"
        newest={isFirst ? undefined : `${here}?${ofState}#clocks`}
        older={next === null ? undefined : `${here}?${ofState}after=${next}#clocks`}
      />
    </section>
  );
}

function Filter({ here, state }: { here: string; state: ShownState | undefined }) {
  return (
    <form
      class="filter"
      method="get"
      action={`${here}#clocks`}
      role="search"
      aria-label="Filter the customers"
    >
      <div>
        <label for="clock">State</label>
        <select id="clock" name="clock">
          <option value="">Any</option>
          {shownStates.map((each) => (
            <option value={each} selected={each === state}>
              {each === 'held' ? 'Held' : noticeStateWords[each]}
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

type TableProps = {
  readonly items: readonly Notice[];
  readonly named: Named;
  readonly here: string;
  readonly place: Place;
};

function ClockTable({ items, named: { customers, roles }, here, place }: TableProps) {
  return (
    <RecordTable
      caption="Customers and their clocks"
      rows={items}
      columns={[
        {
          label: 'Customer',
          cell: ({ customerId }) => (
            <a href={`${here}/notices/${customerId}`}>
              <bdi>{nameOf(customers.get(customerId))}</bdi>
            </a>
          ),
        },
        { label: 'State', cell: (notice) => <StandingOf notice={notice} /> },
        {
          label: 'Started by',
          cell: ({ clock }) =>
            clock === undefined ? (
              <span class="quiet">Does not run</span>
            ) : (
              <>
                Acceptance by <bdi>{roles.get(clock.subscriptionId) ?? 'a former contact'}</bdi>
                <span class="sub">
                  <Moment at={new Date(clock.startsAt)} zone={place.timeZone} />
                </span>
              </>
            ),
        },
        {
          label: 'Last day to object',
          cell: ({ clock }) =>
            clock === undefined ? (
              <span class="quiet">None yet</span>
            ) : (
              <Time day={clock.objectionEnds.on} />
            ),
        },
        {
          label: 'Effect, earliest',
          cell: (notice) => <Effect notice={notice} />,
        },
      ]}
    />
  );
}

/** The planned day, or the later one that the clock leaves; under a specific authorisation no day is enough. */
function Effect({ notice }: { readonly notice: Notice }) {
  const { clock, plannedEffectiveOn: planned, terms, approved } = notice;
  const isLater = !approved && clock !== undefined && clock.earliestEffect.on > planned;
  return (
    <>
      <Time day={isLater ? clock.earliestEffect.on : planned} />
      {isLater ? <span class="sub">Later than planned: held until then</span> : null}
      {terms.authorisation === 'specific' && !approved ? (
        <span class="sub">Only if it agrees</span>
      ) : null}
    </>
  );
}
