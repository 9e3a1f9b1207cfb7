import { z } from 'zod';
import { calendarDay, numberCursor, page, pageQuery, slug } from '../http/schema.ts';
import type { presentFacts } from '../subprocessors/present.ts';
import {
  aspects,
  changeClasses,
  changeStates,
  emergencyGrounds,
  fieldOrder,
  itemKinds,
  stepNames,
} from './model.ts';

type PublicFacts = ReturnType<typeof presentFacts>;

/** Described by the public list's own JSON Schema, so that its words are written once. */
const entryFacts = z.custom<PublicFacts>().meta({ id: 'EntryFacts' });
const fact = z.custom<PublicFacts[keyof PublicFacts] | null>();

/** What an item says in short. */
export const itemHead = z.object({
  slug,
  url: z.url(),
  name: z.string(),
  kind: z.enum(itemKinds),
  class: z.enum(changeClasses),
  aspects: z.array(z.enum(aspects)).readonly(),
  counterpart: slug.optional().meta({ description: 'The other end of a replacement' }),
});

const changedField = z
  .object({
    field: z.enum(fieldOrder),
    label: z.string(),
    before: fact.meta({ description: 'Null where the field was not stated' }),
    after: fact.meta({ description: 'Null where the field is not stated' }),
  })
  .meta({ id: 'ChangedField' });

const item = itemHead
  .extend({
    fields: z
      .array(changedField)
      .meta({ description: 'What differs, in the order in which an entry states it' }),
    before: entryFacts.optional().meta({ description: 'Absent for an entry that was not listed' }),
    after: entryFacts,
  })
  .meta({ id: 'ChangeItem', description: 'What a change does to one entry' });

export const step = z
  .object({
    name: z.enum(stepNames),
    at: z.iso.datetime(),
    eventId: z.uuid(),
    listVersion: z.int().meta({
      description:
        'The version of the list that this step published; that which stood where it published none',
    }),
    effectiveOn: calendarDay.optional().meta({ description: 'Postponed: the new day' }),
    previousEffectiveOn: calendarDay.optional().meta({
      description: 'Postponed: the day planned before',
    }),
    objectionEndsOn: calendarDay.optional().meta({
      description: 'The last day to object on general terms, where this step opens the window',
    }),
    reason: z.string().optional().meta({ description: 'Postponed or withdrawn: why' }),
    materialChange: z.string().optional().meta({
      description: 'Postponed: what changed besides; every clock starts anew',
    }),
    supersededBy: z.int().optional().meta({
      description: 'Superseded: number of the change that takes its place',
    }),
  })
  .meta({
    id: 'ChangeStep',
    description:
      'A step of a change’s life, such as announced, its objection window closed, in effect',
  });

const version = z
  .object({
    version: z.int().meta({ description: '1, 2, 3 and so on' }),
    url: z.url(),
    json: z.url(),
    publishedAt: z.iso.datetime().meta({ description: 'When it was recorded here' }),
    imported: z.literal(true).optional().meta({ description: 'Where a history was imported' }),
    claimedAt: z.iso.datetime().optional().meta({
      description: 'When that history says it was published',
    }),
    step: z.enum(stepNames),
    change: z.object({ id: z.int(), url: z.url() }),
  })
  .meta({ id: 'ListVersion', description: 'One publication of the list' });

/** The versions of the list, newest first. */
export const versionList = page(version).meta({
  id: 'ListVersions',
  description: 'Versions of the list, newest first',
});

const changeLink = z.object({ id: z.int(), url: z.url() });

const objectionWindow = z
  .object({
    objectionEndsOn: calendarDay.meta({
      description: 'The last day to object on general terms; customers on others have their own',
    }),
    isOpen: z.boolean().meta({ description: 'Until the step that closes it is published' }),
    form: z.url().optional().meta({ description: 'Where to object, while that is asked for' }),
  })
  .meta({ id: 'ObjectionWindow' });

const emergency = z
  .object({ ground: z.enum(emergencyGrounds), explanation: z.string() })
  .meta({ id: 'Emergency', description: 'Why it took effect before it could be announced' });

/** What a change says in short. */
export const changeHead = z.object({
  id: z.int().meta({ description: '1, 2, 3 and so on, in the order of publication' }),
  url: z.url(),
  title: z.string(),
  class: z.enum(changeClasses),
  reason: z.string(),
  effectiveOn: calendarDay,
  state: z.enum(changeStates),
  services: z.array(slug).readonly().meta({ description: 'None named: it concerns every service' }),
  window: objectionWindow.optional().meta({
    description: 'Absent where there is nothing that customers may object to',
  }),
  emergency: emergency.optional(),
  supersedes: changeLink.optional().meta({
    description: 'The announced change whose place it takes',
  }),
  supersededBy: changeLink.optional(),
  imported: z.literal(true).optional().meta({
    description: 'Present where the change was imported from a history kept elsewhere',
  }),
  claimedAt: z.iso.datetime().optional().meta({
    description: 'When that history says it was published; the steps say when it was recorded here',
  }),
});

export const leaf = z
  .object({
    leafIndex: z.int().meta({ description: 'Number of the leaf, from 0' }),
    proof: z.url().meta({ description: 'Its proof as a file, C2SP tlog-proof' }),
  })
  .meta({ id: 'LogLeaf' });

const leaves = z
  .object({
    publication: leaf,
    items: z.object({ firstLeafIndex: z.int(), lastLeafIndex: z.int() }).meta({
      description: 'The leaves of its items, in their order',
    }),
    effect: leaf.optional().meta({ description: 'Absent until the change is in effect' }),
    steps: z
      .array(leaf.extend({ name: z.enum(stepNames) }))
      .meta({ description: 'Each step as it was recorded' }),
  })
  .meta({ id: 'ChangeLeaves' });

export const change = changeHead
  .extend({
    steps: z.array(step),
    items: z.array(item),
    log: leaves.optional().meta({
      description: 'Where it stands in the transparency log; at the address of the change only',
    }),
  })
  .meta({ id: 'Change', description: 'One published change: one page, one announcement, one day' });

const entryState = z
  .object({
    state: z.enum(['announced', 'current', 'ended', 'withdrawn']),
    from: calendarDay.meta({
      description: 'First day on which it holds; of an entry that is new, its first day if stated',
    }),
    until: calendarDay.nullable().meta({
      description:
        'First day on which the next change of the entry holds instead; null of the newest state. Equal to `from` where a later change holds from an earlier day, or where it was withdrawn: then nothing is left of this state.',
    }),
    change: changeHead.extend({ steps: z.array(step) }).meta({
      description: 'What made it so: announced and in effect as recorded here, and as claimed',
    }),
    kind: z.enum(itemKinds),
    class: z.enum(changeClasses),
    aspects: z.array(z.enum(aspects)).readonly(),
    counterpart: slug.optional().meta({ description: 'The other end of a replacement' }),
    fields: z.array(changedField).meta({ description: 'What differs from the state before' }),
    facts: entryFacts.meta({ description: 'What the entry says in this state' }),
  })
  .meta({ id: 'EntryState', description: 'What one change made of an entry' });

export const entryHistory = page(entryState)
  .extend({
    entry: z.object({
      slug,
      url: z.url(),
      name: z.string(),
      state: z.enum(['announced', 'current', 'ended', 'withdrawn']),
    }),
  })
  .meta({ id: 'EntryHistory', description: 'The life of an entry, newest state first' });

export const changeList = page(change).meta({ id: 'ChangeList' });

export const changeQuery = pageQuery.extend({
  cursor: numberCursor.optional(),
  kind: z
    .enum(itemKinds, { error: `Is one of ${itemKinds.join(', ')}.` })
    .optional()
    .meta({
      description: 'Only changes with an item of this kind',
    }),
  class: z
    .enum(changeClasses, { error: `Is one of ${changeClasses.join(', ')}.` })
    .optional()
    .meta({ description: 'Only changes of this class' }),
  state: z
    .enum(changeStates, { error: `Is one of ${changeStates.join(', ')}.` })
    .optional()
    .meta({ description: 'Only changes that stand so' }),
  service: slug.optional().meta({
    description: 'Only changes that concern this service',
    example: 'qluster-service',
  }),
  entry: slug.optional().meta({ description: 'Only changes that touch the entry of this slug' }),
  since: calendarDay.optional().meta({
    description: 'Published on this day (UTC) or later; where imported, by the word of its history',
  }),
});

export const changeId = z.object({
  id: z.coerce.number({ error: 'Must be the number of a change.' }).int().positive().meta({
    description: 'Number of the change',
    example: 3,
  }),
});
