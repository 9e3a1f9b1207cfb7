import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs, rootOf } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle } from '../../console/pieces.tsx';
import { Moment } from '../../http/dates.tsx';
import type { RowAction } from '../model/plan.ts';
import type { ImportReport } from '../service.ts';
import { type KeptImport, planKept } from '../service/kept-lists.ts';
import { formatWords } from '../words.ts';
import { batchForms } from './batch.tsx';
import { columnForms } from './columns.tsx';
import { decisionForms } from './decisions.tsx';
import { keptOf, pathOf } from './kept.tsx';
import { Columns, Missing, OfTheWhole } from './parts.tsx';
import { Rows, shows } from './row-list.tsx';
import { uploadForms } from './upload.tsx';

/** The import of a list: what it would do, and the forms around it. */
export const listImportPages = new Hono<ConsoleEnv>();

listImportPages.route('/', uploadForms);

const done = {
  read: 'The list was read again.',
  mapped: 'The columns mean what you said.',
  decided: 'What you decided is kept.',
  unchanged: 'The list says what the register says already: there is nothing to put into a batch.',
} as const;

const query = z.object({
  show: z.enum(shows).catch('all'),
  page: z.coerce.number().int().min(1).catch(1),
});

listImportPages.get('/register/import/:id', needs('importList'), async (c) => {
  const kept = await keptOf(c);
  const view = { title: 'What your list would do', current: 'register' };
  if (kept.batch !== undefined) return answerPage(c, view, <InBatch c={c} batch={kept.batch} />);
  const { show, page } = query.parse(c.req.query());
  const report = await planKept(c.get('visit').ctx, kept);
  const place = await placeOf(c);
  const here = `${place.root}${pathOf(kept.id)}`;
  return answerPage(
    c,
    view,
    <>
      <PageTitle
        title={view.title}
        crumb={{ href: `${place.root}/register`, label: 'Sub-processors' }}
      >
        <p class="lead">{leadOf(report)}</p>
        <Origin kept={kept} report={report} place={place} />
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <NextStep report={report} here={here} />
      <Columns report={report} here={here} />
      <Rows report={report} here={here} show={show} page={page} />
      <Missing report={report} here={here} />
      <OfTheWhole report={report} />
      <p class="ways">
        <a href={`${here}/discard`}>Throw this list away</a>
      </p>
    </>,
  );
});

listImportPages.route('/', columnForms);
listImportPages.route('/', decisionForms);
listImportPages.route('/', batchForms);

function InBatch({ c, batch }: { readonly c: Context<ConsoleEnv>; readonly batch: string }) {
  return (
    <>
      <PageTitle title="This list is in a batch">
        <p class="lead">What it would do stands there now, entry by entry. The list is gone.</p>
      </PageTitle>
      <p class="acts">
        <a class="button" href={`${rootOf(c)}/register/batches/${batch}`}>
          Go to the batch
        </a>
        <a href={`${rootOf(c)}/register/import/upload`}>Import another list</a>
      </p>
    </>
  );
}

function count({ plan }: ImportReport, action: RowAction): number {
  return plan.rows.filter((row) => row.action === action).length;
}

function leadOf(report: ImportReport): string {
  const parts = [
    [count(report, 'add'), 'added'],
    [count(report, 'amend'), 'changed'],
    [count(report, 'end') + report.plan.ends.filter(({ decided }) => decided).length, 'ended'],
    [count(report, 'unchanged'), 'as before'],
    [count(report, 'skip'), 'left out'],
    [count(report, 'undecided') + count(report, 'faulty'), 'to decide'],
  ] as const;
  const said = parts.flatMap(([many, word]) => (many > 0 ? [`${many} ${word}`] : []));
  const rows = counted(report.plan.rows.length, 'row');
  return `${rows}: ${said.join(', ') || 'nothing'}. Nothing of it is in the register yet.`;
}

function Origin({
  kept: { list, expiresAt },
  report: { reading },
  place,
}: {
  readonly kept: KeptImport;
  readonly report: ImportReport;
  readonly place: Place;
}) {
  return (
    <p class="small quiet">
      {list.fileName === undefined ? 'Pasted' : <bdi>{list.fileName}</bdi>}, read as{' '}
      {formatWords[reading.format]}
      {reading.statedDate === undefined ? null : (
        <>
          ; it says of itself “<bdi>{reading.statedDate}</bdi>”
        </>
      )}
      . Kept for you alone until <Moment at={expiresAt} zone={place.timeZone} />.
    </p>
  );
}

/** The one thing to do now, first. */
function NextStep({ report, here }: { readonly report: ImportReport; readonly here: string }) {
  const { questions, drafts } = report.plan;
  const open = count(report, 'undecided') + count(report, 'faulty');
  return (
    <>
      {questions.length === 0 ? null : (
        <div class="notice" role="status">
          {open === 0 ? (
            <p>
              No column is known to hold the names of the sub-processors. Say which it is, or
              correct the list.
            </p>
          ) : (
            <p>
              {open === 1 ? 'One row needs' : `${open} rows need`} a decision before the list can go
              into a batch.
            </p>
          )}
        </div>
      )}
      <p class="acts">
        {questions.length > 0 ? null : drafts.length === 0 ? (
          <span>The list says what the register says: there is nothing to do.</span>
        ) : (
          <a class="button" href={`${here}/batch`}>
            Put {counted(drafts.length, 'change')} into a batch
          </a>
        )}{' '}
        {questions.length === 0 ? null : open === 0 ? (
          <a class="button" href={`${here}/columns`}>
            Say what columns mean
          </a>
        ) : (
          <a class="button" href={`${here}/decisions`}>
            Decide
          </a>
        )}{' '}
        <a href={`${here}/upload`}>Correct the list</a>
      </p>
    </>
  );
}
