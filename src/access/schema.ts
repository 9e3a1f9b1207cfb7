import { z } from 'zod';
import { line, prose, slug } from '../http/schema.ts';
import { mailbox } from '../objections/schema.ts';
import { languages } from '../core/language.ts';
import { itemStates, requestStates } from './model.ts';

/** Ticked one by one; of more nobody could say what they are for. */
const mostDocuments = 20;

const documents = z
  .array(slug, { error: 'Must be a list of documents.' })
  .max(mostDocuments, `Has at most ${mostDocuments} documents.`);

/** Who asks, by whichever way it comes. */
const asking = {
  name: line(200).meta({ description: 'Who asks', example: 'Robin Doe' }),
  email: mailbox.meta({ type: 'string', format: 'email', example: 'robin@company.example' }),
  company: line(200).meta({ description: 'For which company', example: 'Example GmbH' }),
  role: line(200).exactOptional().meta({ description: 'What they do there' }),
  message: prose(5_000).exactOptional().meta({ description: 'Anything else' }),
  language: z
    .enum(languages, { error: `Is one of ${languages.join(', ')}.` })
    .default('en')
    .meta({ description: 'In which mails are written' }),
};

const purpose = prose(1_000).meta({
  description: 'What the documents are for',
  example: 'Review of our suppliers before we sign.',
});

/** What somebody enters at the form of a document. */
export const accessWish = z
  .strictObject({
    ...asking,
    purpose,
    documents: documents
      .default([])
      .meta({ description: 'Others that are asked for beside it, by their slugs' }),
  })
  .meta({ id: 'AccessWish' });

/** What staff enter of a request that reached them. */
export const said = {
  ...asking,
  purpose: purpose.exactOptional(),
  documents: documents.min(1, 'Name a document.').meta({ description: 'By their slugs' }),
};

export const acknowledgement = z
  .object({
    reference: z.string().meta({ example: 'REQ-7K3M-92QF' }),
    receivedAt: z.iso.datetime(),
    detail: z.string(),
  })
  .meta({
    id: 'AccessAcknowledgement',
    description: 'The same whatever is known of the address and of the company.',
  });

export const messageWish = z.strictObject({ text: prose(5_000) }).meta({ id: 'AccessMessageWish' });

export const signatureWish = z
  .strictObject({
    fullName: line(200).meta({ description: 'Of whoever accepts', example: 'Robin Doe' }),
    title: line(200).meta({ description: 'What they are in the company', example: 'CISO' }),
    company: line(200).meta({ example: 'Example GmbH' }),
    accepted: z
      .literal(true, { error: 'Tick the box if you accept; otherwise leave the page as it is.' })
      .meta({ description: 'That the text was read and is accepted' }),
    sha256: z
      .string({ error: 'Must be the hash of the text.' })
      .max(100)
      .meta({ description: 'Of the text that was shown' }),
    email: mailbox.exactOptional().meta({
      type: 'string',
      format: 'email',
      description: 'Not needed. Another than the confirmed one is refused.',
    }),
  })
  .meta({ id: 'NdaSignature' });

const message = z.object({
  at: z.iso.datetime(),
  author: z.enum(['requester', 'staff']),
  text: z.string(),
});

/** A request as whoever asked sees it. */
export const ownRequest = z
  .object({
    kind: z.literal('document-request'),
    reference: z.string().meta({ example: 'REQ-7K3M-92QF' }),
    state: z.enum(requestStates),
    receivedAt: z.iso.datetime(),
    verifiedAt: z.iso.datetime().optional(),
    endedAt: z.iso.datetime().optional(),
    documents: z.array(
      z.object({
        slug: z.string().optional().meta({ description: 'Absent once it is hidden' }),
        title: z.string(),
        state: z.enum(itemStates),
      }),
    ),
    name: z.string().optional(),
    email: z.string().optional(),
    company: z.string().optional(),
    role: z.string().optional(),
    purpose: z.string().optional(),
    language: z.enum(languages),
    toSign: z
      .object({ title: z.string(), number: z.int(), sha256: z.string(), text: z.string() })
      .optional()
      .meta({ description: 'The NDA that is to be accepted next' }),
    accepted: z.array(
      z.object({
        id: z.string().meta({ example: 'acc_0123456789abcdef0123456789abcdef' }),
        acceptedAt: z.iso.datetime(),
      }),
    ),
    messages: z.array(message),
  })
  .meta({ id: 'OwnAccessRequest', description: 'A request for documents, to whoever asked.' });
