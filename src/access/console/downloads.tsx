import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { dayOf } from '../../core/day.ts';
import { monthInProse } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { daysOfMonth, type MonthLine } from '../model/record.ts';
import { downloadQuery, monthQuery } from '../schema/record.ts';
import { documentsById } from '../service/reading.ts';
import { listDownloads } from '../service/record-inventory.ts';
import { countMonths, summarise } from '../service/record-summaries.ts';
import { Copies } from './copies.tsx';
import { Months } from './months.tsx';
import { recordForms } from './record-forms.tsx';
import { DocumentSelect, queryOf } from './whose.tsx';

/** What was given out: a month in figures, and every copy. */
export const downloadPages = new Hono<ConsoleEnv>();

const perPage = 50;

const query = z.object({
  document: downloadQuery.shape.document.catch(undefined),
  // The year before it is shown too, and no calendar here reaches before the year 1.
  month: monthQuery.shape.month.regex(/^2/).optional().catch(undefined),
  before: downloadQuery.shape.cursor.catch(undefined),
});

downloadPages.get('/documents/downloads', needs('listDownloads'), async (c) => {
  const asked = query.parse(c.req.query());
  const { deps } = c.env;
  const { document, before } = asked;
  const { root, timeZone: zone } = await placeOf(c);
  const month = asked.month ?? dayOf(c.get('visit').ctx.now, zone).slice(0, 7);
  const { items, next } = await listDownloads(deps, { document }, before, perPage);
  const here = `${root}/documents/downloads`;
  const kept = queryOf({ document, month: asked.month });
  const documents = [...(await documentsById(deps.db)).values()];
  return answerPage(
    c,
    { title: 'Access record', current: 'documents' },
    <>
      <PageTitle title="Access record" crumb={{ href: `${root}/documents`, label: 'Documents' }}>
        <p class="lead">What was asked for, given and fetched, by whom and when.</p>
        <Acts c={c} root={root} />
      </PageTitle>
      <form class="filter" method="get" action={here} role="search" aria-label="Filter the record">
        <div>
          <label for="month">Month, as 2026-11</label>
          <input id="month" name="month" value={month} maxlength={7} autocomplete="off" />
        </div>
        <DocumentSelect documents={documents} chosen={document} />
        <div>
          <button class="button plain">Show</button>
        </div>
      </form>
      {may(c, 'summarise') && before === undefined ? (
        <>
          <Month month={month} lines={await summarise(deps, daysOfMonth(month))} />
          <Months counts={await countMonths(deps, month, 12)} />
        </>
      ) : null}
      <section class="block" aria-labelledby="copies">
        <h2 id="copies">Copies given out</h2>
        {items.length === 0 ? (
          <Empty>No copy was given out. What is public is not counted.</Empty>
        ) : (
          <Copies c={c} items={items} root={root} zone={zone} />
        )}
      </section>
      <PageNav
        of="record"
        noun="copies"
        newest={before === undefined ? undefined : `${here}?${kept}`}
        older={next === null ? undefined : `${here}?${kept}&before=${next}`}
      />
    </>,
  );
});

function Acts({ c, root }: { readonly c: Context<ConsoleEnv>; readonly root: string }) {
  return (
    <p class="acts">
      {may(c, 'exportRecordAsCsv') ? (
        <a href={`${root}/documents/downloads/export`}>Export the record</a>
      ) : null}
      {may(c, 'traceFile') ? <a href={`${root}/documents/trace/upload`}>Trace a file</a> : null}
    </p>
  );
}

function Month({ month, lines }: { readonly month: string; readonly lines: readonly MonthLine[] }) {
  const busy = lines.filter(
    ({ requests, approvals, declines, acceptances, downloads, holders }) =>
      requests + approvals + declines + acceptances + downloads + holders > 0,
  );
  return (
    <section class="block" aria-labelledby="month-head">
      <h2 id="month-head">{monthInProse(month)} in figures</h2>
      {busy.length === 0 ? (
        <p class="small quiet">Nothing was asked for, and nobody could fetch anything.</p>
      ) : (
        <RecordTable
          caption={`${monthInProse(month)}, by document`}
          rows={busy}
          columns={[
            { label: 'Document', cell: ({ title }) => <bdi>{title}</bdi> },
            { label: 'Requests', cell: ({ requests }) => requests },
            { label: 'Approved', cell: ({ approvals }) => approvals },
            { label: 'Declined', cell: ({ declines }) => declines },
            { label: 'NDAs accepted', cell: ({ acceptances }) => acceptances },
            { label: 'Downloads', cell: ({ downloads }) => downloads },
            { label: 'People who could have it', cell: ({ holders }) => holders },
          ]}
        />
      )}
    </section>
  );
}

downloadPages.route('/', recordForms);
