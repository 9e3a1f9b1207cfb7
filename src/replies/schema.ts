import { z } from 'zod';
import { asId } from '../core/ids.ts';
import { line, prose } from '../http/schema.ts';
import { languages } from '../core/language.ts';
import { placeholders, unknownIn } from './model.ts';

const known = placeholders.map((each) => `{${each}}`).join(' and ');

export const byTemplate = z.object({
  id: z
    .string()
    .regex(/^rpt_[0-9a-f]{32}$/, 'Must be the id of a reply template: rpt_ and 32 digits.')
    .transform((text) => asId('rpt', text))
    .meta({ type: 'string', example: 'rpt_0123456789abcdef0123456789abcdef' }),
});

export const templateInput = z
  .strictObject({
    name: line(100).meta({ description: 'By which staff find it', example: 'Where backups are' }),
    language: z.enum(languages, { error: `Is one of ${languages.join(', ')}.` }),
    text: prose(10_000)
      .superRefine((text, issues) => {
        const [unknown] = unknownIn(text);
        if (unknown !== undefined)
          issues.addIssue({
            code: 'custom',
            message: `{${unknown}} would be sent as it is: use ${known}, or no braces.`,
          });
      })
      .meta({ description: `May hold ${known}, which become what the case says` }),
  })
  .meta({ id: 'ReplyTemplateInput' });

export const template = z
  .object({
    id: z.string().meta({ example: 'rpt_0123456789abcdef0123456789abcdef' }),
    name: z.string(),
    language: z.enum(languages),
    text: z.string(),
    changedAt: z.iso.datetime(),
    version: z.int(),
  })
  .meta({ id: 'ReplyTemplate', description: 'A text that staff begin an answer with' });

export const templateList = z
  .object({ items: z.array(template) })
  .meta({ id: 'ReplyTemplateList', description: 'By name' });
