import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle, RecordTable } from '../../console/pieces.tsx';
import type { DeliveryLog } from '../../deliveries/model/log.ts';
import { cargoWords, deliveryWords, outcomeWords } from '../../deliveries/model/words.ts';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { Fact, joined } from '../../http/facts.tsx';
import type { OperationId } from '../../staff/model/permitting.ts';
import type { Subscription } from '../model/subscription.ts';
import {
  channelWords,
  frequencyWords,
  languageWords,
  streamWords,
  topicWords,
} from '../model/words.ts';
import { presentSubscription } from '../present/staff.ts';
import { listCustomersOf, listDeliveries, listServiceNames } from '../service/showing.ts';
import { listPath, StateOf, subscriptionOf, titleOf } from './shared.tsx';

/** One subscription: of what it is told, whether that arrives, and what can be done. */
export const subscriptionPage = new Hono<ConsoleEnv>();

const done = {
  added: 'It is added.',
  stopped: 'Nothing goes there any more.',
  lifted: 'It is told again. What was missed goes to a contract contact, and into the next digest.',
  moved: 'This is the new contact, in the place of the old one.',
} as const;

type Shown = { readonly c: Context<ConsoleEnv>; readonly subscription: Subscription };

subscriptionPage.get('/subscribers/:id', needs('getSubscription'), async (c) => {
  const subscription = await subscriptionOf(c);
  const log = await listDeliveries(c.env.deps, subscription);
  const { timeZone } = await placeOf(c);
  return answerPage(
    c,
    { title: titleOf(c, subscription), current: 'subscribers' },
    <>
      <PageTitle
        title={titleOf(c, subscription)}
        crumb={{ href: listPath(c), label: 'Subscribers' }}
      >
        <p>
          <StateOf of={subscription} />
        </p>
        <Acts c={c} subscription={subscription} />
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {await factsOf({ c, subscription })}
      <Deliveries c={c} subscription={subscription} log={log} zone={timeZone} />
    </>,
  );
});

type Act = readonly [
  path: string,
  operation: OperationId,
  label: string,
  isOpen: (subscription: Subscription) => boolean,
];

const isStopped = ({ state }: Subscription) => state === 'disabled';

/** What can be done, as far as it follows from where it stands. */
const acts: readonly Act[] = [
  ['lifting', 'liftSuppression', 'Send again', isStopped],
  [
    'address',
    'replaceContact',
    'Other address',
    ({ stream, channel }) => stream === 'contract' && channel === 'email',
  ],
  [
    'replay',
    'replay',
    'Send a time again',
    ({ channel, state }) => channel === 'webhook' && state === 'active',
  ],
  ['suppression', 'suppressSubscription', 'Send nothing any more', (one) => !isStopped(one)],
  ['removal', 'removeSubscription', 'Remove', () => true],
];

function Acts({ c, subscription }: Shown) {
  const here = `${listPath(c)}/${subscription.id}`;
  if (subscription.state === 'left' || subscription.stream === 'case') return null;
  const open = acts.filter(([, operation, , isOpen]) => may(c, operation) && isOpen(subscription));
  return open.length === 0 ? null : (
    <p class="acts">
      {open.map(([path, , label]) => (
        <a class={path === 'lifting' ? 'button' : undefined} href={`${here}/${path}`}>
          {label}
        </a>
      ))}
    </p>
  );
}

async function factsOf({ c, subscription }: Shown) {
  const { deps } = c.env;
  const { timeZone: zone, root } = await placeOf(c);
  const { stream, channel, topics, services, language, frequency } = subscription;
  const { contact } = presentSubscription(subscription, c.get('visit').ctx.actor.role);
  const names = new Map((await listServiceNames(deps)).map(({ slug, name }) => [slug, name]));
  const customers = await listCustomersOf(deps, subscription);
  return (
    <dl class="facts wide">
      <Fact label="Why it is told">
        {stream === 'case' ? 'To be answered, and of nothing else' : streamWords[stream]}
      </Fact>
      <Fact label="Contact of">
        {joined(customers.map(({ id, name }) => <a href={`${root}/customers/${id}`}>{name}</a>))}
      </Fact>
      <Fact label="Topics">{topics.map((each) => topicWords[each]).join(', ')}</Fact>
      <Fact label="Services">
        {topics.length === 0
          ? undefined
          : services.map((slug) => names.get(slug) ?? slug).join(', ') || 'All'}
      </Fact>
      <Fact label="By">
        {channelWords[channel]}, {frequencyWords[frequency].toLowerCase()},{' '}
        {languageWords[language]}
      </Fact>
      <Fact label="Told of its end">{contact ?? undefined}</Fact>
      <Dates subscription={subscription} zone={zone} />
    </dl>
  );
}

function Dates({ subscription, zone }: Pick<Shown, 'subscription'> & { readonly zone: string }) {
  const { createdAt, confirmedAt, nextDigestAt } = subscription;
  return (
    <>
      <Fact label="Since">
        <TimeOf at={createdAt} zone={zone} />
      </Fact>
      <Fact label="Confirmed">
        {confirmedAt === undefined ? 'Not yet' : <Moment at={confirmedAt} zone={zone} />}
      </Fact>
      <Fact label="Next digest">
        {nextDigestAt === undefined ? undefined : <Moment at={nextDigestAt} zone={zone} />}
      </Fact>
    </>
  );
}

/** What a delivery is, by the beginning of its key. */
function wordsOf(subject: string): string {
  const [kind = ''] = subject.split(':');
  return Object.entries(cargoWords).find(([each]) => each === kind)?.[1] ?? kind;
}

function Deliveries({
  c,
  subscription,
  log,
  zone,
}: Shown & { readonly log: DeliveryLog; readonly zone: string }) {
  return (
    <section class="block" aria-labelledby="told">
      <h2 id="told">Deliveries</h2>
      {log.items.length === 0 ? (
        <p class="small quiet">Nothing was sent to it yet.</p>
      ) : (
        <RecordTable
          caption="Deliveries, newest first"
          rows={log.items.slice(0, 10)}
          columns={[
            { label: 'When', cell: ({ createdAt }) => <Moment at={createdAt} zone={zone} /> },
            { label: 'What', cell: ({ subject }) => wordsOf(subject) },
            { label: 'State', cell: ({ state }) => deliveryWords[state] },
            { label: 'Attempts', cell: ({ attempts }) => attempts.length },
            {
              label: 'Last answer',
              cell: ({ attempts }) => {
                const last = attempts.at(-1);
                return last === undefined ? 'None yet' : outcomeWords[last.outcome];
              },
            },
          ]}
        />
      )}
      <p class="acts">
        <a href={`${rootOf(c)}/deliveries/list?subscription=${subscription.id}`}>
          All its deliveries, to look into and send again
        </a>
      </p>
    </section>
  );
}
