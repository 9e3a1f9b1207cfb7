import { Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { addressOf } from '../../console/list-nav.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Refusal } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { numberCursor } from '../../http/schema.ts';
import { getKeptMail, listKeptMails } from '../service/kept.ts';
import { crumbOf, overviewPath } from './shared.tsx';

/** Mails of a place without a mail server: kept, to be looked at. */
export const keptPages = new Hono<ConsoleEnv>();

const perPage = 50;
const title = 'Mails kept here';

keptPages.get('/deliveries/kept', needs('listKeptMails'), async (c) => {
  const before = numberCursor.optional().catch(undefined).parse(c.req.query('before'));
  const { items, next } = await listKeptMails(c.env.deps.db, before, perPage);
  const { timeZone } = await placeOf(c);
  const here = `${overviewPath(c)}/kept`;
  return answerPage(
    c,
    { title, current: 'deliveries' },
    <>
      <PageTitle title={title} crumb={crumbOf(c)}>
        <p class="lead">
          Without a mail server mails are kept instead of sent, the newest 500. Set MAIL_URL, and
          they go out.
        </p>
      </PageTitle>
      {items.length === 0 ? (
        <Empty>
          None. Where a mail server is set, mails are sent and not kept; else the first one stands
          here as soon as somebody subscribes.
        </Empty>
      ) : (
        <RecordTable
          caption="Mails, newest first"
          rows={items}
          columns={[
            {
              label: 'Subject',
              cell: ({ id, mail }) => (
                <a href={`${here}/${id}`}>
                  <bdi>{mail.subject}</bdi>
                </a>
              ),
            },
            { label: 'To', cell: ({ mail }) => <bdi>{mail.to}</bdi> },
            { label: 'When', cell: ({ at }) => <Moment at={at} zone={timeZone} /> },
          ]}
        />
      )}
      <PageNav
        of="mails"
        noun="mails"
        newest={before === undefined ? undefined : here}
        older={next === null ? undefined : addressOf(here, { before: String(next) })}
      />
    </>,
  );
});

keptPages.get('/deliveries/kept/:id', needs('listKeptMails'), async (c) => {
  const id = numberCursor.safeParse(c.req.param('id'));
  if (!id.success) throw new Refusal('not_found', 'There is no such mail.');
  const { at, mail } = await getKeptMail(c.env.deps.db, id.data);
  const { timeZone } = await placeOf(c);
  return answerPage(
    c,
    { title: mail.subject, current: 'deliveries' },
    <>
      <PageTitle title={mail.subject} crumb={{ href: `${overviewPath(c)}/kept`, label: title }} />
      <dl class="facts wide">
        <Fact label="To">{mail.to}</Fact>
        <Fact label="From">{mail.from}</Fact>
        <Fact label="Kept">
          <Moment at={at} zone={timeZone} />
        </Fact>
      </dl>
      <section class="block" aria-labelledby="text">
        <h2 id="text">Text</h2>
        <pre class="letter" dir="auto">
          {mail.text}
        </pre>
      </section>
    </>,
  );
});
