import { z } from 'zod';
import { aspects, changeClasses, emergencyGrounds, itemKinds } from '../../changes/model.ts';
import { blockReasons } from '../../notices/model/notice.ts';
import { calendarDay, line, page, prose, slug } from '../../http/schema.ts';
import { asCustomerId } from '../../core/ids.ts';
import { annexThreeItems } from '../model/completeness.ts';
import { contactPersonSchema, factsSchema } from './facts.ts';
import { approval } from '../../staff/schema.ts';

const emergency = z.strictObject({
  ground: z.enum(emergencyGrounds),
  explanation: prose(2_000).meta({ description: 'Published with the change' }),
});

export const batchInput = z
  .strictObject({
    title: line(200).exactOptional(),
    reason: prose(4_000)
      .exactOptional()
      .meta({ description: 'Published with the change; needed to publish, not to draft' }),
    effectiveOn: calendarDay.exactOptional().meta({
      description:
        "Day on which it takes effect, in the organisation's time zone. Left out: when published",
    }),
    emergency: emergency.exactOptional().meta({
      description:
        'It cannot wait for the notice: it takes effect when published, and customers have their whole window afterwards',
    }),
    supersedes: z.int().min(1).exactOptional().meta({
      description: 'Number of the announced change whose place it takes',
    }),
  })
  .meta({ id: 'BatchInput' });

export const batch = z
  .object({
    id: z.string(),
    title: z.string().nullable(),
    reason: z.string().nullable(),
    effectiveOn: z.string().nullable(),
    published: z.boolean(),
    change: z.int().nullable().meta({ description: 'The change it was published as' }),
    emergency: emergency.nullable(),
    supersedes: z.int().nullable(),
    approval: approval
      .extend({
        corrections: z.array(z.string()).readonly().meta({
          description: 'Amendments that may be called corrections, though proposed as substantive',
        }),
      })
      .nullable()
      .meta({ description: 'Emptied by every edit' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Batch' });

export const batchList = page(batch).meta({ id: 'BatchList' });

export const draft = z
  .object({
    slug: z.string(),
    facts: factsSchema,
    replaces: z.string().nullable(),
    contactPerson: contactPersonSchema.nullable(),
  })
  .meta({ id: 'BatchEntry' });

export const batchWithEntries = batch
  .extend({ entries: z.array(draft) })
  .meta({ id: 'BatchWithEntries' });

/** 10,000 ids of 40 characters, and what else is decided. */
export const largestDecision = 512 * 1024;

/** Customers for whom something is announced though something stands against it; recorded with who said so. */
export const acknowledged = z
  .array(z.string().transform(asCustomerId))
  .max(10_000)
  .readonly()
  .default([])
  .meta({
    description:
      'Ids of customers for whom it is announced though they cannot be reached or permit no emergency; recorded',
  });

export const decisionsSchema = z
  .strictObject({
    classes: z
      .record(slug, z.enum(changeClasses, { error: 'Is substantive or correction.' }))
      .default({})
      .meta({ description: 'For each amended entry: the class you confirm' }),
    contractOverrides: z.record(slug, prose(1_000)).default({}).meta({
      description:
        'For each addition without contract.signedOn: why it is listed all the same (Article 28(4) GDPR). It stays in the record for ever: name no person',
    }),
    acknowledged,
  })
  .meta({ id: 'PublicationDecisions' });

const fault = z.object({ pointer: z.string(), detail: z.string() });

const plannedItem = z.object({
  slug: z.string(),
  kind: z.enum(itemKinds),
  class: z.enum(changeClasses).meta({ description: 'As confirmed, or else as proposed' }),
  aspects: z.array(z.enum(aspects)).readonly(),
  counterpart: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});

const legalDate = z.object({
  on: z.string(),
  timeZone: z.string(),
  at: z.iso.datetime(),
  rule: z.string(),
  days: z.int(),
});

const plannedNotice = z.object({
  customer: z.string(),
  name: z.string(),
  contacts: z
    .array(
      z.object({
        subscription: z.string(),
        channel: z.string(),
        role: z.string(),
        language: z.string(),
        reachable: z.boolean(),
      }),
    )
    .readonly(),
  objectionEnds: legalDate,
  earliestEffect: legalDate,
  inTime: z
    .boolean()
    .meta({ description: 'False: it would stand in the list of holds on the planned day' }),
  blocks: z.array(z.enum(blockReasons)).readonly(),
  acknowledged: z.boolean(),
});

export const publicationPlan = z
  .object({
    publishable: z.boolean(),
    approval: z.enum(['not-needed', 'needed', 'given', 'by-publishing']).meta({
      description:
        'Whether somebody else has to approve it first; one alone approves by publishing',
    }),
    class: z.enum(changeClasses),
    effectiveOn: z.string(),
    announced: z
      .boolean()
      .meta({ description: 'Whether it would be announced now and take effect later' }),
    items: z.array(plannedItem),
    unchanged: z.array(z.string()).readonly(),
    faults: z.array(fault).readonly(),
    warnings: z.array(fault).readonly(),
    unconfirmed: z
      .array(z.string())
      .readonly()
      .meta({ description: 'Amended entries whose class must be confirmed' }),
    withoutContract: z
      .array(z.string())
      .readonly()
      .meta({ description: 'Additions that need contract.signedOn or a reason' }),
    contactPersons: z
      .array(z.string())
      .readonly()
      .meta({ description: 'Entries whose contact person is recorded on publication, at once' }),
    objectionEndsOn: z
      .string()
      .nullable()
      .meta({ description: 'Last day to object on general terms; null where no window opens' }),
    notices: z
      .array(plannedNotice)
      .readonly()
      .meta({ description: 'Every customer who would be told, as if the notice arrived now' }),
  })
  .meta({ id: 'PublicationPlan' });

export const publication = z
  .object({
    change: z.int(),
    url: z.string(),
    state: z.enum(['announced', 'in-effect']),
    effectiveOn: z.string(),
  })
  .meta({ id: 'Publication' });

export const staffEntry = z
  .object({
    id: z.string(),
    slug: z.string(),
    state: z.enum(['announced', 'current', 'ended', 'withdrawn']),
    facts: factsSchema,
    contactPerson: contactPersonSchema.nullable(),
    completeness: z.object({
      percent: z.int(),
      missing: z.array(z.enum(annexThreeItems)).readonly(),
    }),
    listedAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    lastChange: z.int(),
  })
  .meta({ id: 'StaffEntry', description: 'An entry as staff see it, its contact person included' });

export const staffEntryList = page(staffEntry).meta({ id: 'StaffEntryList' });
