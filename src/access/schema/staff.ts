import { z } from 'zod';
import { asCustomerId, asId } from '../../core/ids.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { calendarDay, page, pageQuery, prose, slug } from '../../http/schema.ts';
import { languages } from '../../core/language.ts';
import { itemStates, reasons, requestSources, requestStates } from '../model.ts';
import { said } from '../schema.ts';

const requestId = z
  .string()
  .regex(/^req_[0-9a-f]{32}$/, 'Must be the id of a request: req_ and 32 digits.')
  .transform((text) => asId('req', text))
  .meta({ type: 'string', example: 'req_0123456789abcdef0123456789abcdef' });

const customerId = z
  .string({ error: 'Must be the id of a customer.' })
  .regex(/^cus_[0-9a-f]{32}$/, 'Must be the id of a customer: cus_ and 32 digits.')
  .transform(asCustomerId)
  .meta({ type: 'string', example: 'cus_0123456789abcdef0123456789abcdef' });

export const byRequest = z.object({ id: requestId });

const instant = z.iso.datetime().nullable();
const personal = { description: 'For roles that see persons; null once erased' };

export const accessRequest = z
  .object({
    id: z.string().meta({ example: 'req_0123456789abcdef0123456789abcdef' }),
    reference: z.string().meta({ example: 'REQ-7K3M-92QF' }),
    state: z.enum(requestStates),
    source: z.enum(requestSources),
    receivedAt: z.iso.datetime(),
    verifiedAt: instant,
    waitingSince: instant.meta({ description: 'Since when a person here has to decide' }),
    endedAt: instant,
    documents: z.array(
      z.object({
        id: z.string().meta({ example: 'doc_0123456789abcdef0123456789abcdef' }),
        slug: z.string().nullable(),
        state: z.enum(itemStates),
        reason: z.enum(reasons).nullable().meta({ description: 'Which rule decided, or did not' }),
      }),
    ),
    domain: z.string().meta({ description: 'Of the mail address', example: 'company.example' }),
    customer: z.string().nullable().meta({
      description: 'Whose request it is, as far as anybody knows',
      example: 'cus_0123456789abcdef0123456789abcdef',
    }),
    looksAutomated: z.boolean(),
    decidedBy: z.string().nullable().meta({ description: 'Id of a person or of a staff key' }),
    language: z.enum(languages),
    changedAt: z.iso.datetime(),
    version: z.int(),
    name: z.string().nullable().meta(personal),
    email: z.string().nullable().meta(personal),
    company: z.string().nullable().meta(personal),
    role: z.string().nullable().meta(personal),
    purpose: z.string().nullable().meta(personal),
  })
  .meta({ id: 'AccessRequest', description: 'Somebody asks for documents' });

export const accessMessage = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    author: z
      .enum(['requester', 'staff', 'note'])
      .meta({ description: 'A note is for staff only' }),
    text: z.string().nullable().meta(personal),
  })
  .meta({ id: 'AccessMessage' });

const happened = z
  .object({
    seq: z.int().meta({ description: 'Its place in the record' }),
    at: z.iso.datetime(),
    actor: z.string(),
    action: z.string().meta({ example: 'access.approved' }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AccessEvent' });

export function presentEvent(event: StoredEvent): z.infer<typeof happened> {
  const { seq, at, actor, action, data } = event;
  return { seq, at: at.toISOString(), actor, action, data };
}

export const accessCase = accessRequest
  .extend({
    reachable: z.boolean().meta({
      description: 'Whether a mail may arrive: an address is there and was not given up',
    }),
    acceptances: z.array(z.string()).meta({ description: 'Ids of NDA acceptances made here' }),
    messages: z.array(accessMessage),
    history: z.array(happened).meta({ description: 'Newest first, at most a hundred' }),
  })
  .meta({ id: 'AccessCase' });

export const accessRequestList = page(accessRequest).meta({ id: 'AccessRequestList' });

const yesOrNo = z
  .enum(['true', 'false'], { error: 'Is true or false.' })
  .transform((text) => text === 'true')
  .optional();

/** Domains are kept in lower case. */
export const domainName = z
  .string({ error: 'Must be a domain.' })
  .max(253, 'Has at most 253 characters.')
  .toLowerCase()
  .regex(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
    'Must be a domain as in a mail address, e.g. company.example.',
  )
  .meta({ type: 'string', example: 'company.example' });

export const accessQuery = pageQuery.extend({
  cursor: requestId.optional(),
  state: z
    .enum(requestStates, { error: `Is one of ${requestStates.join(', ')}.` })
    .optional()
    .meta({ description: 'Only in this state' }),
  document: slug.optional().meta({ description: 'Only of this document' }),
  customer: customerId.optional().meta({ description: 'Only of this customer' }),
  domain: domainName.optional().meta({ description: 'Only of this mail domain' }),
  automated: yesOrNo.meta({ description: 'Only those that look automated, or only the others' }),
});

export const newAccessRequest = z
  .strictObject({
    ...said,
    source: z.enum(['mail', 'phone', 'letter'], { error: 'Is mail, phone or letter.' }),
    receivedOn: calendarDay.meta({ description: 'When it came' }),
  })
  .meta({ id: 'NewAccessRequest' });

const count = (most: number, what: string) =>
  z
    .int({ error: 'Must be a whole number.' })
    .min(1, 'Is at least 1.')
    .max(most, `Is at most ${most}.`)
    .meta({ description: what });

export const days = count(365, 'For how many days from now');
export const mostDownloads = count(1_000, 'How often each document may be fetched');

export const approvalInput = z
  .strictObject({
    documents: z
      .array(slug)
      .min(1, 'Name a document, or leave the list out: then all of them are approved.')
      .max(20, 'Has at most 20 documents.')
      .exactOptional()
      .meta({ description: 'Slugs. What was asked for and is not among them is declined' }),
    days: days.exactOptional(),
    downloads: mostDownloads.exactOptional(),
    token: z
      .boolean({ error: 'Is true or false.' })
      .exactOptional()
      .meta({ description: 'Whether the holder may make a token for programs' }),
  })
  .meta({ id: 'AccessApproval' });

export const questionInput = z
  .strictObject({ question: prose(5_000).meta({ description: 'Sent to whoever asked' }) })
  .meta({ id: 'AccessQuestion' });

export const refusalInput = z
  .strictObject({
    reason: prose(2_000).meta({
      description: 'A sentence for whoever asked: it is mailed and stands on their page',
    }),
  })
  .meta({ id: 'AccessRefusal' });

export const noteInput = z
  .strictObject({ text: prose(5_000).meta({ description: 'Shown to staff only' }) })
  .meta({ id: 'AccessNote' });

export const customerInput = z
  .strictObject({ customer: customerId })
  .meta({ id: 'AccessCustomer' });
