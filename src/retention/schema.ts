import { z } from 'zod';
import { parsePeriod, type Period } from '../core/period.ts';
import { calendarDay, line, newSlug, page, pageQuery, prose, slug } from '../http/schema.ts';
import { asId } from '../core/ids.ts';
import { anchors, fates, grounds } from './model.ts';
import { holdKinds } from './model/holding.ts';

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `Is one of ${values.join(', ')}.` });

const worded = (max: number) => z.strictObject({ en: line(max), de: line(max).exactOptional() });

const period = z
  .string({ error: 'Must be a period.' })
  .transform((text, issues): Period => {
    const parsed = parsePeriod(text);
    if (parsed !== undefined) return parsed;
    issues.addIssue({
      code: 'custom',
      message:
        'Must be a duration of years, months, weeks or days (ISO 8601), e.g. P24M; P0D is at once.',
    });
    return z.NEVER;
  })
  .meta({ type: 'string', example: 'P24M' });

export const ruleFacts = z
  .strictObject({
    record: worded(200).meta({ description: 'What is kept, as its readers call it' }),
    period: period.exactOptional().meta({
      description: 'Left out where words say it, in `lasting`, and of what is kept for good',
    }),
    lasting: worded(300).exactOptional().meta({
      description: 'Instead of a period, or beside one: what else decides how long',
    }),
    from: oneOf(anchors).meta({ description: 'From what the period counts' }),
    ground: oneOf(grounds).meta({ description: 'On what it rests' }),
    basis: worded(300).meta({
      description: 'With the article of the law, or what the contract says',
    }),
    fate: oneOf(fates).meta({ description: 'What becomes of it when the period is over' }),
    note: worded(300).exactOptional().meta({
      description: 'What of it stays, or when it is kept for longer',
    }),
    order: z.int().min(0).max(9_999).exactOptional().meta({ description: 'Its place' }),
  })
  .meta({ id: 'RetentionRuleFacts' });

export const newRule = ruleFacts.extend({ id: newSlug }).meta({
  id: 'NewRetentionRule',
  description: 'Of records that are kept elsewhere than in Annex',
});

export const rule = z
  .object({
    id: z.string(),
    record: worded(200),
    period: z.string().optional(),
    lasting: worded(300).optional(),
    from: z.enum(anchors),
    ground: z.enum(grounds),
    basis: worded(300),
    fate: z.enum(fates),
    note: worded(300).optional(),
    order: z.int().optional(),
    keptIn: z.enum(['annex', 'elsewhere']).meta({
      description: 'Whether Annex keeps such records, or the organisation in other systems',
    }),
    asShipped: z.boolean().meta({ description: 'Nobody has changed it here' }),
    changedAt: z.iso.datetime().nullable(),
    url: z.url(),
  })
  .meta({ id: 'RetentionRule' });

export const ruleList = page(rule).meta({ id: 'RetentionRuleList' });

const id = z.string();

export const byHold = z.object({
  id: z
    .string()
    .transform((text) => asId('hld', text))
    .meta({ type: 'string' }),
});

const holdWords = {
  reason: prose(2_000).meta({ description: 'Why the records must stay; seen by staff only' }),
  owner: line(200).meta({ description: 'Who answers for it' }),
  reviewOn: calendarDay.meta({
    description: 'Day by which somebody looks whether it is still needed; staff are told',
  }),
};

export const newHold = z
  .strictObject({
    kind: oneOf(holdKinds).meta({
      description: '`legal`: a duty or a dispute; `relationship`: business that goes on',
    }),
    rule: slug.exactOptional().meta({ description: 'With `record`: the rule it is kept by' }),
    record: line(100).exactOptional().meta({ description: 'Id of the one record that stays' }),
    customer: line(100).exactOptional().meta({ description: 'Instead: all records of a customer' }),
    ...holdWords,
  })
  .refine(
    ({ rule, record, customer }) =>
      (customer === undefined) !== (record === undefined) &&
      (rule === undefined) === (record === undefined),
    { error: 'Name either `rule` and `record`, or `customer`.', path: ['record'] },
  )
  .meta({ id: 'NewRetentionHold' });

export const holdReview = z.strictObject(holdWords).meta({ id: 'RetentionHoldReview' });

export const holdLifting = z
  .strictObject({ reason: prose(2_000).meta({ description: 'Why it is no longer needed' }) })
  .meta({ id: 'RetentionHoldLifting' });

export const hold = z
  .object({
    id,
    kind: z.enum(holdKinds),
    rule: id.nullable(),
    record: id.nullable(),
    customer: id.nullable(),
    reason: z.string(),
    owner: z.string(),
    reviewOn: calendarDay,
    setBy: z.string(),
    setAt: z.iso.datetime(),
    liftedAt: z.iso.datetime().nullable(),
    liftedFor: z.string().nullable(),
  })
  .meta({ id: 'RetentionHold' });

export const holdList = page(hold).meta({ id: 'RetentionHoldList' });

export const holdQuery = pageQuery.extend({
  lifted: z.enum(['true', 'false']).default('false').meta({ description: 'Lifted ones too' }),
});

const heldCounts = z.object({ legal: z.int(), relationship: z.int(), restricted: z.int() }).meta({
  id: 'RetentionHeld',
  description:
    'Past their period and kept: under a legal hold, for a commercial relationship, because their person restricted the use (Article 18 GDPR)',
});

const run = z
  .object({
    day: calendarDay,
    rule: id,
    dueUntil: calendarDay.meta({ description: 'What happened on it or before was due' }),
    onlyCounted: z
      .boolean()
      .meta({ description: 'The rule was new or changed: nothing was purged' }),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    due: z.int(),
    purged: z.int(),
    held: heldCounts,
  })
  .meta({ id: 'RetentionRun' });

export const runList = page(run).meta({ id: 'RetentionRunList' });

export const previewQuery = z.strictObject({
  on: calendarDay.exactOptional().meta({ description: 'Day of the run; today unless said' }),
});

export const preview = z
  .object({
    on: calendarDay,
    rules: z.array(
      z.object({
        rule: id,
        period: z.string(),
        dueUntil: calendarDay,
        due: z.int(),
        held: heldCounts,
        oldest: calendarDay.nullable().meta({
          description:
            'Day from which the period of the oldest counts; of inquiries and requests for documents, when it came',
        }),
        isPartial: z.boolean().meta({ description: 'There is more than was counted' }),
      }),
    ),
  })
  .meta({ id: 'RetentionPreview' });
