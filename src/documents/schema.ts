import { z } from 'zod';
import { calendarDay, line, page, prose, slug, translations } from '../http/schema.ts';
import { documentKinds, editionStates, visibilities } from './model.ts';

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `Is one of ${values.join(', ')}.` });

const flag = z.boolean({ error: 'Is true or false.' });

const inOthers = translations(
  z
    .strictObject({ title: line(200).exactOptional(), description: prose(8_000).exactOptional() })
    .meta({ id: 'DocumentTranslation' }),
);

export const documentFacts = z
  .strictObject({
    title: line(200).meta({ example: 'SOC 2 Type I report' }),
    kind: oneOf(documentKinds),
    description: prose(8_000).exactOptional().meta({
      description:
        'Markdown; HTML stays text and images are refused. Name no person: the log keeps it for ever',
    }),
    visibility: oneOf(visibilities).meta({
      description: 'Who may have it: everybody, whoever is approved, also accepts the NDA, nobody',
    }),
    isMarked: flag.meta({
      description: 'Each copy given out carries the name of whoever gets it; only PDF can',
    }),
    nda: slug.exactOptional().meta({
      description: 'Name of the NDA text to be accepted; the usual one unless said',
    }),
    bridgeOf: slug.exactOptional().meta({
      description: 'Of a bridge letter: slug of the report whose period it continues',
    }),
    order: z.int().min(1).max(1_000_000).exactOptional().meta({
      description: 'Its place; those without one come last',
    }),
    translations: inOthers,
  })
  .meta({ id: 'DocumentFacts' });

export const newDocument = documentFacts
  .extend({ slug: slug.meta({ description: 'A part of its address; never another again' }) })
  .meta({ id: 'NewDocument' });

export const versionFacts = z
  .strictObject({
    label: line(100).exactOptional().meta({ example: 'Type I, 2026' }),
    asOf: calendarDay.exactOptional().meta({ description: 'The day of which it tells' }),
    periodFrom: calendarDay.exactOptional(),
    periodUntil: calendarDay.exactOptional(),
    issuedOn: calendarDay.exactOptional(),
    validUntil: calendarDay.exactOptional().meta({ description: 'The last day' }),
  })
  .meta({ id: 'DocumentVersionFacts' });

export const byNumber = z.object({
  slug,
  number: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'Must be the number of a version.')
    .transform(Number)
    .meta({ type: 'integer', example: 2 }),
});

export const acceptQuery = z.strictObject({
  accept_unprotected: z
    .enum(['true', 'false'], { error: 'Is true or false.' })
    .default('false')
    .meta({
      description:
        'Marked copies of a file that is protected against editing may go without that protection',
    }),
});

/** The facts of an upload: the body is the file. */
export const uploadQuery = acceptQuery.extend({
  file_name: z.string().max(500, 'Has at most 500 characters.').optional().meta({
    description: 'Where Content-Disposition does not say it. Who gets the file sees it',
  }),
  label: line(100).exactOptional().meta({ description: 'Such as `Type I, 2026`' }),
  as_of: calendarDay.exactOptional().meta({ description: 'The day of which it tells' }),
  period_from: calendarDay
    .exactOptional()
    .meta({ description: 'First day of the period of which it tells' }),
  period_until: calendarDay.exactOptional().meta({ description: 'Last day of that period' }),
  issued_on: calendarDay.exactOptional().meta({ description: 'By its maker' }),
  valid_until: calendarDay.exactOptional().meta({ description: 'The last day' }),
});

export const issueInput = z
  .strictObject({
    announce: flag.default(false).meta({
      description: 'Posts an update of the topic `document`, which those hear of who follow it',
    }),
  })
  .meta({ id: 'DocumentIssue' });

const text = z.string();

export const version = z
  .object({
    number: z.int(),
    state: z.enum(editionStates),
    label: text.nullable(),
    asOf: z.iso.date().nullable(),
    periodFrom: z.iso.date().nullable(),
    periodUntil: z.iso.date().nullable(),
    issuedOn: z.iso.date().nullable(),
    validUntil: z.iso.date().nullable(),
    fileName: text.meta({ description: 'Under which it is saved' }),
    mediaType: text.meta({ description: 'By its content' }),
    size: z.int().meta({ description: 'Bytes' }),
    pages: z.int().nullable().meta({ description: 'Of a PDF that was parsed' }),
    sha256: text.meta({ description: 'Hexadecimal, of the file as it was uploaded' }),
    isUnprotectedWhenMarked: z.boolean(),
    uploadedAt: z.iso.datetime(),
    issuedAt: z.iso.datetime().nullable(),
    file: z.url(),
  })
  .meta({ id: 'DocumentVersion' });

export const staffDocument = z
  .object({
    slug: text,
    title: text,
    kind: z.enum(documentKinds),
    description: text.nullable(),
    visibility: z.enum(visibilities),
    isMarked: z.boolean(),
    nda: text.nullable(),
    bridgeOf: text.nullable(),
    order: z.int().nullable(),
    translations: inOthers,
    version: version.nullable().meta({ description: 'The one in force' }),
    url: z.url().nullable().meta({ description: 'Its page; null of a hidden document' }),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'StaffDocument' });

export const documentList = page(staffDocument).meta({ id: 'StaffDocumentList' });

export const versionList = z
  .object({ items: z.array(version) })
  .meta({ id: 'DocumentVersionList', description: 'All of them, newest first' });

export const taskList = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(['damaged', 'expired', 'expiring']),
        document: text.meta({ description: 'Slug' }),
        title: text,
        number: z.int(),
        validUntil: z.iso.date().nullable(),
        foundAt: z.iso
          .datetime()
          .nullable()
          .meta({ description: 'Of a damaged file: when that was found last' }),
      }),
    ),
  })
  .meta({ id: 'DocumentTaskList' });
