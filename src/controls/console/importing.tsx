import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import { box } from '../../console/entries.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { aboutFile, chosenFile } from '../../console/files.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { PageTitle, RecordTable } from '../../console/pieces.tsx';
import type { Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { CheckField, FileField } from '../../http/form-fields.tsx';
import { parseJson } from '../../http/json-body.ts';
import { decodeBytes } from '../../imports/readers/decode.ts';
import { readControls } from '../csv.ts';
import { readDocument } from '../json-document.ts';
import type { Kind, Status } from '../model.ts';
import type { Outcome, ReadItems } from '../model/importing.ts';
import { importStatements, type ImportPlan, planImport } from '../service/importing.ts';
import { presentImport } from '../staff-present.ts';
import { statusWords } from '../words.ts';

/** A file of controls, or of all that is stated: first what it would do, then doing it. */
export const controlImport = new Hono<ConsoleEnv>();

const mostBytes = 4 * 1024 * 1024;

const labels = { file: 'File', removes: 'What is missing', text: 'File' } as const;

const path = '/controls/import/upload';

/** With `text` it is done: what was looked at comes along, so that nobody chooses another file. */
const sent = z.object({ removes: box, text: z.string().optional() });

formPage(controlImport, {
  path,
  guards: [needs('importControls')],
  schema: sent,
  labels,
  view: () => ({ title: 'Import a file', current: 'controls' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Import a file" crumb={crumbOf(c)}>
        <p class="lead">
          A table of controls as CSV, with the columns of the export in any order; or all that is
          stated as JSON. The next page shows what it would do. Nothing is stored before.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="See what it would do" cancel={crumbOf(c).href} hasFiles>
        <FileField
          form={drawn.form}
          name="file"
          label={labels.file}
          accept=".csv,.json,text/csv,application/json"
          hint="At most 4 MB. Items are matched by their short names."
        />
        <CheckField
          form={drawn.form}
          name="removes"
          label="Remove what is stated and not in the file"
          hint="Only of the kinds that the file holds: of CSV the controls."
        />
      </ConsoleForm>
    </>
  ),
  async act(c, { removes, text }, _version, files) {
    const { ctx } = c.get('visit');
    if (text !== undefined) {
      await importStatements(ctx, read(text), removes);
      return '/controls?done=imported';
    }
    const whole = await aboutFile(textOf(chosenFile(files)));
    const plan = await aboutFile(planned(ctx, whole, removes));
    return answerPlan(c, plan, { removes, text: whole });
  },
});

function crumbOf(c: Context<ConsoleEnv>) {
  return { href: `${rootOf(c)}/controls`, label: 'Security' };
}

async function textOf(file: File): Promise<string> {
  if (file.size > mostBytes) throw new Refusal('too_large', 'A file has at most 4 MB.');
  return decodeBytes(new Uint8Array(await file.arrayBuffer())).text;
}

async function planned(ctx: Ctx<Staff>, text: string, removes: boolean): Promise<ImportPlan> {
  return planImport(ctx, read(text), removes);
}

/** JSON begins with a brace, which no header of a table does. */
function read(text: string): ReadItems {
  if (!text.trimStart().startsWith('{')) return readControls(text);
  return readDocument(parseJson(new TextEncoder().encode(text).buffer));
}

const outcomeWords: Readonly<Record<Outcome, string>> = {
  added: 'New',
  changed: 'Changed',
  unchanged: 'As it is',
  removed: 'Removed',
};

const kindWords: Readonly<Record<Kind, string>> = {
  attestation: 'Attestation',
  control: 'Control',
  question: 'Question',
  law: 'Law',
  'data-act': 'EU Data Act',
  disclosure: 'Disclosure policy',
};

type Sent = { readonly removes: boolean; readonly text: string };

async function answerPlan(
  c: Context<ConsoleEnv>,
  plan: ImportPlan,
  { removes, text }: Sent,
): Promise<Response> {
  const { root } = await placeOf(c);
  const { added, changed, removed, unchanged, items, faults, warnings } = presentImport(plan, true);
  const moving = items.filter(({ outcome }) => outcome !== 'unchanged');
  const told = items.filter(({ statusChange }) => statusChange !== null).length;
  return answerPage(
    c,
    { title: 'What it would do', current: 'controls', status: faults.length > 0 ? 422 : 200 },
    <>
      <PageTitle
        title="What it would do"
        crumb={{ href: `${root}${path}`, label: 'Choose another file' }}
      >
        <ul class="said">
          <li>
            {added} new, {changed} changed, {removed} removed, {unchanged} stay as they are.
          </li>
          <li>Told in the feed: {counted(told, 'change', 'changes')} of status.</li>
          {warnings.map(({ pointer, detail }) => (
            <li>
              {placeIn(pointer)}
              {detail}
            </li>
          ))}
          <li>All of it is stored or nothing, and is public at once.</li>
        </ul>
      </PageTitle>
      <Faults faults={faults} />
      {faults.length > 0 ? null : moving.length === 0 ? (
        <p class="notice">The file changes nothing.</p>
      ) : (
        <form method="post" class="form" enctype="multipart/form-data">
          <input type="hidden" name="form_token" value={c.get('visit').formToken} />
          {removes ? <input type="hidden" name="removes" value="yes" /> : null}
          <input type="hidden" name="text" value={text} />
          <p class="acts">
            <button class="button">Import and publish</button>
            <a href={`${root}/controls`}>Leave it as it is</a>
          </p>
        </form>
      )}
      {moving.length === 0 ? null : <Moving items={moving} />}
    </>,
  );
}

function Faults({ faults }: { readonly faults: ReturnType<typeof presentImport>['faults'] }) {
  if (faults.length === 0) return null;
  return (
    <div class="faults" role="alert">
      <p>
        <b>Nothing was stored.</b> Please correct {faults.length === 1 ? 'this' : 'these'} in the
        file and choose it again:
      </p>
      <ul>
        {faults.map(({ pointer, detail }) => (
          <li>
            {detail.startsWith('Line ') ? '' : placeIn(pointer)}
            {detail}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `#/lines/3/status` is the cell `status` on line 3; some say their line themselves. */
function placeIn(pointer: string): string {
  const [, first = '', second = '', ...rest] = pointer.split('/');
  if (first === '') return '';
  if (first === 'lines') return second === '' ? '' : `${[`Line ${second}`, ...rest].join(', ')}: `;
  return `${[first, second, ...rest].join(' ')}: `;
}

function Moving({ items }: { readonly items: ReturnType<typeof presentImport>['items'] }) {
  return (
    <section class="block" aria-labelledby="items">
      <h2 id="items">Item by item</h2>
      <RecordTable
        caption="What each item would do"
        rows={items}
        columns={[
          { label: 'Item', cell: ({ id }) => <bdi>{id}</bdi> },
          { label: 'Kind', cell: ({ kind }) => kindWords[kind] },
          { label: 'Outcome', cell: ({ outcome }) => outcomeWords[outcome] },
          {
            label: 'Status',
            cell: ({ statusChange }) =>
              statusChange === null
                ? null
                : `${inWords(statusChange.before)} to ${inWords(statusChange.after)}`,
          },
        ]}
      />
    </section>
  );
}

function inWords(status: Status | null): string {
  return status === null ? 'not stated' : statusWords[status];
}
