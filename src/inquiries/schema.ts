import { z } from 'zod';
import { line, prose } from '../http/schema.ts';
import { languages } from '../core/language.ts';
import { readMailAddress } from '../subscribers/model/mail-address.ts';
import { inquiryStates, isAboutDocuments, topics } from './model.ts';
import { mostFiles } from './model/attaching.ts';

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

const topic = z.enum(topics, { error: 'Choose what it is about.' });
const language = z
  .enum(languages, { error: `Is one of ${languages.join(', ')}.` })
  .meta({ description: 'In which answers are written' });

/** What every inquiry says, by whichever way it comes. */
export const said = {
  name: line(200).meta({ description: 'Who writes', example: 'Robin Doe' }),
  company: line(200).exactOptional().meta({
    description: 'Needed for a request for documents and for an objection',
    example: 'Example GmbH',
  }),
  topic,
  message: prose(10_000).meta({ description: 'In your own words' }),
  language: language.default('en'),
};

/** RFC 4648 section 4. What it becomes is measured and examined by its bytes. */
const base64 = z
  .base64({ error: 'Must be base64.' })
  .max(3 * 1024 * 1024, 'Has at most 2 MB as a file.')
  .transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')))
  .meta({ type: 'string', format: 'byte', description: 'The file in base64' });

const attachment = z.strictObject({
  name: z
    .string({ error: 'Must be text.' })
    .max(1_000, 'Has at most 1000 characters.')
    .meta({ example: 'question.pdf' }),
  content: base64,
});

const attachments = z
  .array(attachment)
  .max(mostFiles, `At most ${mostFiles} files go with a message.`)
  .readonly()
  .default([])
  .meta({ description: 'At most 2 MB each and 4 MB together' });

/** What somebody enters at the contact form. */
export const contactWish = z
  .strictObject({
    // In the order of the form, in which faults are told.
    topic,
    name: said.name,
    email: mailbox,
    company: said.company,
    message: said.message,
    language: said.language,
    documents: z
      .array(z.string().max(100, 'Has at most 100 characters.'))
      .max(50, 'Has at most 50 items.')
      .readonly()
      .default([])
      .meta({ description: 'Slugs of documents that are asked for, with a topic about documents' }),
    change: z
      .int({ error: 'Must be the number of a change.' })
      .positive('Must be the number of a change.')
      .exactOptional()
      .meta({ description: 'With the topic `objection`: the change that is objected to' }),
    news: z.boolean().default(false).meta({
      description: 'Whether product news are wanted too; a mail with a link to confirm follows',
    }),
    attachments,
  })
  .superRefine(({ topic: about, documents, change }, issues) => {
    if (documents.length > 0 && !isAboutDocuments(about))
      report(issues, 'documents', 'Only with the topics document and contract-clauses.');
    if (change !== undefined && about !== 'objection')
      report(issues, 'change', 'Only with the topic objection.');
  })
  .meta({ id: 'InquiryWish' });

function report(issues: z.RefinementCtx, field: string, message: string): void {
  issues.addIssue({ code: 'custom', path: [field], message });
}

export const acknowledgement = z
  .object({
    kind: z.enum(['inquiry', 'request', 'objection']).meta({ description: 'What it became' }),
    reference: z.string().meta({ example: 'INQ-7K3M-92QF' }),
    topic,
    receivedAt: z.iso.datetime(),
    news: z.enum(['asked', 'not-taken']).optional(),
    detail: z.string().meta({ description: 'What follows' }),
  })
  .meta({
    id: 'InquiryAcknowledgement',
    description: 'The same whatever is known of the address.',
  });

export const messageWish = z
  .strictObject({ text: prose(10_000), attachments })
  .meta({ id: 'InquiryMessageWish' });

/** What `/trust/contact.json` says. */
export const contactForm = z
  .object({
    topics: z.array(z.object({ topic: z.enum(topics), title: z.string() })),
    documents: z.array(z.object({ slug: z.string(), title: z.string() })),
    changes: z.array(z.object({ change: z.int(), page: z.url() })),
    attachments: z.object({
      available: z.boolean(),
      most: z.int(),
      mostBytesEach: z.int(),
      mostBytesTogether: z.int(),
      mediaTypes: z.array(z.string()),
    }),
    languages: z.array(z.enum(languages)),
    sendsMail: z.boolean(),
    kept: z.array(z.string()),
    page: z.url(),
    post: z.url(),
  })
  .meta({ id: 'ContactForm', description: 'What the contact form takes, and what is kept of it.' });

const sent = z.object({
  id: z.string().meta({ example: 'att_0123456789abcdef0123456789abcdef' }),
  name: z.string(),
  mediaType: z.string().meta({ example: 'application/pdf' }),
  size: z.int().meta({ description: 'Bytes' }),
  url: z.url(),
});

/** An inquiry as whoever wrote sees it. */
export const ownInquiry = z
  .object({
    kind: z.literal('inquiry'),
    reference: z.string().meta({ example: 'INQ-7K3M-92QF' }),
    topic,
    state: z.enum(inquiryStates),
    receivedAt: z.iso.datetime(),
    confirmedAt: z.iso.datetime().optional(),
    endedAt: z.iso.datetime().optional(),
    name: z.string().optional(),
    company: z.string().optional(),
    email: z.string().optional(),
    language,
    messages: z.array(
      z.object({
        at: z.iso.datetime(),
        author: z.enum(['person', 'staff']),
        text: z.string(),
        attachments: z.array(sent),
      }),
    ),
  })
  .meta({ id: 'OwnInquiry', description: 'An inquiry, to whoever wrote.' });
