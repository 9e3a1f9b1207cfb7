import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { addressOf, ListNav } from '../../console/list-nav.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Refusal } from '../../core/errors.ts';
import { TimeOf } from '../../http/dates.tsx';
import { numberCursor } from '../../http/schema.ts';
import type { Customer } from '../model.ts';
import { type Correction, listCorrections, settleCorrection } from '../service/correcting.ts';
import { listCustomersById } from '../service/reading.ts';
import { listPath, titleOf } from './shared.tsx';

/** What customers said about their contacts on their own page, until somebody has seen to it. */
export const correctionPages = new Hono<ConsoleEnv>();

const perPage = 50;
const view = { title: 'Corrections', current: 'customers' };
const done = { settled: 'Seen to: what was said is forgotten.' } as const;
const herePath = (c: Context<ConsoleEnv>) => `${listPath(c)}/corrections`;

correctionPages.get('/customers/corrections', needs('listCorrections'), async (c) => {
  const { deps } = c.env;
  const after = numberCursor.optional().catch(undefined).parse(c.req.query('after'));
  const { items, next } = await listCorrections(deps, after, perPage);
  const customers = await listCustomersById(deps.db, [
    ...new Set(items.map(({ customerId }) => customerId)),
  ]);
  const here = herePath(c);
  return answerPage(
    c,
    view,
    <>
      <PageTitle title="Corrections" crumb={{ href: listPath(c), label: 'Customers and contacts' }}>
        <p class="lead">
          What customers say about their contacts. Nobody is told otherwise because of it: change
          the contact, then say that it is seen to.
        </p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {items.length === 0 ? (
        <Empty>
          None waits. Customers write them on their own page, whose link is in each notice.
        </Empty>
      ) : (
        <Corrections c={c} items={items} customers={customers} zone={(await placeOf(c)).timeZone} />
      )}
      <ListNav
        of="the corrections"
        first={after === undefined ? undefined : here}
        next={next === null ? undefined : addressOf(here, { after: next })}
      />
    </>,
  );
});

function Corrections({
  c,
  items,
  customers,
  zone,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly items: readonly Correction[];
  readonly customers: readonly Customer[];
  readonly zone: string;
}) {
  const byId = new Map(customers.map((each) => [each.id, each]));
  return (
    <RecordTable
      caption="Corrections, oldest first"
      rows={items}
      columns={[
        {
          label: 'Customer',
          cell: ({ customerId, at }) => {
            const customer = byId.get(customerId);
            return (
              <>
                <a href={`${listPath(c)}/${customerId}`}>
                  <bdi>{customer === undefined ? customerId : titleOf(customer)}</bdi>
                </a>
                <span class="sub">
                  <TimeOf at={at} zone={zone} />
                </span>
              </>
            );
          },
        },
        {
          label: 'About',
          cell: ({ subscriptionId, customerId }) =>
            subscriptionId === undefined ? (
              'Somebody new'
            ) : may(c, 'changeContact') ? (
              <a href={`${listPath(c)}/${customerId}/contacts/${subscriptionId}/edit`}>
                A contact that is there
              </a>
            ) : (
              'A contact that is there'
            ),
        },
        { label: 'Says', cell: (correction) => <Said of={correction} /> },
        {
          label: '',
          cell: ({ id, customerId }) =>
            may(c, 'settleCorrection') ? (
              <a href={`${herePath(c)}/${id}/settlement`}>
                Seen to<span class="unseen"> for {byId.get(customerId)?.name}</span>
              </a>
            ) : null,
        },
      ]}
    />
  );
}

function Said({ of: { role, name, address } }: { readonly of: Correction }) {
  if (address === '') return <>Cannot be read any more: it was sealed under another key.</>;
  return (
    <>
      <bdi>{[name, role].filter(Boolean).join(', ')}</bdi>
      <span class="sub">
        <bdi>{address}</bdi>
      </span>
    </>
  );
}

async function correctionOf(c: Context<ConsoleEnv>): Promise<Correction> {
  const id = Number(c.req.param('id'));
  // One page of them begins right behind the one before.
  const { items } = await listCorrections(c.env.deps, Number.isInteger(id) ? id - 1 : 0, 1);
  const [found] = items;
  if (found?.id !== id)
    throw new Refusal('not_found', 'There is no such correction any more: it was seen to.');
  return found;
}

formPage(correctionPages, {
  path: '/customers/corrections/:id/settlement',
  guards: [needs('settleCorrection')],
  schema: z.strictObject({}),
  labels: {},
  view: () => view,
  async content(c, drawn) {
    const correction = await correctionOf(c);
    return (
      <>
        <PageTitle
          title="Is this correction seen to?"
          crumb={{ href: herePath(c), label: 'Corrections' }}
        >
          <p>
            <Said of={correction} />
          </p>
          <ul class="said">
            <li>What was said is forgotten. It changes no contact by itself.</li>
            <li>
              <a href={`${listPath(c)}/${correction.customerId}`}>The contacts as they are now</a>
            </li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="It is seen to" cancel={herePath(c)} />
      </>
    );
  },
  async act(c) {
    await settleCorrection(c.get('visit').ctx, (await correctionOf(c)).id);
    return '/customers/corrections?done=settled';
  },
});
