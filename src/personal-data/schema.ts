import { z } from 'zod';
import { line, page, pageQuery } from '../http/schema.ts';
import { restriction } from '../restrictions/schema.ts';
import { mailbox } from '../rights/schema.ts';
import { byRequest } from '../rights/schema/staff.ts';
import { addressProofs } from './model.ts';
import { runReport, worded } from './schema/run.ts';

const instant = z.iso.datetime();

const proofs = [...addressProofs, 'request'] as const;
const proof = z.enum(addressProofs, { error: `Is one of ${addressProofs.join(', ')}.` });

export const byAddress = byRequest.extend({
  number: z.coerce
    .number({ error: 'Must be a number.' })
    .int()
    .min(1)
    .meta({ type: 'integer', description: 'Of the address that was added', example: 1 }),
});

export const byKind = byRequest.extend({
  kind: z.string().max(60).meta({ description: 'Kind of record; the report names them' }),
});

export const report = z
  .object({
    addresses: z.array(
      z.object({
        number: z.int().nullable().meta({ description: 'Null of that of the request' }),
        address: z.string(),
        proof: z.enum(proofs),
        addedAt: instant.nullable(),
      }),
    ),
    held: z
      .array(
        z.object({
          kind: z.string(),
          record: worded,
          count: z.int(),
          more: z.boolean().meta({ description: 'There are more than were counted' }),
        }),
      )
      .meta({ description: 'Kinds of which something is held' }),
    copyUntil: instant.nullable().meta({ description: 'Until when the copy can be opened' }),
    runs: z.array(runReport).meta({ description: 'Newest first' }),
    restrictions: z.array(restriction),
    version: z.int().meta({ description: 'Of the request' }),
  })
  .meta({ id: 'PersonalDataReport', description: 'What is held about the person of a request' });

export const foundQuery = pageQuery;
export const foundList = page(z.object({ id: z.string(), title: worded })).meta({
  id: 'PersonalDataRecordList',
});

export const similarQuery = z.strictObject({ cursor: z.string().max(400).optional() });
export const similarList = page(z.string()).meta({
  id: 'SimilarAddressList',
  description: 'May be the same mailbox as one of the person’s, and may be somebody else’s',
});

export const newAddress = z
  .strictObject({
    address: mailbox,
    proof: proof.meta({ description: 'How it is known to be theirs: never by its looks' }),
  })
  .meta({ id: 'NewSubjectAddress' });

export const copyOffer = z
  .object({
    until: instant,
    mailed: z.boolean().meta({ description: 'Whether a letter with the link was queued' }),
  })
  .meta({ id: 'CopyOffer' });

export const correctionInput = z
  .strictObject({
    name: line(200).exactOptional(),
    company: line(200).exactOptional(),
    email: mailbox.exactOptional(),
  })
  .refine((value) => Object.keys(value).length > 0, 'Say what is to be corrected.')
  .meta({ id: 'PersonalDataCorrection', description: 'What it shall be; what is left out stays' });

/** Behind a link of one use. */
export const copyLink = z
  .object({
    kind: z.literal('personal-data-copy-link'),
    reference: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'CopyLink', description: 'POST …/copy-session uses it up' });

export const copySession = z
  .object({
    kind: z.literal('personal-data-copy-session'),
    reference: z.string(),
    expiresAt: instant,
    file: z.string().meta({ description: 'Address of the archive' }),
  })
  .meta({ id: 'CopySession' });

export const openedCopy = z
  .object({ session: z.string(), href: z.string() })
  .meta({ id: 'OpenedCopy', description: 'Shown once' });
