import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { addressOf, ListNav } from '../../console/list-nav.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { TimeOf } from '../../http/dates.tsx';
import { LineField, SelectField } from '../../http/form-fields.tsx';
import { channels } from '../model/subscription.ts';
import { channelWords, reasonWords } from '../model/words.ts';
import { bySuppression, newSuppression } from '../schema/staff.ts';
import { listSuppressions, removeSuppression, suppressAddress } from '../service/suppressing.ts';
import { listPath } from './shared.tsx';
import { reasonOptions } from './stopping.tsx';

/** Addresses that are never written to: kept as hashes, so nobody can read whose they are. */
export const suppressionPages = new Hono<ConsoleEnv>();

const perPage = 50;
const view = { title: 'Addresses never written to', current: 'subscribers' };
const herePath = (c: Context<ConsoleEnv>) => `${listPath(c)}/suppressions`;

const done = {
  added: 'This address is never written to from now on.',
  lifted: 'The address can be subscribed again. What was stopped stays so.',
} as const;

suppressionPages.get('/subscribers/suppressions', needs('listSuppressions'), async (c) => {
  const after = bySuppression.shape.id.optional().catch(undefined).parse(c.req.query('after'));
  const { items, next } = await listSuppressions(c.env.deps.db, after, perPage);
  const { timeZone } = await placeOf(c);
  const here = herePath(c);
  return answerPage(
    c,
    view,
    <>
      <PageTitle title={view.title} crumb={{ href: listPath(c), label: 'Subscribers' }}>
        <p class="lead">
          Of each only a fingerprint is kept: enough to know the address when it comes again, and
          not to read it.
        </p>
        {may(c, 'suppressAddress') ? (
          <p class="acts">
            <a class="button" href={`${here}/new`}>
              Never write to an address
            </a>
          </p>
        ) : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {items.length === 0 ? (
        <Empty>
          None. Add the address of whoever asks never to be written to, subscribed or not.
        </Empty>
      ) : (
        <RecordTable
          caption="Addresses never written to"
          rows={items}
          columns={[
            { label: 'Fingerprint', cell: ({ addressHash }) => <code>{addressHash}</code> },
            { label: 'Why', cell: ({ reason }) => reasonWords[reason] },
            { label: 'Since', cell: ({ at }) => <TimeOf at={at} zone={timeZone} /> },
            {
              label: '',
              cell: ({ addressHash }) =>
                may(c, 'removeSuppression') ? (
                  <a href={`${here}/${addressHash}/removal`}>
                    Lift<span class="unseen"> {addressHash}</span>
                  </a>
                ) : null,
            },
          ]}
        />
      )}
      <ListNav
        of="the addresses"
        first={after === undefined ? undefined : here}
        next={next === null ? undefined : addressOf(here, { after: next })}
      />
    </>,
  );
});

formPage(suppressionPages, {
  path: '/subscribers/suppressions/new',
  guards: [needs('suppressAddress')],
  schema: newSuppression,
  labels: { channel: 'By', address: 'Address', reason: 'Why' },
  view: () => view,
  content: (c, drawn) => (
    <>
      <PageTitle title="Never write to an address" crumb={{ href: herePath(c), label: view.title }}>
        <ul class="said">
          <li>For whoever asks not to be written to, subscribed or not.</li>
          <li>
            Subscriptions of the address are stopped. A contract contact is not: a contract says
            that it must be told.
          </li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Never write to it" cancel={herePath(c)}>
        <SelectField
          form={drawn.form}
          name="channel"
          label="By"
          options={channels.map((value) => ({ value, text: channelWords[value] }))}
        />
        <LineField
          form={drawn.form}
          name="address"
          label="Address"
          max={2_000}
          autocomplete="off"
        />
        <SelectField form={drawn.form} name="reason" label="Why" options={reasonOptions} />
      </ConsoleForm>
    </>
  ),
  async act(c, suppression) {
    await suppressAddress(c.get('visit').ctx, suppression);
    return '/subscribers/suppressions?done=added';
  },
});

formPage(suppressionPages, {
  path: '/subscribers/suppressions/:hash/removal',
  guards: [needs('removeSuppression')],
  schema: z.strictObject({}),
  labels: {},
  view: () => view,
  content: (c, drawn) => (
    <>
      <PageTitle
        title="Let this address be subscribed again?"
        crumb={{ href: herePath(c), label: view.title }}
      >
        <p class="mono">{c.req.param('hash')}</p>
        <ul class="said">
          <li>One address can be subscribed again. It gets nothing by this alone.</li>
          <li>Subscriptions of it that were stopped stay so.</li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Lift it" cancel={herePath(c)} />
    </>
  ),
  async act(c) {
    await removeSuppression(c.get('visit').ctx, c.req.param('hash') ?? '');
    return '/subscribers/suppressions?done=lifted';
  },
});
