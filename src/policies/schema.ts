import { z } from 'zod';
import { calendarDay, line, newSlug, page, prose } from '../http/schema.ts';
import { kinds, states, stepNames } from './model.ts';
import { sectionNames } from './model/configuration.ts';

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `Is one of ${values.join(', ')}.` });

/** More than any policy that is read; with its marks a page of some 60 sheets. */
export const longestText = 150_000;

export const policyTexts = z
  .strictObject({
    en: prose(longestText).exactOptional(),
    de: prose(longestText).exactOptional(),
  })
  .refine((each) => Object.keys(each).length > 0, 'Give a text in one language at least.')
  .meta({
    id: 'PolicyTexts',
    description:
      'Markdown by language, with front matter (title, description). What stands between <!-- annex:name --> and <!-- /annex:name --> is written by Annex, whatever is sent',
  });

const facts = z.strictObject({
  kind: oneOf(kinds),
  title: line(200),
  noticeDays: z
    .int('Must be a whole number of days.')
    .min(0)
    .max(730)
    .default(30)
    .meta({ description: 'Between announcing a material change and its effect' }),
  order: z.int().min(0).max(9_999).exactOptional().meta({ description: 'Its place' }),
});

export const policyFacts = facts.meta({ id: 'PolicyFacts' });
export const newPolicy = facts.extend({ slug: newSlug }).meta({ id: 'NewPolicy' });

export const policyDraftInput = z
  .strictObject({ texts: policyTexts })
  .meta({ id: 'PolicyDraftInput' });

export const draftQuery = z.strictObject({
  from: z
    .literal('current', { error: 'Is current, or left out.' })
    .optional()
    .meta({ description: 'Begin with the texts in effect; send an empty object then' }),
});

export const announcementInput = z
  .strictObject({
    summary: prose(2_000).meta({
      description: 'What changes, in plain words; Markdown. It is told to everybody who follows',
    }),
    material: z.boolean().meta({
      description: 'A material change is announced `noticeDays` of the policy before its effect',
    }),
    effectiveOn: calendarDay.exactOptional().meta({
      description: 'Left out: the first day that it may be',
    }),
  })
  .meta({ id: 'PolicyAnnouncementInput' });

export const policyWithdrawalInput = z
  .strictObject({ reason: line(1_000).meta({ description: 'Published; name no person' }) })
  .meta({ id: 'PolicyWithdrawalInput' });

export const staffPolicy = z
  .object({
    slug: z.string(),
    kind: z.enum(kinds),
    title: z.string(),
    noticeDays: z.int(),
    order: z.int().optional(),
    current: z.int().nullable().meta({ description: 'Number of the version in effect' }),
    announced: z.int().nullable().meta({ description: 'Number of the version announced' }),
    url: z.url(),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: 'StaffPolicy' });

export const staffPolicyList = page(staffPolicy).meta({ id: 'StaffPolicyList' });

const staffPolicyHead = z
  .object({
    policy: z.string(),
    number: z.int(),
    state: z.enum(states),
    languages: z.array(z.enum(['en', 'de'])).readonly(),
    announcement: z
      .object({
        at: z.iso.datetime(),
        effectiveOn: z.iso.date(),
        summary: z.string(),
        material: z.boolean(),
        update: z.url().meta({ description: 'The update that told it' }),
      })
      .nullable(),
    effectiveAt: z.iso.datetime().nullable(),
    supersededAt: z.iso.datetime().nullable(),
    withdrawn: z.object({ at: z.iso.datetime(), reason: z.string() }).nullable(),
    url: z.url().nullable().meta({ description: 'Null while it is a draft' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'StaffPolicyVersionHead' });

export const staffPolicyHeadList = page(staffPolicyHead).meta({ id: 'StaffPolicyVersionList' });

export const staffPolicyVersion = staffPolicyHead
  .extend({
    texts: z.object({ en: z.string().optional(), de: z.string().optional() }),
    generated: z
      .array(z.enum(sectionNames))
      .readonly()
      .meta({ description: 'Sections that Annex writes in it' }),
  })
  .meta({ id: 'StaffPolicyVersion' });

export const policyDrift = z
  .object({
    drifted: z.boolean(),
    items: z.array(
      z.object({
        policy: z.string(),
        number: z.int(),
        language: z.enum(['en', 'de']),
        section: z.enum(sectionNames),
        published: z.string(),
        configured: z.string().meta({ description: 'What the configuration gives now' }),
      }),
    ),
  })
  .meta({
    id: 'PolicyDrift',
    description: 'Where published policies say something else than the running configuration',
  });

/** A version in public documents, as feeds tell of it. */
const publicHead = z.object({
  number: z.int(),
  state: z.enum(['announced', 'effective', 'superseded', 'withdrawn']),
  url: z.url(),
  json: z.url(),
  languages: z.array(z.string()).readonly(),
  announcedAt: z.iso.datetime().optional(),
  effectiveOn: z.iso.date().optional(),
  effectiveAt: z.iso.datetime().optional(),
  supersededAt: z.iso.datetime().optional(),
  material: z.boolean().optional(),
  summary: z.string().optional(),
  update: z.url().optional(),
  withdrawn: z.object({ at: z.iso.datetime(), reason: z.string() }).optional(),
});

export const policyStep = z
  .object({
    policy: z.string(),
    title: z.string(),
    step: z.enum(stepNames),
    at: z.iso.datetime(),
    eventId: z.string(),
    version: publicHead.meta({ description: 'As it stands now' }),
  })
  .meta({ id: 'PolicyStep' });
