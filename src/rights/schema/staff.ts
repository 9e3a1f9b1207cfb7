import { z } from 'zod';
import { asCustomerId, asId } from '../../core/ids.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { calendarDay, line, page, pageQuery, prose } from '../../http/schema.ts';
import { assigneeId } from '../../staff/schema.ts';
import { address } from '../../subprocessors/schema/facts.ts';
import { languages } from '../../core/language.ts';
import {
  dataPoints,
  deeds,
  denialBases,
  grades,
  lawIds,
  relations,
  rightsSources,
  rightsStates,
  rightsTypes,
  standings,
} from '../model.ts';
import { checkSaid, item, mailbox, said } from '../schema.ts';

const requestId = z
  .string()
  .regex(/^rrq_[0-9a-f]{32}$/, 'Must be the id of a privacy request: rrq_ and 32 digits.')
  .transform((text) => asId('rrq', text))
  .meta({ type: 'string', example: 'rrq_0123456789abcdef0123456789abcdef' });

const customerId = z
  .string({ error: 'Must be the id of a customer.' })
  .regex(/^cus_[0-9a-f]{32}$/, 'Must be the id of a customer: cus_ and 32 digits.')
  .transform(asCustomerId)
  .meta({ type: 'string', example: 'cus_0123456789abcdef0123456789abcdef' });

export const byRequest = z.object({ id: requestId });

const instant = z.iso.datetime().nullable();
const day = z.iso.date().nullable();
const forEditors = z.string().nullable().meta({
  description: 'For roles that see persons; null once erased',
});

export const rightsRequest = z
  .object({
    id: z.string().meta({ example: 'rrq_0123456789abcdef0123456789abcdef' }),
    reference: z.string().meta({ example: 'PRV-7K3M-92QF' }),
    law: z.enum(lawIds),
    who: z.enum(standings),
    relation: z.enum(relations),
    source: z.enum(rightsSources),
    state: z.enum(rightsStates),
    controller: z.enum(['us', 'customer']).meta({
      description: 'Who decides about the data; what is a customer’s is passed on, not answered',
    }),
    language: z.enum(languages),
    receivedAt: z.iso.datetime(),
    receivedOn: z.iso.date(),
    startedOn: z.iso.date().meta({
      description: 'From when the days are counted: later where a law waits for proof of identity',
    }),
    pauses: z.array(
      z.object({ why: z.enum(['clarification', 'identity']), from: z.iso.date(), until: day }),
    ),
    acknowledgeBy: day,
    acknowledgedOn: day,
    nextDueOn: day.meta({ description: 'The next of all its days; null where nothing has one' }),
    waitingSince: day.meta({ description: 'Since when an answer of the person is awaited' }),
    clockStopped: z.boolean().meta({ description: 'Whether the law does not count meanwhile' }),
    items: z.array(item.extend({ grade: z.enum(grades), done: z.enum(deeds).nullable() })),
    identity: z.object({
      askedOn: day,
      settledOn: day,
      result: z.enum(['verified', 'not-verified']).nullable(),
      grade: z.enum(grades).nullable(),
      matched: z.array(z.enum(dataPoints)).nullable(),
      declared: z.boolean().nullable(),
    }),
    authority: z.enum(['not-needed', 'pending', 'confirmed', 'refused']),
    customer: z.string().nullable().meta({ description: 'To whom it was passed on' }),
    assignee: z.string().nullable().meta({
      description: 'Who looks after it: a person of the console, or the holder of a staff key',
    }),
    confirmed: z.boolean().meta({
      description: 'Whether the person has pressed the button behind the mailed link',
    }),
    looksAutomated: z.boolean(),
    decidedAt: instant,
    endedAt: instant,
    keepUntil: day.meta({ description: 'How long the record is to be kept, by the law' }),
    changedAt: z.iso.datetime(),
    version: z.int(),
    name: forEditors,
    email: forEditors,
    agentName: forEditors,
    agentEmail: forEditors,
    agentCompany: forEditors,
    details: forEditors,
  })
  .meta({ id: 'PrivacyRequest', description: 'Somebody asks about their personal data' });

export const writtenMessage = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    author: z.enum(['person', 'agent', 'staff', 'note']),
    text: z
      .string()
      .nullable()
      .meta({ description: 'For roles that see persons; empty once erased' }),
    reference: z.string().nullable().meta({
      description:
        'Of what came by the form while the case was open: whoever wrote it has not shown who they are',
    }),
  })
  .meta({ id: 'PrivacyRequestMessage' });

const happened = z
  .object({
    seq: z.int().meta({ description: 'Its place in the record' }),
    at: z.iso.datetime(),
    actor: z.string(),
    action: z.string().meta({ example: 'rights.extended' }),
    data: z.record(z.string(), z.unknown()).meta({
      description: 'Days that it moved stand in `moved`: of what, from when, to when',
    }),
  })
  .meta({ id: 'PrivacyRequestEvent' });

export function presentEvent({
  seq,
  at,
  actor,
  action,
  data,
}: StoredEvent): z.infer<typeof happened> {
  return { seq, at: at.toISOString(), actor, action, data };
}

export const rightsCase = rightsRequest
  .extend({
    reachable: z.boolean().meta({ description: 'Whether a mail may arrive at the person' }),
    messages: z.array(writtenMessage),
    history: z.array(happened).meta({ description: 'Newest first, at most a hundred' }),
  })
  .meta({ id: 'PrivacyRequestCase' });

export const rightsList = page(rightsRequest).meta({ id: 'PrivacyRequestList' });

const yesOrNo = z
  .enum(['true', 'false'], { error: 'Is true or false.' })
  .transform((text) => text === 'true')
  .optional();

export const rightsQuery = pageQuery.extend({
  cursor: requestId.optional(),
  state: z
    .enum(rightsStates, { error: `Is one of ${rightsStates.join(', ')}.` })
    .optional()
    .meta({ description: 'Only in this state' }),
  law: z
    .enum(lawIds, { error: `Is one of ${lawIds.join(', ')}.` })
    .optional()
    .meta({ description: 'Only under this law' }),
  type: z
    .enum(rightsTypes, { error: `Is one of ${rightsTypes.join(', ')}.` })
    .optional()
    .meta({ description: 'Only those that ask for this' }),
  open: yesOrNo.meta({ description: 'Only open ones, or only closed ones' }),
  dueBy: calendarDay.optional().meta({
    type: 'string',
    format: 'date',
    description: 'Only those of which something is due by this day',
  }),
  assignee: z
    .union([z.literal('none'), assigneeId])
    .optional()
    .meta({
      description: 'Only those that this person or staff key looks after, or `none` for nobody',
    }),
  unconfirmed: yesOrNo.meta({ description: 'Only those whose address nobody has confirmed' }),
});

export const newRequest = z
  .strictObject({
    ...said,
    source: z.enum(['mail', 'phone', 'letter'], { error: 'Is mail, phone or letter.' }),
    receivedOn: calendarDay.meta({ description: 'When it came; its days are counted from there' }),
  })
  .superRefine((value, issues) => checkSaid(value, issues, { needsMail: false }))
  .meta({ id: 'NewPrivacyRequest' });

/** What is said to whoever asked. */
const toPerson = prose(10_000).meta({ description: 'Sent to whoever asked' });

export const question = z.strictObject({ text: toPerson }).meta({ id: 'PrivacyRequestQuestion' });

export const identityInput = z
  .strictObject({
    result: z.enum(['verified', 'not-verified'], { error: 'Is verified or not-verified.' }),
    matched: z
      .array(z.enum(dataPoints, { error: `Is one of ${dataPoints.join(', ')}.` }))
      .max(dataPoints.length)
      .meta({
        description:
          'Which details were the same as on file; never what they are. Documents are not taken',
      }),
    declared: z.boolean().default(false).meta({
      description: 'A declaration signed under penalty of perjury is there (11 CCR § 7062(c))',
    }),
  })
  .meta({ id: 'PrivacyRequestIdentity' });

export const authorityInput = z
  .strictObject({
    basis: z.enum(['power-of-attorney', 'parental-responsibility'], {
      error: 'Is power-of-attorney or parental-responsibility.',
    }),
  })
  .meta({ id: 'PrivacyRequestAuthority' });

export const extensionInput = z
  .strictObject({
    until: calendarDay.exactOptional().meta({
      description: 'The new last day; the latest that the law allows where left out',
    }),
    reason: prose(10_000).meta({ description: 'Why it takes longer; sent to whoever asked' }),
  })
  .meta({ id: 'PrivacyRequestExtension' });

const answer = z.strictObject({
  type: z.enum(rightsTypes, { error: `Is one of ${rightsTypes.join(', ')}.` }),
  outcome: z.enum(['granted', 'denied'], { error: 'Is granted or denied.' }),
  basis: z
    .enum(denialBases, { error: `Is one of ${denialBases.join(', ')}.` })
    .exactOptional()
    .meta({ description: 'Why it is denied; the provision stands in privacy-request.json' }),
  done: z
    .enum(deeds, { error: `Is one of ${deeds.join(', ')}.` })
    .exactOptional()
    .meta({ description: 'What was done where it is granted' }),
});

export const decisionInput = z
  .strictObject({
    answers: z
      .array(answer)
      .min(1, 'Answer something of what is asked.')
      .max(rightsTypes.length)
      .refine((all) => new Set(all.map(({ type }) => type)).size === all.length, {
        message: 'Names something twice.',
      })
      .meta({ description: 'Of all that is asked, or of some; it is closed once all is answered' }),
    explanation: toPerson,
  })
  .meta({ id: 'PrivacyRequestDecision' });

export const assigneeInput = z
  .strictObject({ assignee: assigneeId.nullable().meta({ description: 'Null for nobody' }) })
  .meta({ id: 'PrivacyRequestAssignee' });

export const controllerInput = z
  .strictObject({ controller: z.enum(['us', 'customer'], { error: 'Is us or customer.' }) })
  .meta({ id: 'PrivacyRequestController' });

export const forwardingInput = z
  .strictObject({
    customer: customerId,
    toldOtherwise: z.boolean().default(false).meta({
      description: 'Staff have told the customer by another way; nothing is mailed to it',
    }),
  })
  .meta({ id: 'PrivacyRequestForwarding' });

export const settingsInput = z
  .strictObject({
    email: mailbox.exactOptional(),
    phone: line(50).exactOptional().meta({ example: '+1 555 0100' }),
    postalAddress: address.exactOptional(),
  })
  .meta({
    id: 'PrivacyRequestMethods',
    description:
      'By which ways one can ask beside the form; what is left out is taken from the profile of the organisation',
  });

export const byYear = z.object({
  year: z.coerce
    .number({ error: 'Must be a year.' })
    .int()
    .min(2000)
    .max(2999)
    .meta({ type: 'integer', description: 'In which the requests were received', example: 2026 }),
});
