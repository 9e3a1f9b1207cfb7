import { z } from 'zod';
import { keepReasons } from '../model.ts';
import { runActs } from '../model/run.ts';

const instant = z.iso.datetime();
export const worded = z.object({ en: z.string(), de: z.string().optional() });

const tally = z.object({
  kind: z.string().meta({ example: 'inquiries' }),
  record: worded,
  deleted: z.int(),
  erased: z.int().meta({ description: 'What names the person is gone; the rest stays' }),
  corrected: z.int(),
  kept: z.int(),
});

const kept = z.object({
  kind: z.string(),
  why: z.enum(keepReasons),
  words: worded,
  basis: z.string().meta({ description: 'By which provision', example: 'Article 17(3)(e) GDPR' }),
  count: z.int(),
});

/** What a run did, to staff and to the person. */
export const runReport = z
  .object({
    act: z.enum(runActs),
    startedAt: instant,
    finishedAt: instant.nullable().meta({ description: 'Null while it goes on' }),
    records: z.array(tally),
    kept: z.array(kept).meta({ description: 'What stays, why, and by which provision' }),
  })
  .meta({ id: 'PersonalDataRun', description: 'Erasing or correcting all records of a person' });
