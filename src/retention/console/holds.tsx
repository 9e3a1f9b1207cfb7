import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { type Day, dayOf } from '../../core/day.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import type { Hold } from '../model/holding.ts';
import { nameHeldCustomers } from '../service/held-customers.ts';
import { listHolds } from '../service/holds.ts';
import { crumbOf, holdKindWords, section } from './parts.tsx';

/** What is kept for longer than its rule says, and why. */
export const holdPages = new Hono<ConsoleEnv>();

const perPage = 50;

const query = z.object({
  lifted: z.literal('true').optional().catch(undefined),
  after: z.string().max(100).optional().catch(undefined),
});

const done = {
  placed: 'The hold stands. Neither the daily run nor a request for erasure deletes what it keeps.',
  reviewed: 'The review is stored.',
  lifted: 'The hold is lifted. What is past its period goes with the next run.',
} as const;

holdPages.get('/retention/holds', needs('listRetentionHolds'), async (c) => {
  const { lifted, after } = query.parse(c.req.query());
  const { db } = c.env.deps;
  const { items, next } = await listHolds(db, {
    isLiftedToo: lifted !== undefined,
    after,
    limit: perPage,
  });
  const names = await nameHeldCustomers(db, items);
  const place = await placeOf(c);
  const today = dayOf(c.get('visit').ctx.now, place.timeZone);
  const here = `${place.root}/retention/holds`;
  const ofLifted = lifted === undefined ? '' : 'lifted=true&';
  return answerPage(
    c,
    { title: 'Holds', current: section },
    <>
      <PageTitle title="Holds" crumb={crumbOf(c)}>
        <p class="lead">{leadOf(items, today, next !== null)}</p>
        {may(c, 'placeRetentionHold') ? (
          <p class="acts">
            <a class="button" href={`${here}/new`}>
              Place a hold
            </a>
          </p>
        ) : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Filter here={here} isLiftedToo={lifted !== undefined} />
      {items.length === 0 ? (
        <Empty>
          Nothing is held. A hold keeps one record, or all of a customer, past its period while a
          dispute or a duty goes on (Art. 17(3)(b) and (e) GDPR).
        </Empty>
      ) : (
        <div class="worded">
          <Holds c={c} holds={items} names={names} place={place} today={today} />
        </div>
      )}
      <PageNav
        of="holds"
        noun="holds"
        newest={after === undefined ? undefined : `${here}?${ofLifted}`}
        older={next === null ? undefined : `${here}?${ofLifted}after=${next}`}
      />
    </>,
  );
});

function leadOf(holds: readonly Hold[], today: Day, hasMore: boolean): string {
  const standing = holds.filter(({ liftedAt }) => liftedAt === undefined);
  const overdue = standing.filter(({ reviewOn }) => reviewOn <= today).length;
  const some = hasMore ? 'More than ' : '';
  const said =
    standing.length === 0 ? 'None stands.' : `${some}${counted(standing.length, 'hold')}.`;
  return overdue === 0 ? said : `${said} ${counted(overdue, 'review')} overdue.`;
}

function Filter({ here, isLiftedToo }: { here: string; isLiftedToo: boolean }) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the holds">
      <div>
        <label for="lifted">Which</label>
        <select id="lifted" name="lifted">
          <option value="">Those that stand</option>
          <option value="true" selected={isLiftedToo}>
            Lifted ones too
          </option>
        </select>
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

type Listed = {
  readonly c: Context<ConsoleEnv>;
  readonly holds: readonly Hold[];
  readonly names: ReadonlyMap<string, string>;
  readonly place: Place;
  readonly today: Day;
};

function Holds({ c, holds, names, place, today }: Listed) {
  return (
    <RecordTable
      caption="Holds, those to be reviewed soonest first"
      rows={holds}
      columns={[
        {
          label: 'Held',
          cell: ({ of }) =>
            'customerId' in of ? (
              <>
                All of <bdi>{names.get(of.customerId) ?? 'a customer'}</bdi>
                <span class="sub">
                  <code>{of.customerId}</code>
                </span>
              </>
            ) : (
              <>
                One of {of.rule}
                <span class="sub">
                  <code>{of.recordId}</code>
                </span>
              </>
            ),
        },
        {
          label: 'Why',
          cell: ({ kind, reason }) => (
            <>
              {holdKindWords[kind]}
              <span class="sub" dir="auto">
                {reason || 'What was said is erased'}
              </span>
            </>
          ),
        },
        { label: 'Answers for it', cell: ({ owner }) => <bdi>{owner || 'Erased'}</bdi> },
        {
          label: 'Review',
          cell: ({ reviewOn, liftedAt }) =>
            liftedAt === undefined ? (
              <>
                {reviewOn <= today ? <b class="is is-announced">Overdue</b> : null}{' '}
                <Time day={reviewOn} />
              </>
            ) : (
              <>
                Lifted <TimeOf at={liftedAt} zone={place.timeZone} />
              </>
            ),
        },
        {
          label: '',
          cell: ({ id, liftedAt }) => {
            const at = `${place.root}/retention/holds/${id}`;
            if (liftedAt !== undefined) return null;
            return (
              <span class="acts">
                {may(c, 'reviewRetentionHold') ? <a href={`${at}/review`}>Review</a> : null}
                {may(c, 'liftRetentionHold') ? <a href={`${at}/lifting`}>Lift</a> : null}
              </span>
            );
          },
        },
      ]}
    />
  );
}
