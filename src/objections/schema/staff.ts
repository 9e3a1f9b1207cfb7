import { z } from 'zod';
import { asCustomerId, asObjectionId } from '../../core/ids.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { calendarDay, page, pageQuery, prose } from '../../http/schema.ts';
import { languages } from '../../core/language.ts';
import { objectionGrounds, objectionSources, objectionStates, resolutions } from '../model.ts';
import { mailbox, said } from '../schema.ts';

const objectionId = z
  .string()
  .regex(/^obj_[0-9a-f]{32}$/, 'Must be the id of an objection: obj_ and 32 digits.')
  .transform(asObjectionId)
  .meta({ type: 'string', example: 'obj_0123456789abcdef0123456789abcdef' });

const customerId = z
  .string({ error: 'Must be the id of a customer.' })
  .regex(/^cus_[0-9a-f]{32}$/, 'Must be the id of a customer: cus_ and 32 digits.')
  .transform(asCustomerId)
  .meta({ type: 'string', example: 'cus_0123456789abcdef0123456789abcdef' });

export const byObjection = z.object({ id: objectionId });

const instant = z.iso.datetime().nullable();

export const objection = z
  .object({
    id: z.string().meta({ example: 'obj_0123456789abcdef0123456789abcdef' }),
    reference: z.string().meta({ example: 'OBJ-7K3M-92QF' }),
    change: z.int(),
    customer: z.string().nullable().meta({
      description: 'Null until somebody says whose it is: PUT its customer',
      example: 'cus_0123456789abcdef0123456789abcdef',
    }),
    state: z.enum(objectionStates),
    resolution: z.enum(resolutions).nullable(),
    late: z.boolean().meta({ description: 'Which date decided stands in the history' }),
    confirmed: z.boolean().meta({
      description:
        'Whether somebody has pressed the button behind the mailed link; it counts anyhow',
    }),
    receivedAt: z.iso.datetime(),
    source: z.enum(objectionSources),
    ground: z.enum(objectionGrounds),
    language: z.enum(languages),
    terminationUntil: z.iso.date().nullable(),
    endedAt: instant,
    changedAt: z.iso.datetime(),
    version: z.int(),
    name: z
      .string()
      .nullable()
      .meta({ description: 'For roles that see persons; null once erased' }),
    company: z.string().nullable().meta({ description: 'For roles that see persons' }),
    email: z.string().nullable().meta({ description: 'For roles that see persons' }),
    statement: z.string().nullable().meta({ description: 'For roles that see persons' }),
    request: z.string().nullable().meta({ description: 'For roles that see persons' }),
  })
  .meta({ id: 'Objection', description: 'Somebody objected to a change' });

const message = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    author: z.enum(['objector', 'staff']),
    text: z
      .string()
      .nullable()
      .meta({ description: 'For roles that see persons; empty once erased' }),
    reference: z.string().nullable().meta({
      description: 'Of an objection that was sent again while the case was open',
    }),
  })
  .meta({ id: 'ObjectionMessage' });

export const writtenMessage = message;

const happened = z
  .object({
    seq: z.int().meta({ description: 'Its place in the record' }),
    at: z.iso.datetime(),
    actor: z.string(),
    action: z.string().meta({ example: 'objection.matched' }),
    data: z.record(z.string(), z.unknown()).meta({
      description: 'Of a judgement of lateness: `late`, the `rule` and the last day that decided',
    }),
  })
  .meta({ id: 'ObjectionEvent' });

export function presentEvent(event: StoredEvent): z.infer<typeof happened> {
  const { seq, at, actor, action, data } = event;
  return { seq, at: at.toISOString(), actor, action, data };
}

export const objectionCase = objection
  .extend({
    reachable: z.boolean().meta({
      description: 'Whether a mail may arrive: an address is there and was not given up',
    }),
    messages: z.array(message),
    history: z.array(happened).meta({ description: 'Newest first, at most a hundred' }),
  })
  .meta({ id: 'ObjectionCase' });

export const objectionList = page(objection).meta({ id: 'ObjectionList' });

const yesOrNo = z
  .enum(['true', 'false'], { error: 'Is true or false.' })
  .transform((text) => text === 'true')
  .optional();

export const objectionQuery = pageQuery.extend({
  cursor: objectionId.optional(),
  change: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'Must be the number of a change.')
    .transform(Number)
    .optional()
    .meta({ description: 'Only to this change' }),
  customer: customerId.optional().meta({ description: 'Only of this customer' }),
  state: z
    .enum(objectionStates, { error: `Is one of ${objectionStates.join(', ')}.` })
    .optional()
    .meta({ description: 'Only in this state' }),
  late: yesOrNo.meta({ description: 'Only those that came late, or only the others' }),
  unmatched: yesOrNo.meta({ description: 'Only those of which nobody knows the customer' }),
  unconfirmed: yesOrNo.meta({ description: 'Only those whose address nobody has confirmed' }),
});

export const newObjection = z
  .strictObject({
    ...said,
    change: z.int({ error: 'Must be the number of a change.' }).positive(),
    source: z.enum(['letter', 'mail', 'phone'], { error: 'Is letter, mail or phone.' }),
    receivedOn: calendarDay.meta({ description: 'When it came; it counts from then' }),
    email: mailbox.exactOptional().meta({ description: 'Gets the link to the case' }),
    customer: customerId.exactOptional(),
  })
  .meta({ id: 'NewObjection' });

const explanation = prose(10_000).meta({ description: 'Sent to whoever objected' });

export const resolutionInput = z
  .strictObject({
    outcome: z.enum(resolutions, { error: `Is one of ${resolutions.join(', ')}.` }),
    explanation,
  })
  .meta({ id: 'ObjectionResolution' });

export const terminationRightInput = z
  .strictObject({
    until: calendarDay.meta({ description: 'Its last day, in the organisation’s time zone' }),
    explanation,
  })
  .meta({ id: 'TerminationRight' });

export const customerInput = z
  .strictObject({ customer: customerId })
  .meta({ id: 'ObjectionCustomer' });
