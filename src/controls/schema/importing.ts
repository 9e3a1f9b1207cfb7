import { z } from 'zod';
import type { Kind } from '../model.ts';
import { faultList } from '../../http/schema.ts';

const outcome = z.enum(['added', 'changed', 'unchanged', 'removed']);

export const importReport = z
  .object({
    dryRun: z.boolean(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    removed: z.int(),
    items: z.array(
      z.object({
        kind: z.enum([
          'attestation',
          'control',
          'question',
          'law',
          'data-act',
          'disclosure',
        ] satisfies Kind[]),
        id: z.string(),
        outcome,
        pointer: z
          .string()
          .nullable()
          .meta({ description: 'Where it stands in what was sent; null of what is missing there' }),
        statusChange: z
          .object({ before: z.string().nullable(), after: z.string().nullable() })
          .nullable()
          .meta({ description: 'What will be told in the feed' }),
      }),
    ),
    faults: faultList.meta({
      description: 'Of a dry run; `#/lines/7/status` is the cell on line 7 of CSV',
    }),
    warnings: faultList.meta({
      description: 'Translations that say something else than their text, which has changed',
    }),
  })
  .meta({ id: 'ControlImportReport' });
