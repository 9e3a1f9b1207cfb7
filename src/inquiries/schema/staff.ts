import { z } from 'zod';
import { asId } from '../../core/ids.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { calendarDay, line, page, pageQuery, prose } from '../../http/schema.ts';
import { assigneeId } from '../../staff/schema.ts';
import { languages } from '../../core/language.ts';
import { inquirySources, inquiryStates, topics } from '../model.ts';
import { mailbox, said } from '../schema.ts';

const inquiryId = z
  .string()
  .regex(/^inq_[0-9a-f]{32}$/, 'Must be the id of an inquiry: inq_ and 32 digits.')
  .transform((text) => asId('inq', text))
  .meta({ type: 'string', example: 'inq_0123456789abcdef0123456789abcdef' });

const attachmentId = z
  .string()
  .regex(/^att_[0-9a-f]{32}$/, 'Must be the id of an attachment: att_ and 32 digits.')
  .transform((text) => asId('att', text))
  .meta({
    type: 'string',
    description: 'Id of an attachment of it',
    example: 'att_0123456789abcdef0123456789abcdef',
  });

export const byInquiry = z.object({ id: inquiryId });
export const byAttachment = z.object({ id: inquiryId, attachment: attachmentId });

export const inquiry = z
  .object({
    id: z.string().meta({ example: 'inq_0123456789abcdef0123456789abcdef' }),
    reference: z.string().meta({ example: 'INQ-7K3M-92QF' }),
    topic: z.enum(topics),
    state: z.enum(inquiryStates),
    source: z.enum(inquirySources),
    language: z.enum(languages),
    receivedAt: z.iso.datetime(),
    customer: z.string().nullable().meta({
      description: 'Of whom a contact has this address',
      example: 'cus_0123456789abcdef0123456789abcdef',
    }),
    assignee: z.string().nullable().meta({
      description: 'Who looks after it: a person of the console, or the holder of a staff key',
    }),
    confirmed: z.boolean().meta({
      description: 'Whether somebody has pressed the button behind the mailed link',
    }),
    looksAutomated: z.boolean().meta({
      description: 'A field was filled in that nobody sees, or the form was sent too fast',
    }),
    endedAt: z.iso.datetime().nullable(),
    changedAt: z.iso.datetime(),
    version: z.int(),
    name: z
      .string()
      .nullable()
      .meta({ description: 'For roles that see persons; null once erased' }),
    company: z.string().nullable().meta({ description: 'For roles that see persons' }),
    email: z.string().nullable().meta({ description: 'For roles that see persons' }),
  })
  .meta({ id: 'Inquiry', description: 'Somebody wrote to the company' });

const message = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    author: z
      .enum(['person', 'staff', 'note'])
      .meta({ description: 'A note is for staff only: it stands on no page and in no mail' }),
    staffKey: z.string().nullable(),
    text: z
      .string()
      .nullable()
      .meta({ description: 'For roles that see persons; empty once erased' }),
  })
  .meta({ id: 'InquiryMessage' });

export const writtenMessage = message;

const attachment = z
  .object({
    id: z.string().meta({ example: 'att_0123456789abcdef0123456789abcdef' }),
    message: z.int(),
    name: z
      .string()
      .nullable()
      .meta({ description: 'For roles that see persons; null once erased' }),
    mediaType: z.string().meta({ description: 'By its bytes', example: 'application/pdf' }),
    size: z.int().meta({ description: 'Bytes' }),
    sha256: z.string().nullable().meta({ description: 'Null once the file is deleted' }),
    at: z.iso.datetime(),
  })
  .meta({ id: 'InquiryAttachment' });

const happened = z
  .object({
    seq: z.int().meta({ description: 'Its place in the record' }),
    at: z.iso.datetime(),
    actor: z.string(),
    action: z.string().meta({ example: 'inquiry.answered' }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'InquiryEvent' });

export function presentEvent(event: StoredEvent): z.infer<typeof happened> {
  const { seq, at, actor, action, data } = event;
  return { seq, at: at.toISOString(), actor, action, data };
}

export const inquiryThread = inquiry
  .extend({
    reachable: z.boolean().meta({
      description: 'Whether a mail may arrive: an address is there and was not given up',
    }),
    messages: z.array(message),
    attachments: z.array(attachment),
    history: z.array(happened).meta({ description: 'Newest first, at most a hundred' }),
  })
  .meta({ id: 'InquiryThread' });

export const inquiryList = page(inquiry).meta({ id: 'InquiryList' });

export const inquiryQuery = pageQuery.extend({
  cursor: inquiryId.optional(),
  state: z
    .enum(inquiryStates, { error: `Is one of ${inquiryStates.join(', ')}.` })
    .optional()
    .meta({ description: 'Only in this state' }),
  topic: z
    .enum(topics, { error: `Is one of ${topics.join(', ')}.` })
    .optional()
    .meta({ description: 'Only of this topic' }),
  assignee: z
    .union([z.literal('none'), assigneeId])
    .optional()
    .meta({
      description: 'Only those that this person or staff key looks after, or `none` for nobody',
    }),
  q: line(100).optional().meta({
    description:
      'Part of the reference; for roles that see persons also of name, company or address',
  }),
});

export const newInquiry = z
  .strictObject({
    ...said,
    source: z.enum(['mail', 'phone', 'letter'], { error: 'Is mail, phone or letter.' }),
    receivedOn: calendarDay.meta({ description: 'When it came' }),
    email: mailbox.exactOptional().meta({ description: 'Gets the link to the inquiry' }),
  })
  .meta({ id: 'NewInquiry' });

export const textInput = z.strictObject({ text: prose(10_000) }).meta({ id: 'InquiryText' });

export const assigneeInput = z
  .strictObject({
    assignee: assigneeId.nullable().meta({ description: 'Null for nobody' }),
  })
  .meta({ id: 'InquiryAssignee' });

export const stateInput = z
  .strictObject({
    state: z
      .enum(['in-progress', 'closed'], { error: 'Is in-progress or closed.' })
      .meta({ description: '`in-progress` also opens one that was closed' }),
  })
  .meta({ id: 'InquiryStateInput' });

export const topicInput = z
  .strictObject({ topic: z.enum(topics, { error: `Is one of ${topics.join(', ')}.` }) })
  .meta({ id: 'InquiryTopicInput' });
