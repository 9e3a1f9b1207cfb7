import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { fromForm } from '../../console/entries.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { chosenFile } from '../../console/files.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { addDays, startOfDay } from '../../core/day.ts';
import { Refusal, refusalOf } from '../../core/errors.ts';
import { ChoiceField, FileField, LineField } from '../../http/form-fields.tsx';
import { calendarDay } from '../../http/schema.ts';
import { streamOfTexts } from '../../http/streams.ts';
import { recordCsv, recordJson } from '../present/record.ts';
import { exportRecord } from '../service/record-exporting.ts';
import { type Traced, traceFile } from '../service/trace-finding.ts';
import { Copies } from './copies.tsx';

/** The record as a file, and whose a copy is that has turned up. */
export const recordForms = new Hono<ConsoleEnv>();

const labels = { format: 'Format', from: 'First day', until: 'Last day' } as const;

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/documents/downloads`,
  label: 'Access record',
});

formPage(recordForms, {
  path: '/documents/downloads/export',
  guards: [needs('exportRecordAsCsv'), needs('exportRecordAsJson'), needsProof],
  schema: fromForm(
    z.object({
      format: z.enum(['csv', 'json'], { error: 'Choose CSV or JSON.' }),
      from: calendarDay.exactOptional(),
      until: calendarDay.exactOptional(),
    }),
  ),
  labels,
  stored: async () => ({ version: 0, entries: { format: 'csv' } }),
  view: () => ({ title: 'Export the access record', current: 'documents' }),
  content: (c, drawn) => {
    const day = { form: drawn.form, type: 'date', autocomplete: 'off', optional: true } as const;
    return (
      <>
        <PageTitle title="Export the access record" crumb={crumbOf(c)}>
          <ul class="said">
            <li>
              Everything that happened to requests: who asked, what was decided, accepted and
              fetched, with names and addresses of those who are not erased.
            </li>
            <li>That you exported it stands in the record. Keep the file as safe as this place.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Export" cancel={crumbOf(c).href}>
          <ChoiceField
            form={drawn.form}
            name="format"
            label={labels.format}
            options={[
              { value: 'csv', text: 'CSV, for a spreadsheet' },
              { value: 'json', text: 'JSON, for programs' },
            ]}
          />
          <LineField {...day} name="from" label={labels.from} hint="Left empty: the beginning." />
          <LineField {...day} name="until" label={labels.until} hint="Left empty: until now." />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { format, from, until }) {
    if (from !== undefined && until !== undefined && until < from)
      throw refusalOf([{ pointer: '#/until', detail: 'Must not be before the first day.' }]);
    const { ctx } = c.get('visit');
    const { timeZone } = await placeOf(c);
    const span = {
      ...(from && { from: startOfDay(from, timeZone) }),
      ...(until && { until: startOfDay(addDays(until, 1), timeZone) }),
    };
    const parts = await exportRecord(ctx, span, format);
    const texts = format === 'csv' ? recordCsv(parts) : recordJson(parts, ctx.actor.role);
    const type = format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json';
    return new Response(streamOfTexts(texts), {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="access-record.${format}"`,
      },
    });
  },
});

formPage(recordForms, {
  path: '/documents/trace/upload',
  guards: [needs('traceFile')],
  schema: z.object({}),
  labels: { file: 'File' },
  view: () => ({ title: 'Trace a file', current: 'documents' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Trace a file" crumb={crumbOf(c)}>
        <p class="lead">
          To whom was a file given that has turned up somewhere? The marks in it tell, also after
          another program saved it; its hash tells while nobody changed it. Nothing of it is kept.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Look for it" cancel={crumbOf(c).href} hasFiles>
        <FileField
          form={drawn.form}
          name="file"
          label="File"
          accept="application/pdf,.pdf"
          hint="A PDF, at most 32 MB here; larger ones by the API."
        />
      </ConsoleForm>
    </>
  ),
  async act(c, _, __, files) {
    const file = chosenFile(files);
    const { deps } = c.env;
    if (file.size > 2 * deps.pdf.mostMarkedBytes)
      throw new Refusal('too_large', 'No copy that was given out here is that large.');
    return answerTraced(
      c,
      file.name,
      await traceFile(deps, new Uint8Array(await file.arrayBuffer())),
    );
  },
});

async function answerTraced(
  c: Context<ConsoleEnv>,
  name: string,
  { found, references, sha256 }: Traced,
): Promise<Response> {
  const { root, timeZone: zone } = await placeOf(c);
  return answerPage(
    c,
    { title: 'What was found', current: 'documents' },
    <>
      <PageTitle
        title={found.length > 0 ? 'It was given out here' : 'Nothing was found'}
        crumb={{ href: `${root}/documents/trace/upload`, label: 'Trace another file' }}
      >
        <p class="lead">{detailOf(found.length, references.length)}</p>
        <p class="small quiet">
          <bdi>{name}</bdi>, SHA-256 <code>{sha256}</code>
        </p>
        {references.length === 0 ? null : (
          <p class="small quiet">
            Marks in the file, most frequent first: <bdi>{references.join(', ')}</bdi>
          </p>
        )}
      </PageTitle>
      {found.length === 0 ? null : <Copies c={c} items={found} root={root} zone={zone} />}
    </>,
  );
}

function detailOf(found: number, references: number): string {
  if (found > 0) return 'The file is, or was made of, the copies below.';
  return references > 0
    ? 'The file has marks, but none is of a copy that was given out here.'
    : 'No mark was found, and no copy had this hash. It may have been printed and scanned, or never given out here.';
}
