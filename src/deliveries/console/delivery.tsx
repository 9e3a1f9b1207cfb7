import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Refusal } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { numberCursor } from '../../http/schema.ts';
import { channelWords } from '../../subscribers/model/words.ts';
import { outcomeWords } from '../model/words.ts';
import { type Attempt, type Delivery, readDelivery } from '../service/listing.ts';
import { loadRecipients } from '../service/recipients.ts';
import { mayRepeat, resendDelivery } from '../service/resending.ts';
import { DeliveryStateOf, overviewPath, recipientOf, whatOf } from './shared.tsx';

/** One delivery with every attempt, and sending it again. */
export const deliveryPages = new Hono<ConsoleEnv>();

const done = {
  again: 'This is the new delivery: it is on its way.',
  now: 'The next attempt is made now.',
} as const;

async function deliveryOf(c: Context<ConsoleEnv>) {
  const id = numberCursor.safeParse(c.req.param('id'));
  if (!id.success) throw new Refusal('not_found', 'There is no delivery of this number.');
  const found = await readDelivery(c.env.deps.db, id.data);
  const { subscriptionId } = found.delivery;
  const recipient = (await loadRecipients(c.env.deps, [found.delivery])).get(subscriptionId);
  return { ...found, to: recipientOf(c, recipient), isTold: recipient?.state === 'active' };
}

const pathOf = (c: Context<ConsoleEnv>, { id }: Pick<Delivery, 'id'>) => `${overviewPath(c)}/${id}`;

function canRepeat({ cargo, state }: Delivery): boolean {
  return mayRepeat.includes(cargo.kind) && state !== 'in-flight';
}

deliveryPages.get('/deliveries/:id', needs('readDelivery'), async (c) => {
  const { delivery, attempts, to, isTold } = await deliveryOf(c);
  const { timeZone: zone, root } = await placeOf(c);
  const change = /^change:(\d+)$/.exec(delivery.about ?? '')?.[1];
  return answerPage(
    c,
    { title: whatOf(delivery), current: 'deliveries' },
    <>
      <PageTitle
        title={whatOf(delivery)}
        crumb={{ href: `${overviewPath(c)}/list`, label: 'All deliveries' }}
      >
        <p>
          <DeliveryStateOf state={delivery.state} />
        </p>
        {canRepeat(delivery) && may(c, 'resendDelivery') ? (
          <Again c={c} delivery={delivery} isTold={isTold} />
        ) : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <dl class="facts wide">
        <Fact label="To">
          <a href={`${rootOf(c)}/subscribers/${delivery.subscriptionId}`}>{to}</a>
        </Fact>
        <Fact label="By">{channelWords[delivery.channel]}</Fact>
        <Fact label="Tells of">
          {change === undefined ? undefined : (
            <a href={`${root}/changes/${change}`}>Change {change}</a>
          )}
        </Fact>
        <Fact label="Queued">
          <Moment at={delivery.createdAt} zone={zone} />
        </Fact>
        <Fact label="Next attempt">
          {delivery.dueAt === null ? undefined : <Moment at={delivery.dueAt} zone={zone} />}
        </Fact>
        <Fact label="Ended">
          {delivery.endedAt === null ? undefined : <Moment at={delivery.endedAt} zone={zone} />}
        </Fact>
        <Fact label="Key">
          <code>{delivery.subject}</code>
        </Fact>
      </dl>
      <Attempts attempts={attempts} zone={zone} />
    </>,
  );
});

function Again({
  c,
  delivery,
  isTold,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly delivery: Delivery;
  readonly isTold: boolean;
}) {
  return isTold ? (
    <p class="acts">
      <a class="button" href={`${pathOf(c, delivery)}/resending`}>
        {delivery.endedAt === null ? 'Try it now' : 'Send it again'}
      </a>
    </p>
  ) : (
    <p class="small">
      It can be sent again once{' '}
      <a href={`${rootOf(c)}/subscribers/${delivery.subscriptionId}`}>its recipient</a> is told
      again.
    </p>
  );
}

function Attempts({
  attempts,
  zone,
}: {
  readonly attempts: readonly Attempt[];
  readonly zone: string;
}) {
  return (
    <section class="block" aria-labelledby="attempts">
      <h2 id="attempts">Attempts</h2>
      {attempts.length === 0 ? (
        <p class="small quiet">None yet.</p>
      ) : (
        <RecordTable
          caption="Attempts, oldest first"
          rows={attempts}
          columns={[
            { label: 'Attempt', cell: ({ number }) => number },
            { label: 'When', cell: ({ at }) => <Moment at={at} zone={zone} /> },
            {
              label: 'Answer',
              cell: ({ outcome, status }) => (
                <>
                  {outcomeWords[outcome]}
                  {status === null ? null : <span class="sub">Code {status}</span>}
                </>
              ),
            },
            { label: 'Took', cell: ({ durationMs }) => `${durationMs} ms` },
          ]}
        />
      )}
    </section>
  );
}

formPage(deliveryPages, {
  path: '/deliveries/:id/resending',
  guards: [needs('resendDelivery')],
  schema: z.strictObject({}),
  labels: {},
  view: () => ({ title: 'Send again', current: 'deliveries' }),
  async content(c, drawn) {
    const { delivery, to } = await deliveryOf(c);
    const here = pathOf(c, delivery);
    const isOver = delivery.endedAt !== null;
    return (
      <>
        <PageTitle
          title={isOver ? 'Send this again?' : 'Try this now?'}
          crumb={{ href: here, label: whatOf(delivery) }}
        >
          <ul class="said">
            <li>
              One delivery, to <bdi>{to}</bdi>:{' '}
              {isOver
                ? 'a new one is queued; this one stays as it ended.'
                : 'its next attempt is made now instead of later.'}
            </li>
            {delivery.state === 'accepted' ? (
              <li>It was accepted before: they are told twice.</li>
            ) : null}
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit={isOver ? 'Send it again' : 'Try it now'} cancel={here} />
      </>
    );
  },
  async act(c) {
    const { delivery } = await deliveryOf(c);
    const sent = await resendDelivery(c.get('visit').ctx, delivery.id);
    return `/deliveries/${sent.delivery.id}?done=${sent.isNew ? 'again' : 'now'}`;
  },
});
