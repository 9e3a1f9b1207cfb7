import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { asId } from '../../core/ids.ts';
import { Moment } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { nameNotices } from '../service/desk.ts';
import { listTasks } from '../service/tasks.ts';
import { holdEnds, holdWords } from '../words.ts';
import { capital, nameOf } from './parts.tsx';

/** Notices that time alone does not settle. */
export const taskPage = new Hono<ConsoleEnv>();

const perPage = 50;

const query = z.object({
  after: z
    .string()
    .regex(/^\d{1,9}:cus_[0-9a-f]{32}$/)
    .transform((text) => {
      const [change, customer = ''] = text.split(':');
      return { changeId: Number(change), customerId: asId('cus', customer) };
    })
    .optional()
    .catch(undefined),
});

const kindWords = {
  unreached: 'No contact can be reached. Repair or add one; it is told again.',
  waiting: 'No server has accepted the notice for a day. Look at its contacts.',
} as const;

taskPage.get('/changes/tasks', needs('listTasks'), async (c) => {
  const { after } = query.parse(c.req.query());
  const { notices, next } = await listTasks(c.get('visit').ctx, after, perPage);
  const place = await placeOf(c);
  const here = `${place.root}/changes`;
  const { customers } = await nameNotices(
    c.env.deps.db,
    notices.map(({ notice }) => notice),
  );
  return answerPage(
    c,
    { title: 'What needs a person', current: 'changes' },
    <>
      <PageTitle title="What needs a person" crumb={{ href: here, label: 'Changes and notices' }}>
        <p class="lead">
          Customers whom a change has not reached, or for whom it is held by more than time.
        </p>
      </PageTitle>
      {notices.length === 0 ? (
        <Empty>Nobody. Every notice has arrived or is on its way.</Empty>
      ) : (
        <RecordTable
          caption="Notices that need a person"
          rows={notices}
          columns={[
            {
              label: 'Customer',
              cell: ({ notice: { changeId, customerId } }) => (
                <a href={`${here}/${changeId}/notices/${customerId}`}>
                  <bdi>{nameOf(customers.get(customerId))}</bdi>
                </a>
              ),
            },
            {
              label: 'Change',
              cell: ({ notice: { changeId } }) => (
                <a href={`${here}/${changeId}`}>Change {changeId}</a>
              ),
            },
            {
              label: 'Why',
              cell: ({ kind, notice: { hold } }) =>
                kind !== 'held'
                  ? kindWords[kind]
                  : hold && `${capital(holdWords[hold])}. ${holdEnds[hold]}`,
            },
            {
              label: 'Announced',
              cell: ({ notice }) => <Moment at={notice.announcedAt} zone={place.timeZone} />,
            },
          ]}
        />
      )}
      <PageNav
        of="list"
        noun="tasks"
        newest={after === undefined ? undefined : `${here}/tasks`}
        older={
          next === undefined ? undefined : `${here}/tasks?after=${next.changeId}:${next.customerId}`
        }
      />
    </>,
  );
});
