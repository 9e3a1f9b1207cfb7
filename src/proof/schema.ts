import { z } from 'zod';
import { changeId } from '../changes/schema.ts';
import { customerId } from '../customers/schema.ts';
import { notice } from '../notices/schema.ts';
import {
  objectionGrounds,
  objectionSources,
  objectionStates,
  resolutions,
} from '../objections/model.ts';
import { packetFormat } from './model.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime().nullable();

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

const delivery = z.object({
  key: z.string().meta({ description: 'Which of several: what was sent again has another' }),
  state: z.string(),
  createdAt: z.iso.datetime(),
  acceptedAt: instant.meta({ description: 'Null once it came back' }),
  bouncedAt: instant,
  attempts: z.array(
    z.object({ at: z.iso.datetime(), outcome: z.string(), status: z.int().nullable() }),
  ),
});

const recipient = z.object({
  contact: z.string().meta({ description: 'The id of the subscription' }),
  role: z.string(),
  name: z.string().nullable(),
  channel: z.string(),
  language: z.string(),
  address: z.string().nullable().meta({
    description: 'Null once it was erased; of a webhook or a chat its host',
  }),
  since: z.iso.datetime(),
  until: instant,
  deliveries: z.array(delivery),
});

const proved = notice
  .omit({ change: true })
  .extend({
    customer: z.object({
      id: z.string(),
      name: z.string().nullable(),
      reference: z.string().nullable(),
      erasedAt: instant,
    }),
    recipients: z.array(recipient),
  })
  .meta({ id: 'ProvedNotice', description: 'One announcement to one customer' });

const objection = z
  .object({
    reference: z.string(),
    customer: z.string().nullable().meta({ description: 'Null while nobody has said whose it is' }),
    receivedAt: z.iso.datetime(),
    source: z.enum(objectionSources),
    isLate: z.boolean(),
    confirmedAt: instant,
    ground: z.enum(objectionGrounds),
    statement: z.string().nullable(),
    request: z.string().nullable(),
    objector: z
      .object({ name: z.string(), company: z.string(), email: z.string().nullable() })
      .nullable(),
    state: z.enum(objectionStates),
    resolution: z.enum(resolutions).nullable(),
    terminationUntil: z.iso.date().nullable(),
    endedAt: instant,
    history: z.array(z.object({ at: z.iso.datetime(), action: z.string() })),
  })
  .meta({ id: 'ProvedObjection', description: 'What was erased is null' });

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
    notices: z.array(proved),
    next: z
      .string()
      .nullable()
      .meta({ description: '`cursor` of the next packet; null in the last' }),
    objections: z.array(objection),
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
