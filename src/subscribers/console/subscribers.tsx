import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { addressOf, FilterSelect, ListNav } from '../../console/list-nav.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { TimeOf } from '../../http/dates.tsx';
import { channels, type Subscription, subscriptionStates } from '../model/subscription.ts';
import { topics } from '../model/topics.ts';
import { channelWords, stateWords, streamWords, topicWords } from '../model/words.ts';
import { subscriptionQuery } from '../schema/staff.ts';
import { countSubscriptions, listSubscriptions } from '../service/listing.ts';
import { addingForms } from './adding.tsx';
import { listPath, StateOf, titleOf } from './shared.tsx';
import { stoppingForms } from './stopping.tsx';
import { subscriptionPage } from './subscription.tsx';
import { suppressionPages } from './suppressions.tsx';

/** Who is told, of what and how that goes. */
export const subscriberPages = new Hono<ConsoleEnv>();

const perPage = 50;

const { stream, channel, state, topic, cursor } = subscriptionQuery.shape;
const query = z.object({
  stream: stream.catch(undefined),
  channel: channel.catch(undefined),
  state: state.catch(undefined),
  topic: topic.catch(undefined),
  host: z.string().trim().toLowerCase().max(253).catch(''),
  after: cursor.catch(undefined),
});
type Query = z.infer<typeof query>;

const done = {
  removed: 'The subscription has ended, and its address is forgotten.',
} as const;

subscriberPages.get('/subscribers', needs('listSubscriptions'), async (c) => {
  const { deps } = c.env;
  const asked = query.parse(c.req.query());
  const { after, host, ...others } = asked;
  const wanted = { ...others, ...(host !== '' && { host }) };
  const { items, next } = await listSubscriptions(deps, { ...wanted, after }, perPage);
  const count = await countSubscriptions(deps, wanted);
  const { timeZone } = await placeOf(c);
  const here = listPath(c);
  const isFiltered = addressOf('', wanted) !== '';
  return answerPage(
    c,
    { title: 'Subscribers', current: 'subscribers' },
    <>
      <PageTitle title="Subscribers">
        <p class="lead">
          {count} {isFiltered ? (count === 1 ? 'fits' : 'fit') : 'in all'}: who asked to hear, who
          must be told by contract, and who gets alerts.
        </p>
        <Acts c={c} here={here} />
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Filter asked={asked} here={here} />
      {items.length === 0 ? (
        <None isFiltered={isFiltered} here={here} base={(await placeOf(c)).base} />
      ) : (
        <Subscriptions c={c} items={items} zone={timeZone} />
      )}
      <ListNav
        of="the subscribers"
        first={after === undefined ? undefined : addressOf(here, wanted)}
        next={next === null ? undefined : addressOf(here, { ...wanted, after: next })}
      />
    </>,
  );
});

function Acts({ c, here }: { readonly c: Context<ConsoleEnv>; readonly here: string }) {
  return (
    <p class="acts">
      {may(c, 'addSubscription') ? (
        <a class="button" href={`${here}/new`}>
          Add an address
        </a>
      ) : null}
      {may(c, 'listSuppressions') ? (
        <a href={`${here}/suppressions`}>Addresses never written to</a>
      ) : null}
      {may(c, 'exportSubscriptions') ? <a href={`${here}/export`}>Export as CSV</a> : null}
    </p>
  );
}

function None({
  isFiltered,
  here,
  base,
}: {
  readonly isFiltered: boolean;
  readonly here: string;
  readonly base: string;
}) {
  return isFiltered ? (
    <Empty>
      Nobody fits. Leave out a filter: <a href={here}>all subscribers</a>.
    </Empty>
  ) : (
    <Empty>
      Nobody is told yet. People subscribe themselves at{' '}
      <a href={`${base}/subscribe`}>the public page</a>: tell your customers of it.
    </Empty>
  );
}

function Filter({ asked, here }: { readonly asked: Query; readonly here: string }) {
  return (
    <form
      class="filter"
      method="get"
      action={here}
      role="search"
      aria-label="Filter the subscribers"
    >
      <FilterSelect
        name="stream"
        label="Why"
        chosen={asked.stream}
        options={Object.entries(streamWords).map(([value, text]) => ({ value, text }))}
      />
      <FilterSelect
        name="state"
        label="State"
        chosen={asked.state}
        options={subscriptionStates.map((value) => ({ value, text: stateWords[value] }))}
      />
      <FilterSelect
        name="channel"
        label="By"
        chosen={asked.channel}
        options={channels.map((value) => ({ value, text: channelWords[value] }))}
      />
      <FilterSelect
        name="topic"
        label="Topic"
        chosen={asked.topic}
        options={topics.map((value) => ({ value, text: topicWords[value] }))}
      />
      <div>
        <label for="host">Domain</label>
        <input id="host" name="host" value={asked.host} autocomplete="off" maxlength={253} />
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

function Subscriptions({
  c,
  items,
  zone,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly items: readonly Subscription[];
  readonly zone: string;
}) {
  return (
    <RecordTable
      caption="Subscribers"
      rows={items}
      columns={[
        {
          label: 'Who',
          cell: (subscription) => (
            <>
              <a href={`${listPath(c)}/${subscription.id}`}>
                <bdi>{titleOf(c, subscription)}</bdi>
              </a>
              <span class="sub">
                {channelWords[subscription.channel]}, since{' '}
                <TimeOf at={subscription.createdAt} zone={zone} />
              </span>
            </>
          ),
        },
        { label: 'Why', cell: (subscription) => whyOf(subscription) },
        {
          label: 'Topics',
          cell: (subscription) => subscription.topics.map((each) => topicWords[each]).join(', '),
        },
        { label: 'State', cell: (subscription) => <StateOf of={subscription} /> },
      ]}
    />
  );
}

function whyOf({ stream: of }: Subscription): string {
  return of === 'case' ? 'To be answered' : streamWords[of];
}

// What has a name of its own comes before what is named by an id.
subscriberPages.route('/', addingForms);
subscriberPages.route('/', suppressionPages);
subscriberPages.route('/', stoppingForms);
subscriberPages.route('/', subscriptionPage);
