import { z } from 'zod';
import { changeClasses } from '../changes/model.ts';
import { calendarDay, line, prose, webAddress } from '../http/schema.ts';
import { readPlaces } from '../imports/model/places.ts';

const mostRevisions = 1_000;
const mostRows = 2_000;

const instant = z.iso
  .datetime({ offset: true, error: 'Must be an instant with its time zone: 2026-11-22T09:00:00Z.' })
  .transform((text) => new Date(text))
  .meta({ type: 'string', format: 'date-time', example: '2020-01-06T21:48:28Z' });

const key = line(200).meta({
  description: 'The row’s name in the file; the last one a row had becomes the entry’s slug',
  example: 'mailchimp',
});

const names = z.array(line(200)).max(100, 'Has at most 100 items.').readonly();
// What else a row states is kept by nobody, and said in a warning.
const row = z.looseObject({
  purpose: prose(4_000).nullish(),
  section: line(200).nullish().meta({ description: 'Tells affiliates from third parties' }),
  location: line(1_000)
    .refine(hasShortParts, 'Each place has at most 200 characters.')
    .nullish()
    .meta({ description: 'As published; exact names of countries and regions get their code' }),
  corporateLocation: line(200).nullish(),
  url: webAddress.nullish(),
  dataCategories: names.nullish(),
  dataSubjects: names.nullish(),
});

const edits = z
  .record(z.string(), z.looseObject({ from: z.unknown(), to: z.unknown() }))
  .transform((fields, issues) => {
    const side = (name: 'from' | 'to') =>
      row.safeParse(
        Object.fromEntries(Object.entries(fields).map(([field, edit]) => [field, edit[name]])),
      );
    const [from, to] = [side('from'), side('to')];
    for (const { error } of [from, to])
      for (const issue of error?.issues ?? [])
        issues.addIssue({ code: 'custom', message: issue.message, path: [...issue.path] });
    return from.success && to.success ? { from: from.data, to: to.data } : z.NEVER;
  })
  .meta({ type: 'object', description: 'By field: { "from": before, "to": after }' });

const event = z
  .discriminatedUnion('type', [
    z.looseObject({ type: z.literal('added'), key, name: line(200), after: row }),
    z.looseObject({ type: z.literal('removed'), key, name: line(200) }),
    z.looseObject({ type: z.literal('changed'), key, name: line(200), fields: edits }),
    z.looseObject({
      type: z.literal('renamed'),
      key,
      previousKey: key,
      name: line(200),
      fields: edits,
    }),
  ])
  .meta({ id: 'HistoryEvent', description: 'What a revision did to one row' });

const eventHistory = z
  .looseObject({
    format: z.literal('subprocessor-history/1'),
    source: z
      .looseObject({ company: line(200).nullish(), repository: webAddress.nullish() })
      .optional(),
    changes: z
      .array(
        z.looseObject({
          date: instant,
          commit: line(100).nullish(),
          initial: z.boolean().default(false).meta({
            description: 'The list begins anew: its rows are all there are from then on',
          }),
          events: z.array(event).max(mostRows, `Has at most ${mostRows} events.`),
        }),
      )
      .min(1, 'Has no change.')
      .max(mostRevisions, `Has at most ${mostRevisions} changes.`),
  })
  .meta({ id: 'EventHistory', description: 'A history as changes of rows, oldest first' });

const listSequence = z
  .strictObject({
    format: z.literal('list-sequence/1'),
    revisions: z
      .array(
        z.strictObject({
          publishedAt: instant,
          ref: line(100)
            .exactOptional()
            .meta({ description: 'A version’s name, such as a commit' }),
          reason: prose(2_000)
            .exactOptional()
            .meta({ description: 'Published with the change, before where it comes from' }),
          renamed: z
            .array(z.strictObject({ from: key, to: key }))
            .max(mostRows)
            .default([])
            .meta({ description: 'Rows that are the same entry under another id than before' }),
          list: z.looseObject({}).meta({
            description: 'The whole list: subprocessor-facts/1, or the list document of Annex',
          }),
        }),
      )
      .min(1, 'Has no revision.')
      .max(mostRevisions, `Has at most ${mostRevisions} revisions.`),
  })
  .meta({ id: 'ListSequence', description: 'A history as whole lists with dates, oldest first' });

export const historyFile = z
  .discriminatedUnion('format', [eventHistory, listSequence], {
    error: 'The "format" is subprocessor-history/1 or list-sequence/1.',
  })
  .meta({ id: 'HistoryFile' });
export type HistoryFile = z.output<typeof historyFile>;

export const historyReport = z
  .object({
    loaded: z.boolean().meta({ description: 'False for a dry run' }),
    revisions: z.int(),
    changes: z.array(
      z
        .object({
          id: z.int(),
          claimedAt: z.iso.datetime(),
          effectiveOn: calendarDay,
          class: z.enum(changeClasses),
          title: z.string(),
          added: z.int(),
          amended: z.int(),
          removed: z.int(),
        })
        .meta({ id: 'HistoryChange' }),
    ),
    entries: z.object({ current: z.int(), ended: z.int() }).meta({
      description: 'What the register holds afterwards',
    }),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'HistoryReport', description: 'What loading a history records' });

function hasShortParts(text: string): boolean {
  return readPlaces(text).locations.every(({ label = '' }) => label.length <= 200);
}
