import { z } from 'zod';
import { line, prose } from '../http/schema.ts';
import { languages } from '../core/language.ts';
import { readMailAddress } from '../subscribers/model/mail-address.ts';
import { objectionGrounds, objectionStates, resolutions } from './model.ts';

/** As it is written to: the words for what is none are those of every form. */
export const mailbox = z
  .string({ error: 'Must be an e-mail address.' })
  .max(300, 'Has at most 254 characters.')
  .transform((text, issues): string => {
    const read = readMailAddress(text);
    if ('address' in read) return read.address;
    issues.addIssue({ code: 'custom', message: read.fault });
    return z.NEVER;
  })
  .meta({ type: 'string', format: 'email', example: 'privacy@company.example' });

const ground = z
  .enum(objectionGrounds, { error: `Is one of ${objectionGrounds.join(', ')}.` })
  .meta({ description: 'What the objection rests on' });
const statement = prose(10_000).meta({ description: 'Why, in your own words' });
const request = prose(2_000).meta({
  description: 'What you ask for, e.g. another sub-processor or to be left out',
});
const language = z
  .enum(languages, { error: `Is one of ${languages.join(', ')}.` })
  .meta({ description: 'In which answers are written' });

/** What every objection says, by whichever way it comes. */
export const said = {
  name: line(200).meta({ description: 'Who writes', example: 'Robin Doe' }),
  company: line(200).meta({ description: 'For which customer', example: 'Example GmbH' }),
  ground,
  statement,
  request: request.exactOptional(),
  language: language.default('en'),
};

/** What somebody enters at the form of a change. */
export const objectionWish = z
  .strictObject({
    ...said,
    email: mailbox,
    for: z.string().max(100, 'Has at most 100 characters.').exactOptional().meta({
      description: 'Token of the page with your terms: says which customer you are',
    }),
  })
  .meta({ id: 'ObjectionWish' });

export const acknowledgement = z
  .object({
    reference: z.string().meta({ example: 'OBJ-7K3M-92QF' }),
    change: z.int(),
    receivedAt: z.iso.datetime().meta({ description: 'It counts from here' }),
    behindGeneralDate: z.boolean().meta({
      description:
        'It came after the day that the page of the change gives. It is kept all the same; your contract may give you longer.',
    }),
    detail: z.string(),
  })
  .meta({
    id: 'ObjectionAcknowledgement',
    description: 'The same whatever is known of the address.',
  });

export const messageWish = z
  .strictObject({ text: prose(10_000) })
  .meta({ id: 'ObjectionMessageWish' });

const message = z.object({
  at: z.iso.datetime(),
  author: z.enum(['objector', 'staff']),
  text: z.string(),
  reference: z.string().optional().meta({ description: 'Where the objection was sent again' }),
});

/** A case as whoever objected sees it. */
export const ownObjection = z
  .object({
    kind: z.literal('objection'),
    reference: z.string().meta({ example: 'OBJ-7K3M-92QF' }),
    change: z.int(),
    changeUrl: z.url(),
    state: z.enum(objectionStates),
    resolution: z.enum(resolutions).optional(),
    late: z.boolean(),
    receivedAt: z.iso.datetime(),
    confirmedAt: z.iso.datetime().optional(),
    endedAt: z.iso.datetime().optional(),
    terminationUntil: z.iso.date().optional(),
    name: z.string().optional(),
    company: z.string().optional(),
    email: z.string().optional(),
    ground,
    statement: z.string().optional(),
    request: z.string().optional(),
    language,
    messages: z.array(message),
  })
  .meta({ id: 'OwnObjection', description: 'An objection, to whoever objected.' });
