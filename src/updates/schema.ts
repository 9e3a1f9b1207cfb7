import { z } from 'zod';
import { leaf } from '../changes/schema.ts';
import { line, page, prose, shownTranslations, slug, translations } from '../http/schema.ts';
import { severities, statuses, topics } from './model.ts';

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `Is one of ${values.join(', ')}.` });

/** With title and services it is one leaf of the log, which holds 65,535 bytes. */
const longestBody = 16_000;

const inOthers = translations(
  z
    .strictObject({
      title: line(200).exactOptional(),
      body: prose(longestBody).exactOptional(),
    })
    .meta({ id: 'UpdateTranslation' }),
);

export const updateInput = z
  .strictObject({
    follows: z.int().min(1).max(999_999_999).exactOptional().meta({
      description: 'Number of the update that it continues; left out, it begins a new one',
    }),
    topic: oneOf(topics).exactOptional().meta({ description: 'Of a new update' }),
    title: line(200).exactOptional().meta({ description: 'Of a new update' }),
    body: prose(longestBody).exactOptional().meta({
      description:
        'Markdown; HTML stays text and images are left out. It stays in the log for ever once published: name no person',
    }),
    severity: oneOf(severities).exactOptional().meta({ description: 'Of an incident' }),
    status: oneOf(statuses)
      .exactOptional()
      .meta({ description: 'Of an incident, said by each of its posts' }),
    services: z
      .array(slug)
      .max(50, 'Is at most 50 items.')
      .refine((slugs) => new Set(slugs).size === slugs.length, 'Names a service twice.')
      .exactOptional()
      .meta({ description: 'Slugs of those concerned; none means every service' }),
    translations: inOthers,
  })
  .meta({ id: 'UpdateInput' });

export const withdrawalInput = z
  .strictObject({
    reason: line(1_000).meta({ description: 'Published in its place; name no person' }),
  })
  .meta({ id: 'WithdrawalInput' });

export const staffUpdate = z
  .object({
    id: z.string(),
    follows: z.int().nullable(),
    topic: z.enum(topics).nullable(),
    title: z.string().nullable(),
    body: z.string().nullable(),
    severity: z.enum(severities).nullable(),
    status: z.enum(statuses).nullable(),
    services: z.array(z.string()).readonly(),
    translations: inOthers,
    published: z
      .object({ update: z.int(), position: z.int(), url: z.url() })
      .nullable()
      .meta({ description: 'What it was published as; null while it is a draft' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'StaffUpdate', description: 'A post as staff write it' });

export const staffUpdateList = page(staffUpdate).meta({ id: 'StaffUpdateList' });

export const postPublication = z
  .object({
    update: z.int().meta({ description: 'Number of the thread' }),
    position: z.int(),
    url: z.url(),
    publishedAt: z.iso.datetime(),
    withdrawn: z.object({ at: z.iso.datetime(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'PostPublication' });

export const updateHead = z
  .object({
    number: z.int(),
    url: z.url(),
    json: z.url(),
    topic: z.enum(topics),
    title: z.string(),
    translations: shownTranslations(z.object({ title: z.string() })),
    services: z
      .array(z.string())
      .readonly()
      .meta({ description: 'Slugs; none means every service' }),
    severity: z.enum(severities).optional(),
    status: z.enum(statuses).optional().meta({ description: 'Of an incident: what holds by now' }),
    publishedAt: z.iso.datetime(),
    changedAt: z.iso.datetime().meta({ description: 'When something was last added or withdrawn' }),
    posts: z.int(),
    withdrawn: z.literal(true).optional().meta({ description: 'Its first post was withdrawn' }),
  })
  .meta({ id: 'UpdateHead' });

const post = z
  .object({
    position: z.int(),
    url: z.url(),
    eventId: z.string().meta({ description: 'Of the publication; its entry in feeds has this id' }),
    log: leaf.optional().meta({ description: 'Where it stands in the transparency log' }),
    publishedAt: z.iso.datetime(),
    severity: z.enum(severities).optional(),
    status: z.enum(statuses).optional(),
    markdown: z.string().optional(),
    html: z.string().optional(),
    translations: shownTranslations(z.object({ markdown: z.string(), html: z.string() })),
    withdrawn: z
      .object({
        at: z.iso.datetime(),
        reason: z.string(),
        eventId: z.string(),
        log: leaf.optional(),
      })
      .optional()
      .meta({ description: 'Its entry in feeds has the id of this event' }),
  })
  .meta({ id: 'UpdatePost', description: 'Never edited. One that was withdrawn says so and why' });

export const update = updateHead
  .omit({ posts: true })
  .extend({ posts: z.array(post) })
  .meta({ id: 'Update', description: 'A post with its follow-ups, oldest first' });

export const updateList = page(updateHead).meta({
  id: 'UpdateList',
  description:
    'Newest first. Narrowed to a service a page may hold fewer than asked for, even none, and be continued by `next`',
});
