import { z } from 'zod';
import { calendarDay, line, prose, slug } from '../http/schema.ts';
import { importFields } from './model/fields.ts';
import { rowActions } from './model/plan.ts';
import { listFormats } from './model/reading.ts';

const field = z.enum(importFields, {
  error: `Is a field of an entry (${importFields.join(', ')}) or null.`,
});

const mapping = z.record(z.string().max(500), field.nullable()).default({}).meta({
  description:
    'Column to field, where the proposal of a dry run is wrong; null leaves a column out. Kept under `source` when the import is applied.',
});

const decisions = z
  .strictObject({
    renames: z.record(z.string().max(200), slug.nullable()).default({}).meta({
      description:
        'Slug of a row to the slug of the entry that it goes on with; null: it is a new entry',
    }),
    skip: z
      .array(z.string().max(200))
      .max(5_000)
      .default([])
      .meta({ description: 'Slugs of rows to leave out' }),
    end: z
      .array(slug)
      .max(5_000)
      .default([])
      .meta({ description: 'Slugs of entries that the list lacks and that end; the others stay' }),
  })
  .default({ renames: {}, skip: [], end: [] });

const format = z
  .enum(listFormats, { error: `Is one of ${listFormats.join(', ')}.` })
  .meta({ description: 'Where it is left out it is found out' });

const about = {
  format: format.exactOptional(),
  fileName: line(300).exactOptional().meta({ description: 'Its ending tells the format' }),
  source: line(200).exactOptional().meta({
    description: 'Name under which the mapping of the columns is kept for the next time',
  }),
  title: line(200).exactOptional().meta({ description: 'Title of the batch' }),
  reason: prose(4_000)
    .exactOptional()
    .meta({ description: 'Reason of the batch, published with it' }),
  effectiveOn: calendarDay
    .exactOptional()
    .meta({ description: 'Day on which the batch takes effect' }),
};

export const importRequest = z
  .strictObject({
    content: z.string({ error: 'Must be text.' }).meta({ description: 'The list itself' }),
    encoding: z
      .enum(['text', 'base64'], { error: 'Is text or base64.' })
      .default('text')
      .meta({ description: 'base64 for the bytes of a file, whose encoding is then found out' }),
    mapping,
    decisions,
    ...about,
  })
  .meta({ id: 'ImportRequest' });

/** A value of the query that is JSON in itself. */
const inQuery = (description: string) =>
  z
    .string()
    .max(50_000)
    .transform((text, issues): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        issues.addIssue({ code: 'custom', message: 'Must be JSON.' });
        return z.NEVER;
      }
    })
    .exactOptional()
    .meta({ description });

export const importQuery = z.strictObject({
  dry_run: z.enum(['true', 'false'], { error: 'Is true or false.' }).default('true').meta({
    description: 'true writes nothing; false makes the batch that the dry run described',
  }),
  ...about,
  mapping: inQuery('As in ImportRequest, as JSON'),
  decisions: inQuery('As in ImportRequest, as JSON'),
});

/** The options of a file that is sent as it is, once what is JSON in its query is read. */
export const importOptions = z.strictObject({ ...about, mapping, decisions });

const warning = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  cell: z.string().nullable().meta({ description: 'Text of the cell, cut at 500 characters' }),
  detail: z.string(),
});

const fault = z.object({ pointer: z.string(), detail: z.string() });
const facts = z.record(z.string(), z.unknown());

const importedRow = z
  .object({
    row: z
      .int()
      .meta({ description: 'As a spreadsheet counts in CSV; else counted through the document' }),
    slug: z.string().meta({ description: 'How decisions name the row' }),
    name: z.string(),
    action: z.enum(rowActions),
    entry: z.string().nullable().meta({ description: 'The entry that it speaks about' }),
    candidates: z.array(z.string()).readonly(),
    facts: facts.meta({ description: 'What the entry would say' }),
    fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    faults: z.array(fault).readonly(),
    warnings: z.array(warning),
    knownVendors: z.array(z.object({ id: z.string(), name: z.string(), url: z.string() })).meta({
      description:
        'Vendors of the catalogue that go by this name, for a row that is new; their facts are proposals, never taken over by themselves',
    }),
  })
  .meta({ id: 'ImportedRow' });

export const importReport = z
  .object({
    dryRun: z.boolean(),
    format: z.enum(listFormats),
    shape: z.string().meta({
      description: 'table, definitions, bullets, subprocessor-facts/1 or subprocessor-list/1',
    }),
    statedDate: z
      .object({ text: z.string(), day: z.string().nullable() })
      .nullable()
      .meta({ description: 'What the list says of its own age' }),
    columns: z.array(
      z.object({
        column: z.string(),
        field: field.nullable(),
        from: z.enum(['given', 'remembered', 'proposed']),
        filled: z.int().meta({ description: 'Rows in which it says something' }),
        note: z.string().nullable(),
      }),
    ),
    counts: z.object({
      rows: z.int(),
      add: z.int(),
      amend: z.int(),
      unchanged: z.int(),
      end: z.int().meta({ description: 'Entries that end by this import' }),
      skip: z.int().meta({ description: 'Rows that are left out' }),
      undecided: z.int(),
      faulty: z.int(),
    }),
    rows: z.array(importedRow),
    skipped: z.array(warning).meta({ description: 'Rows that are no entries, and why' }),
    renames: z.array(
      z.object({ row: z.string(), entry: z.string(), why: z.string(), decided: z.boolean() }),
    ),
    wouldEnd: z
      .array(z.object({ slug: z.string(), name: z.string(), decided: z.boolean() }))
      .meta({ description: 'Entries that the list lacks; they end only by `decisions.end`' }),
    warnings: z.array(warning).meta({ description: 'About the list as a whole' }),
    questions: z
      .array(fault)
      .readonly()
      .meta({ description: 'What must be decided before it can be applied' }),
    batch: z.object({ id: z.string(), url: z.string() }).nullable().meta({
      description: 'Made when the import is applied and changes something; publish it next',
    }),
  })
  .meta({ id: 'ImportReport' });
