import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { FilterSelect } from '../../console/list-nav.tsx';
import { Empty, PageTitle } from '../../console/pieces.tsx';
import { Refusal } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { numberCursor } from '../../http/schema.ts';
import { channels } from '../../subscribers/model/subscription.ts';
import { channelWords } from '../../subscribers/model/words.ts';
import { resendChoice } from '../schema/forms.ts';
import {
  countResending,
  mostAtOnce,
  readProgress,
  type ResendWish,
  resendMany,
} from '../service/mass-resending.ts';
import { Progress } from './progress.tsx';
import { crumbOf, overviewPath } from './shared.tsx';

/** Sending many again: how many first, then once, then how far it is. */
export const resendingForms = new Hono<ConsoleEnv>();

const view = { title: 'Send again', current: 'deliveries' };
const pathOf = (c: Context<ConsoleEnv>) => `${overviewPath(c)}/resending`;

const whatWords = {
  failed: 'What did not arrive',
  waiting: 'What waits for its next attempt',
} as const;
const dayWords = { '1': 'One day', '7': 'Seven days', '31': '31 days' } as const;

formPage(resendingForms, {
  path: '/deliveries/resending',
  guards: [needs('resendDeliveries')],
  schema: resendChoice,
  labels: {},
  view: () => view,
  async content(c, drawn) {
    const wish = resendChoice.parse({ ...c.req.query(), ...drawn.form.entries });
    const count = await countResending(c.get('visit').ctx, wish);
    return (
      <>
        <PageTitle title={count === 0 ? 'Send again' : titleOf(count, wish)} crumb={crumbOf(c)}>
          {count === 0 ? null : <Effects wish={wish} count={count} />}
        </PageTitle>
        <Choice wish={wish} here={pathOf(c)} />
        {count === 0 ? (
          <Empty>
            There is nothing of that to send. What did not arrive at somebody who is stopped is sent
            once they are told again: see{' '}
            <a href={`${overviewPath(c).replace(/\/deliveries$/, '/subscribers')}?state=disabled`}>
              who is stopped
            </a>
            .
          </Empty>
        ) : (
          <ConsoleForm drawn={drawn} submit={submitOf(count, wish)} cancel={overviewPath(c)}>
            <input type="hidden" name="what" value={wish.what} />
            <input type="hidden" name="days" value={String(wish.days)} />
            <input type="hidden" name="channel" value={wish.channel ?? ''} />
          </ConsoleForm>
        )}
      </>
    );
  },
  async act(c, wish) {
    return `/deliveries/resending/${await resendMany(c.get('visit').ctx, wish)}`;
  },
});

function submitOf(count: number, { what }: ResendWish): string {
  const which = count === 1 ? 'it' : 'them';
  return what === 'failed' ? `Send ${which} again` : `Try ${which} now`;
}

function titleOf(count: number, { what }: ResendWish): string {
  const act = what === 'failed' ? 'Send' : 'Try';
  const end = what === 'failed' ? 'again' : 'now';
  return `${act} ${count === 1 ? 'one delivery' : `${count} deliveries`} ${end}?`;
}

function Effects({ wish, count }: { readonly wish: ResendWish; readonly count: number }) {
  return (
    <ul class="said">
      {wish.what === 'failed' ? (
        <li>
          Each gets a new delivery, at once. Those who were told meanwhile, who left, paused or are
          stopped get none.
        </li>
      ) : (
        <li>The next attempt is made now instead of later; it may fail again.</li>
      )}
      {count < mostAtOnce ? null : <li>{mostAtOnce} go at once. For the others do it again.</li>}
      <li>The next page shows how far it is; it goes on when you close it.</li>
    </ul>
  );
}

function Choice({ wish, here }: { readonly wish: ResendWish; readonly here: string }) {
  const entries = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, text]) => ({ value, text }));
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="What to send again">
      <FilterSelect
        name="what"
        label="What"
        isSure
        chosen={wish.what}
        options={entries(whatWords)}
      />
      <FilterSelect
        name="channel"
        label="By"
        chosen={wish.channel}
        options={channels.map((value) => ({ value, text: channelWords[value] }))}
      />
      <FilterSelect
        name="days"
        label="Of the last"
        isSure
        chosen={String(wish.days)}
        options={entries(dayWords)}
      />
      <div>
        <button class="button plain">Count</button>
      </div>
    </form>
  );
}

resendingForms.get('/deliveries/resending/:seq', needs('readResending'), async (c) => {
  const seq = numberCursor.safeParse(c.req.param('seq'));
  if (!seq.success) throw new Refusal('not_found', 'Nothing was sent again under this number.');
  const progress = await readProgress(c.env.deps.db, seq.data);
  const { timeZone } = await placeOf(c);
  return answerPage(
    c,
    view,
    <>
      <PageTitle
        title={progress.isReplay ? 'A time is sent again' : 'Sending again'}
        crumb={crumbOf(c)}
      >
        <p class="stamp">
          <span>
            Begun <Moment at={progress.at} zone={timeZone} />
          </span>
        </p>
      </PageTitle>
      <Progress of={progress} here={`${pathOf(c)}/${seq.data}`} />
    </>,
  );
});
