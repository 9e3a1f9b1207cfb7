import { z } from 'zod';
import { changeId } from '../changes/schema.ts';
import { customerId } from '../customers/schema.ts';
import { packetFormat } from './model.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const open = z.record(z.string(), z.unknown());

const page = z.object({
  step: z.string(),
  at: z.iso.datetime(),
  listVersion: z.int(),
  url: z.string(),
  sha256,
  text: z.string().meta({ description: 'The JSON of the change as it was served after this step' }),
});

const text = z.object({ sha256, language: z.string(), subject: z.string(), text: z.string() });

const leaf = z.object({
  index: z.int(),
  entry: z.string().meta({ description: 'The entry as it was hashed, JSON of RFC 8785' }),
  proof: z.array(sha256).meta({ description: 'Inclusion proof, RFC 9162 section 2.1.3' }),
});

/** docs/proof.md says every field; a file is checked by `annex verify --packet`. */
export const packet = z
  .object({
    format: z.string().meta({ const: packetFormat }),
    issuedAt: z.iso.datetime(),
    publisher: z.object({
      name: z.string(),
      legalName: z.string().nullable(),
      timeZone: z.string(),
      url: z.string(),
    }),
    change: z.object({ id: z.int(), url: z.string() }),
    about: z.string().nullable().meta({ description: 'The one customer; null for all of them' }),
    pages: z.array(page),
    texts: z.array(text),
    notices: z.array(open).meta({
      description: 'As listNotices gives them, with customer and recipients, every round',
    }),
    next: z
      .string()
      .nullable()
      .meta({ description: '`cursor` of the next packet; null in the last' }),
    objections: z.array(open),
    log: z.object({
      checkpoint: z.string().meta({ description: 'Signed note, C2SP tlog-checkpoint' }),
      keys: z.array(z.string()).meta({ description: 'C2SP verifier keys, the newest first' }),
      leaves: z.array(leaf),
    }),
    signature: z.string().meta({
      description:
        'C2SP signed-note over the format and the SHA-256 of all the rest in canonical JSON',
    }),
  })
  .meta({ id: 'NoticePacket', description: 'Proof of notice' });

export const packetQuery = z.object({
  cursor: customerId.optional().meta({ description: '`next` of the packet before' }),
});

export const ofCustomer = changeId.extend({
  customer: customerId.meta({ description: 'Id of the customer' }),
});
