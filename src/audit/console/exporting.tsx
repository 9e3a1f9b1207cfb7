import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, needsProof, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { optionalField } from '../../console/optional.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { ChoiceField, type FormState, LineField } from '../../http/form-fields.tsx';
import { calendarDay } from '../../http/schema.ts';
import { streamParts } from '../../http/stream-parts.ts';
import { csvOf, linesOf } from '../lines.ts';
import { countEvents } from '../service.ts';
import { exportEvents } from '../service/exporting.ts';
import { filterOf, recordFilter } from './filter.ts';

/** The record as a file, narrowed as the list was. */
export const exportForms = new Hono<ConsoleEnv>();

const labels = {
  format: 'Format',
  action: 'What',
  subject: 'About',
  actor: 'Who',
  from: 'From',
  until: 'Until',
} as const;

const kinds = {
  csv: { type: 'text/csv; charset=utf-8; header=present', linesOf: csvOf },
  jsonl: { type: 'application/jsonl; charset=utf-8', linesOf },
} as const;

const text = z.string().trim().max(200, 'Has at most 200 characters.').default('');
const day = optionalField(calendarDay).transform((said) => said ?? '');

/** What cannot be read is refused: an export is not widened unseen. */
const exportWish = z.object({
  format: z.enum(['csv', 'jsonl'], { error: 'Choose a format.' }),
  action: text,
  subject: text,
  actor: text,
  from: day,
  until: day,
});

formPage(exportForms, {
  path: '/record/export',
  // One answer of two formats: both have the same roles in the table.
  guards: [needs('exportEventsCsv'), needs('exportEvents'), needsProof],
  schema: exportWish,
  labels,
  async stored(c) {
    return { version: 0, entries: { format: 'csv', ...recordFilter.parse(c.req.query()) } };
  },
  view: () => ({ title: 'Export the record', current: 'audit' }),
  async content(c, drawn) {
    const { timeZone } = await placeOf(c);
    const filter = filterOf(recordFilter.parse(drawn.form.entries), timeZone);
    const count = await countEvents(c.env.deps.db, filter);
    const crumb = { href: `${rootOf(c)}/record`, label: 'Record' };
    return (
      <>
        <PageTitle title="Export the record" crumb={crumb}>
          <ul class="said">
            <li>
              {count === 1 ? 'One event fits' : `${count.toLocaleString('en')} events fit`} now, and
              that it was exported, which stands in the record first.
            </li>
            <li>It names people and keys by number, and holds no names and no addresses.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Export it" cancel={crumb.href}>
          <ChoiceField
            form={drawn.form}
            name="format"
            label={labels.format}
            options={[
              { value: 'csv', text: 'CSV, for spreadsheets' },
              { value: 'jsonl', text: 'JSON lines, for programs' },
            ]}
          />
          <Narrowing form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { format, ...asked }) {
    const { timeZone } = await placeOf(c);
    const pages = await exportEvents(c.get('visit').ctx, filterOf(asked, timeZone), format);
    const kind = kinds[format];
    return new Response(streamParts(kind.linesOf(pages)), {
      headers: {
        'content-type': kind.type,
        'content-disposition': `attachment; filename="record.${format}"`,
      },
    });
  },
});

function Narrowing({ form }: { readonly form: FormState }) {
  return (
    <>
      <LineField
        form={form}
        name="action"
        label={labels.action}
        autocomplete="off"
        optional
        hint="One action, or with a dot at its end all that begin so, e.g. objection."
      />
      <LineField form={form} name="subject" label={labels.subject} autocomplete="off" optional />
      <LineField form={form} name="actor" label={labels.actor} autocomplete="off" optional />
      <LineField
        form={form}
        name="from"
        label={labels.from}
        type="date"
        autocomplete="off"
        optional
      />
      <LineField
        form={form}
        name="until"
        label={labels.until}
        type="date"
        autocomplete="off"
        optional
      />
    </>
  );
}
