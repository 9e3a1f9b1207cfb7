import { z } from 'zod';
import { statusChange } from '../../controls/schema.ts';
import { policyStep } from '../../policies/schema.ts';
import { updateHead } from '../../updates/schema.ts';
import { stepNames } from '../model.ts';
import { changeHead, itemHead, step } from '../schema.ts';

const entry = z
  .object({
    id: z.string().meta({ description: 'Never changes; a UUID as a URN' }),
    url: z.url(),
    title: z.string(),
    content_text: z.string(),
    content_html: z.string(),
    summary: z.string().optional(),
    date_published: z.iso.datetime(),
    date_modified: z.iso.datetime().optional().meta({
      description:
        'For an imported change: when it was recorded here; for a post that was withdrawn: when',
    }),
    tags: z.array(z.string()).readonly(),
    _annex: z
      .object({
        about: z.url(),
        related: z
          .array(z.object({ id: z.string(), url: z.url(), step: z.enum(stepNames) }))
          .optional()
          .meta({ description: 'The entries of the steps before, the first of them first' }),
        change: changeHead.extend({ json: z.url(), step, items: z.array(itemHead) }).optional(),
        update: updateHead
          .extend({ position: z.int(), step: z.enum(['posted', 'withdrawn']) })
          .optional(),
        statusChange: statusChange.optional(),
        policyStep: policyStep.optional(),
      })
      .meta({
        description:
          'The change for machines, as it stood at this step; or the update as it stands, with the place of this post in it; or the status that changed; or the step of a policy',
      }),
  })
  .meta({
    id: 'FeedEntry',
    description:
      'One step of a change’s life, never one per item; or one post, or its withdrawal; or one status that changed; or one step of a policy',
  });

/** JSON Feed 1.1. */
export const jsonFeed = z
  .object({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    home_page_url: z.url(),
    feed_url: z.url(),
    description: z.string(),
    language: z.string().optional(),
    next_url: z.url().optional().meta({ description: 'The archive page with what is older' }),
    authors: z.array(z.object({ name: z.string(), url: z.url() })),
    items: z.array(entry),
  })
  .meta({
    id: 'JsonFeed',
    description:
      'JSON Feed 1.1 with one entry per step of a change, or one per post and withdrawal',
  });
