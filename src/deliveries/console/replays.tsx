import { type Context, Hono } from 'hono';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle } from '../../console/pieces.tsx';
import { addDays, type Day, startOfDay } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import { asSubscriptionId } from '../../core/ids.ts';
import { dayInProse } from '../../http/dates.tsx';
import { replayDays } from '../schema/forms.ts';
import { countReplay, replay } from '../service/replaying.ts';

/** Sending a webhook everything of some days again. */
export const replayForms = new Hono<ConsoleEnv>();

const view = { title: 'Send a time again', current: 'deliveries' };

type Span = { readonly from: Day; readonly until: Day };

const idOf = (c: Context<ConsoleEnv>) => asSubscriptionId(c.req.param('id') ?? '');
const pathOf = (c: Context<ConsoleEnv>) => `${rootOf(c)}/subscribers/${idOf(c)}`;

/** From the beginning of the first day to the end of the last one, or now. */
async function rangeOf(c: Context<ConsoleEnv>, { from, until }: Span) {
  const { timeZone } = await placeOf(c);
  return {
    from: startOfDay(from, timeZone),
    until: startOfDay(addDays(until, 1), timeZone),
  };
}

formPage(replayForms, {
  path: '/subscribers/:id/replay',
  guards: [needs('replay')],
  schema: replayDays,
  labels: { from: 'From', until: 'Until' },
  view: () => view,
  async content(c, drawn) {
    const asked = { from: '', until: '', ...c.req.query(), ...drawn.form.entries };
    const span = replayDays.safeParse({ from: asked.from, until: asked.until });
    const crumb = { href: pathOf(c), label: 'The webhook' };
    return (
      <>
        <PageTitle title="Send a time again" crumb={crumb}>
          <p class="lead">
            Everything published on these days that the webhook follows, whether or not it had it.
            At most 31 days and 1,000 events.
          </p>
        </PageTitle>
        <Choice here={`${pathOf(c)}/replay`} from={asked.from} until={asked.until} />
        {span.success && drawn.form.faults.length === 0
          ? await confirmOf(c, span.data, drawn)
          : null}
        {drawn.form.faults.length > 0 ? (
          <p class="alarm" role="alert">
            {drawn.form.faults.map(({ detail }) => detail).join(' ')}
          </p>
        ) : null}
      </>
    );
  },
  async act(c, span) {
    const { ctx } = c.get('visit');
    const range = await rangeOf(c, span);
    if ((await countReplay(ctx, idOf(c), range)) === 0)
      throw new Refusal('conflict', 'There is nothing of that time to send.');
    const { seq } = await replay(ctx, idOf(c), range);
    return `/deliveries/resending/${seq}`;
  },
});

function Choice({
  here,
  from,
  until,
}: {
  readonly here: string;
  readonly from: string;
  readonly until: string;
}) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Which days">
      <div>
        <label for="from">From</label>
        <input id="from" name="from" type="date" value={from} />
      </div>
      <div>
        <label for="until">Until</label>
        <input id="until" name="until" type="date" value={until} />
      </div>
      <div>
        <button class="button plain">Count</button>
      </div>
    </form>
  );
}

async function confirmOf(
  c: Context<ConsoleEnv>,
  span: Span,
  drawn: Parameters<typeof ConsoleForm>[0]['drawn'],
) {
  const count = await countOf(c, span);
  if (typeof count === 'string')
    return (
      <p class="alarm" role="alert">
        {count}
      </p>
    );
  if (count === 0) return <Empty>Nothing that it follows was published on these days.</Empty>;
  return (
    <ConsoleForm drawn={drawn} submit="Send them again" cancel={pathOf(c)}>
      <ul class="said">
        <li>
          It is sent {counted(count, 'event')} of {dayInProse(span.from)} to{' '}
          {dayInProse(span.until)} once more, in order, each under the id that it had.
        </li>
        <li>The next page shows how far it is; it goes on when you close it.</li>
      </ul>
      <input type="hidden" name="from" value={span.from} />
      <input type="hidden" name="until" value={span.until} />
    </ConsoleForm>
  );
}

/** How many, or why none. */
async function countOf(c: Context<ConsoleEnv>, span: Span): Promise<number | string> {
  try {
    return await countReplay(c.get('visit').ctx, idOf(c), await rangeOf(c, span));
  } catch (error) {
    if (error instanceof Refusal) return error.detail;
    throw error;
  }
}
