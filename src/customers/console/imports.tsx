import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { PageTitle, RecordTable } from '../../console/pieces.tsx';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import { FileField } from '../../http/form-fields.tsx';
import { decodeBytes } from '../../imports/readers/decode.ts';
import { columnNames, readLines } from '../csv.ts';
import type { ImportPlan, LineFault } from '../model/import.ts';
import { importPatiently, planCustomerImport } from '../service/importing.ts';
import { listProfiles } from '../service/profiles.ts';
import {
  answerDone,
  ChooseAgain,
  importCrumb,
  importProgress,
  importStart,
  importView,
} from './import-progress.tsx';
import { listPath } from './shared.tsx';

/** Customers from a spreadsheet: first what each line would do, then all of it or nothing. */
export const importForms = new Hono<ConsoleEnv>();
importForms.route('/', importProgress);

const mostBytes = 4 * 1024 * 1024;
/** Of faults and of lines, on a page. */
const mostShown = 200;

const start = '/customers/import/upload';
const end = '/customers/import/confirmed/upload';
const view = importView;

formPage(importForms, {
  path: start,
  guards: [needs('importCustomers')],
  // A field of a file is sent as an empty text by some where none is chosen.
  schema: z.object({}),
  labels: { file: 'File' },
  view: () => view,
  content: async (c, drawn) => (
    <>
      <PageTitle title="Import customers" crumb={importCrumb(c)}>
        <p class="lead">
          From a CSV file, a line for each contact. The next page shows what each line would do;
          nothing is stored before you have seen it.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Look at what it would do" cancel={listPath(c)} hasFiles>
        <FileField
          form={drawn.form}
          name="file"
          label="File"
          accept=".csv,text/csv"
          hint="CSV as spreadsheets save it, up to 10,000 lines and 4 MB."
        />
      </ConsoleForm>
      <Columns profiles={(await listProfiles(c.env.deps.db)).map(({ slug }) => slug)} />
    </>
  ),
  async act(c, _, __, files) {
    const file = files.get('file');
    if (file === undefined) throw refusalOf([fault('Choose the file.')]);
    if (file.size > mostBytes)
      throw refusalOf([fault('A file has at most 4 MB. Import it in parts.')]);
    const { text } = decodeBytes(new Uint8Array(await file.arrayBuffer()));
    const plan = await planOf(c, text);
    return answerPage(c, view, <Report c={c} csv={text} plan={plan} />);
  },
});

const fault = (detail: string) => ({ pointer: pointerTo('file'), detail });

async function planOf(c: Context<ConsoleEnv>, csv: string): Promise<ImportPlan> {
  const { lines, faults } = readLines(csv);
  return planCustomerImport(c.get('visit').ctx, lines, faults);
}

function Columns({ profiles }: { readonly profiles: readonly string[] }) {
  return (
    <section class="block" aria-labelledby="columns">
      <h2 id="columns">What the file holds</h2>
      <p class="small">
        The first line names the columns. These must be there: <code>name</code>,{' '}
        <code>profile</code>, <code>agreement_from</code> and <code>reference</code>, by which the
        customer is found the next time. An empty cell of a term is as the profile says. Customers
        and contacts that the file leaves out stay.
      </p>
      <p class="small">
        All columns: <code>{columnNames.join(', ')}</code>.
      </p>
      <p class="small">
        Profiles: <code>{profiles.join(', ')}</code>.
      </p>
    </section>
  );
}

function Report({
  c,
  csv,
  plan,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly csv: string;
  readonly plan: ImportPlan;
}) {
  const { faults } = plan;
  const isGood = faults.length === 0 && plan.lines.length > 0;
  const isIdle = plan.created + plan.changed === 0 && contactsOf(plan) === 0;
  return (
    <>
      <PageTitle title="What the import would do" crumb={{ href: importStart(c), label: 'Import' }}>
        <p class="lead">{isGood ? sumOf(plan) : leadOfFaults(faults.length)}</p>
      </PageTitle>
      {isGood && !isIdle ? (
        <form
          method="post"
          class="form"
          enctype="multipart/form-data"
          action={listPath(c).replace(/\/customers$/, end)}
        >
          <input type="hidden" name="form_token" value={c.get('visit').formToken} />
          <input type="hidden" name="csv" value={csv} />
          {plan.lines.length < 1_000 ? null : (
            <p class="small">
              So many lines take some seconds; the next page shows how far it is. They are imported
              also when you close it, all of them or none.
            </p>
          )}
          <p class="acts">
            <button class="button">Import {counted(customersOf(plan), 'customer')}</button>
            <a href={listPath(c)}>Leave it as it is</a>
          </p>
        </form>
      ) : (
        <ChooseAgain c={c} />
      )}
      {faults.length === 0 ? null : <Faults faults={faults} />}
      {plan.lines.length === 0 ? null : <Lines plan={plan} />}
    </>
  );
}

function leadOfFaults(count: number): string {
  if (count === 0) return 'The file holds no line below its first one.';
  return `${counted(count, 'fault')}: nothing can be imported before ${count === 1 ? 'it is' : 'all are'} put right in the file.`;
}

const customersOf = ({ created, changed, unchanged }: ImportPlan) => created + changed + unchanged;

const contactsOf = ({ lines }: ImportPlan) =>
  lines.filter(({ contact }) => contact === 'added' || contact === 'changed').length;

function sumOf(plan: ImportPlan): string {
  const added = plan.lines.filter(({ contact }) => contact === 'added').length;
  return `${counted(plan.created, 'customer')} new, ${plan.changed} changed, ${plan.unchanged} as they are; ${counted(added, 'contact')} told of changes from then on.`;
}

function Faults({ faults }: { readonly faults: readonly LineFault[] }) {
  return (
    <section class="block" aria-labelledby="faults">
      <h2 id="faults">Put right in the file</h2>
      <RecordTable
        caption="Faults, by line"
        rows={faults.slice(0, mostShown)}
        columns={[
          { label: 'Line', cell: ({ line }) => line },
          { label: 'Column', cell: ({ column }) => column ?? 'The whole line' },
          { label: 'Fault', cell: ({ detail }) => detail },
        ]}
      />
      <Cut shown={mostShown} of={faults.length} />
    </section>
  );
}

const outcomeWords = { created: 'New', changed: 'Changed', unchanged: 'As it is' } as const;
const contactWords = { added: 'Added', changed: 'Changed', unchanged: 'As it is' } as const;

/** What does something comes first: of 10,000 lines nobody reads those that do nothing. */
function Lines({ plan }: { readonly plan: ImportPlan }) {
  const does = (line: ImportPlan['lines'][number]) =>
    line.outcome !== 'unchanged' || (line.contact !== null && line.contact !== 'unchanged');
  const lines = [...plan.lines.filter(does), ...plan.lines.filter((line) => !does(line))];
  return (
    <section class="block" aria-labelledby="lines">
      <h2 id="lines">Line by line</h2>
      <RecordTable
        caption="What each line would do"
        rows={lines.slice(0, mostShown)}
        columns={[
          { label: 'Line', cell: ({ line }) => line },
          { label: 'Customer', cell: ({ outcome }) => outcomeWords[outcome] },
          {
            label: 'Contact',
            cell: ({ contact }) => (contact === null ? 'None named' : contactWords[contact]),
          },
        ]}
      />
      <Cut shown={mostShown} of={lines.length} />
    </section>
  );
}

function Cut({ shown, of }: { readonly shown: number; readonly of: number }) {
  return of <= shown ? null : <p class="fine quiet">And {of - shown} more.</p>;
}

formPage(importForms, {
  path: end,
  guards: [needs('importCustomers')],
  schema: z.strictObject({ csv: z.string({ error: 'Choose the file again.' }) }),
  labels: {},
  view: () => view,
  content: (c, drawn) => (
    <>
      <PageTitle title="Import customers" crumb={{ href: importStart(c), label: 'Import' }}>
        <p class="lead">
          {drawn.form.faults.length === 0
            ? 'Choose the file again: it is kept nowhere before it is imported.'
            : 'Nothing was imported. What is stored has changed since you looked.'}
        </p>
        <ChooseAgain c={c} />
      </PageTitle>
      <ul class="said">
        {drawn.form.faults.slice(0, mostShown).map(({ pointer, detail }) => (
          <li>
            {pointer.startsWith('#/lines/') ? `Line ${pointer.split('/')[2]}: ` : null}
            {detail}
          </li>
        ))}
      </ul>
    </>
  ),
  async act(c, { csv }) {
    const { ctx } = c.get('visit');
    const { lines, faults } = readLines(csv);
    const imported = await importPatiently(ctx, lines, faults);
    return 'plan' in imported
      ? answerDone(c, sumOf(imported.plan))
      : `/customers/import/under-way/${imported.commitId}?lines=${lines.length}&begun=${ctx.now.getTime()}`;
  },
});
