import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { addressOf, FilterSelect } from '../../console/list-nav.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Moment } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { channels } from '../../subscribers/model/subscription.ts';
import { channelWords } from '../../subscribers/model/words.ts';
import { deliveryStates, outcomes } from '../model/delivery.ts';
import { deliveryWords, outcomeWords } from '../model/words.ts';
import { deliveryQuery } from '../schema/staff.ts';
import {
  countDeliveries,
  type Delivery,
  type DeliveryFilter,
  listDeliveries,
} from '../service/listing.ts';
import { loadRecipients } from '../service/recipients.ts';
import { atLeast, crumbOf, DeliveryStateOf, overviewPath, recipientOf, whatOf } from './shared.tsx';

/** Deliveries, newest first, with filters. */
export const deliveryList = new Hono<ConsoleEnv>();

const perPage = 50;
const mostCounted = 1_000;

const { state, outcome, channel, subscription, change, cursor } = deliveryQuery.shape;
const query = z.object({
  state: state.catch(undefined),
  outcome: outcome.catch(undefined),
  channel: channel.catch(undefined),
  subscription: subscription.catch(undefined),
  change: change.catch(undefined),
  before: cursor.catch(undefined),
});
type Query = z.infer<typeof query>;

deliveryList.get('/deliveries/list', needs('listDeliveries'), async (c) => {
  const { deps } = c.env;
  const asked = query.parse(c.req.query());
  const { before, change: about, ...others } = asked;
  const filter = { ...others, about: about === undefined ? undefined : `change:${about}` };
  const { items, next } = await listDeliveries(deps.db, { ...filter, before }, perPage);
  const count = canCount(filter) ? await countDeliveries(deps.db, filter, mostCounted) : undefined;
  const here = `${overviewPath(c)}/list`;
  const wanted = { ...others, change: about === undefined ? undefined : String(about) };
  return answerPage(
    c,
    { title: 'All deliveries', current: 'deliveries' },
    <>
      <PageTitle title="All deliveries" crumb={crumbOf(c)}>
        <p class="lead">
          {count === undefined ? 'Newest first.' : `${atLeast(count, mostCounted)}, newest first.`}
        </p>
      </PageTitle>
      <Filter asked={asked} here={here} />
      {items.length === 0 ? (
        <Empty>
          None fits. Leave out a filter: <a href={here}>all deliveries</a>.
        </Empty>
      ) : (
        await tableOf(c, items)
      )}
      <PageNav
        of="deliveries"
        noun="deliveries"
        newest={before === undefined ? undefined : addressOf(here, wanted)}
        older={next === null ? undefined : addressOf(here, { ...wanted, before: String(next) })}
      />
    </>,
  );
});

/** What no index finds is not counted: of a million deliveries that would be a look at each. */
function canCount({ state: of, outcome: last, channel: by, ...indexed }: DeliveryFilter): boolean {
  const isFound = Object.values(indexed).some((value) => value !== undefined);
  if (isFound || (of !== undefined && of !== 'accepted')) return true;
  return last === undefined && by === undefined;
}

function Filter({ asked, here }: { readonly asked: Query; readonly here: string }) {
  return (
    <form
      class="filter"
      method="get"
      action={here}
      role="search"
      aria-label="Filter the deliveries"
    >
      <FilterSelect
        name="state"
        label="State"
        chosen={asked.state}
        options={deliveryStates.map((value) => ({ value, text: deliveryWords[value] }))}
      />
      <FilterSelect
        name="outcome"
        label="Last answer"
        chosen={asked.outcome}
        options={outcomes.map((value) => ({ value, text: outcomeWords[value] }))}
      />
      <FilterSelect
        name="channel"
        label="By"
        chosen={asked.channel}
        options={channels.map((value) => ({ value, text: channelWords[value] }))}
      />
      <div>
        <label for="change">Change, by its number</label>
        <input
          id="change"
          name="change"
          inputmode="numeric"
          value={asked.change ?? ''}
          autocomplete="off"
          maxlength={15}
        />
      </div>
      {asked.subscription === undefined ? null : (
        <div>
          <label for="subscription">Recipient, by its number</label>
          <input
            id="subscription"
            name="subscription"
            value={asked.subscription}
            autocomplete="off"
            maxlength={36}
          />
        </div>
      )}
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

/** Deliveries as a table, with whom they are to as far as the role may see. */
async function tableOf(c: Context<ConsoleEnv>, items: readonly Delivery[]) {
  const { timeZone } = await placeOf(c);
  const recipients = await loadRecipients(c.env.deps, items);
  return (
    <RecordTable
      caption="Deliveries, newest first"
      rows={items}
      columns={[
        {
          label: 'What',
          cell: (delivery) => (
            <>
              <a href={`${overviewPath(c)}/${delivery.id}`}>{whatOf(delivery)}</a>
              <span class="sub">
                <Moment at={delivery.createdAt} zone={timeZone} />
              </span>
            </>
          ),
        },
        {
          label: 'To',
          cell: ({ subscriptionId, channel: by }) => (
            <>
              <a href={`${rootOf(c)}/subscribers/${subscriptionId}`}>
                <bdi>{recipientOf(c, recipients.get(subscriptionId))}</bdi>
              </a>
              <span class="sub">{channelWords[by]}</span>
            </>
          ),
        },
        { label: 'State', cell: (delivery) => <DeliveryStateOf state={delivery.state} /> },
        {
          label: 'Last answer',
          cell: ({ outcome: last, attempts }) => (
            <>
              {last === null ? 'None yet' : outcomeWords[last]}
              {attempts < 2 ? null : <span class="sub">{attempts} attempts</span>}
            </>
          ),
        },
      ]}
    />
  );
}
