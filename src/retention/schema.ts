import { z } from 'zod';
import { parsePeriod, type Period } from '../core/period.ts';
import { line, page, slug } from '../http/schema.ts';
import { anchors, fates, grounds } from './model.ts';

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

export const newRule = ruleFacts.extend({ id: slug }).meta({
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
