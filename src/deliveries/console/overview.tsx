import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { addressOf } from '../../console/list-nav.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Moment } from '../../http/dates.tsx';
import { channelWords } from '../../subscribers/model/words.ts';
import { outcomeWords } from '../model/words.ts';
import { listDayFigures } from '../service/days.ts';
import { type Figures, getDeliveryFigures } from '../service/figures.ts';
import { bouncePages } from './bounces.tsx';
import { DayChart } from './chart.tsx';
import { deliveryPages } from './delivery.tsx';
import { keptPages } from './kept.tsx';
import { deliveryList } from './list.tsx';
import { replayForms } from './replays.tsx';
import { resendingForms } from './resending.tsx';
import { overviewPath } from './shared.tsx';

/** How telling goes: figures first, then what does not arrive. */
export const deliveriesPages = new Hono<ConsoleEnv>();

const days = 14;

deliveriesPages.get('/deliveries', needs('getDeliveryFigures'), async (c) => {
  const { ctx } = c.get('visit');
  const figures = await getDeliveryFigures(ctx.deps.db, ctx.now);
  const { timeZone } = await placeOf(c);
  const here = overviewPath(c);
  return answerPage(
    c,
    { title: 'Deliveries', current: 'deliveries' },
    <>
      <PageTitle title="Deliveries">
        <p class="lead">{leadOf(figures)}</p>
        <Acts c={c} here={here} figures={figures} />
      </PageTitle>
      <section class="block" aria-labelledby="days">
        <h2 id="days">The last {days} days</h2>
        <DayChart days={await listDayFigures(ctx, days)} />
      </section>
      <Stuck figures={figures} here={here} zone={timeZone} />
    </>,
  );
});

function leadOf({ accepted, failed, bounced, due, inFlight }: Figures): string {
  const lost = failed + bounced;
  const week = `In the last seven days ${accepted} arrived and ${lost === 0 ? 'none failed' : `${lost} did not`}.`;
  const open = due + inFlight;
  return open === 0 ? `${week} Nothing waits.` : `${week} ${open} wait.`;
}

function Acts({
  c,
  here,
  figures,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly here: string;
  readonly figures: Figures;
}) {
  const lost = figures.failed + figures.bounced;
  return (
    <p class="acts">
      {lost > 0 && may(c, 'resendDeliveries') ? (
        <a class="button" href={`${here}/resending`}>
          Send again what did not arrive
        </a>
      ) : null}
      {figures.due > 0 && may(c, 'resendDeliveries') ? (
        <a href={`${here}/resending?what=waiting`}>Try now what waits</a>
      ) : null}
      <a href={`${here}/list`}>All deliveries</a>
      <a href={`${here}/list?state=failed`}>Given up</a>
      <a href={`${here}/list?state=bounced`}>Came back</a>
      {may(c, 'recordBounce') ? <a href={`${here}/bounces/upload`}>Hand over a bounce</a> : null}
      {c.env.deps.config.mailUrl === undefined && may(c, 'listKeptMails') ? (
        <a href={`${here}/kept`}>Mails kept here</a>
      ) : null}
    </p>
  );
}

function Stuck({
  figures: { stuck, disabledSubscriptions },
  here,
  zone,
}: {
  readonly figures: Figures;
  readonly here: string;
  readonly zone: string;
}) {
  return (
    <section class="block" aria-labelledby="stuck">
      <h2 id="stuck">Waiting for more than an hour</h2>
      {stuck.groups.length === 0 ? (
        <Empty>Nothing: whatever was published is on its way or has arrived.</Empty>
      ) : (
        <RecordTable
          caption="What waits, and why"
          rows={stuck.groups}
          columns={[
            {
              label: 'By',
              cell: ({ channel, outcome }) => (
                <a href={addressOf(`${here}/list`, { state: 'due', channel, outcome })}>
                  {channelWords[channel]}
                </a>
              ),
            },
            {
              label: 'Last answer',
              cell: ({ outcome }) => (outcome === undefined ? 'None yet' : outcomeWords[outcome]),
            },
            { label: 'How many', cell: ({ count }) => count },
            {
              label: 'The oldest since',
              cell: ({ oldestAt }) => <Moment at={oldestAt} zone={zone} />,
            },
          ]}
        />
      )}
      {disabledSubscriptions === 0 ? null : (
        <p class="fine">
          <a href={`${here.replace(/\/deliveries$/, '/subscribers')}?state=disabled`}>
            {disabledSubscriptions === 1
              ? 'One subscription is stopped'
              : `${disabledSubscriptions} subscriptions are stopped`}
          </a>{' '}
          because mail came back, nobody answered for days, or staff stopped it.
        </p>
      )}
    </section>
  );
}

// What has a name of its own comes before what is named by a number.
deliveriesPages.route('/', deliveryList);
deliveriesPages.route('/', keptPages);
deliveriesPages.route('/', bouncePages);
deliveriesPages.route('/', resendingForms);
deliveriesPages.route('/', replayForms);
deliveriesPages.route('/', deliveryPages);
