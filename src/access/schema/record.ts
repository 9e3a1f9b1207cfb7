import { z } from 'zod';
import { asCustomerId, asId } from '../../core/ids.ts';
import { calendarDay, numberCursor, page, pageQuery, slug } from '../../http/schema.ts';
import { downloadStates } from '../model.ts';
import { grantStates } from '../model/grants.ts';

const instant = z.iso.datetime();
const sha = z.string().meta({ description: 'SHA-256 of the copy, hexadecimal' });

const grantId = z
  .string()
  .regex(/^grt_[0-9a-f]{32}$/, 'Must be the id of a grant: grt_ and 32 digits.')
  .transform((text) => asId('grt', text))
  .meta({ type: 'string', example: 'grt_0123456789abcdef0123456789abcdef' });

const tokenId = z
  .string()
  .regex(/^tok_[0-9a-f]{32}$/, 'Must be the id of a token: tok_ and 32 digits.')
  .transform((text) => asId('tok', text))
  .meta({ type: 'string', example: 'tok_0123456789abcdef0123456789abcdef' });

const customerId = z
  .string({ error: 'Must be the id of a customer.' })
  .regex(/^cus_[0-9a-f]{32}$/, 'Must be the id of a customer: cus_ and 32 digits.')
  .transform(asCustomerId)
  .meta({ type: 'string', example: 'cus_0123456789abcdef0123456789abcdef' });

export const byGrant = z.object({ id: grantId });
export const byToken = z.object({ id: tokenId });

const forEditors = z.string().nullable().meta({
  description: 'For roles that see persons; null once erased',
});

const whose = {
  request: z.string().meta({ example: 'req_0123456789abcdef0123456789abcdef' }),
  requestReference: z.string().meta({ example: 'REQ-7K3M-92QF' }),
  customer: z.string().nullable(),
  domain: z.string().meta({ description: 'Of the confirmed address', example: 'bank.example' }),
  name: forEditors,
  email: forEditors,
  company: forEditors,
};

export const accessGrant = z
  .object({
    id: z.string(),
    reference: z.string().meta({ example: 'GRT-7K3M-92QF' }),
    document: z.string().meta({ description: 'Slug' }),
    documentVersion: z.int(),
    ...whose,
    state: z.enum(grantStates),
    from: instant,
    until: instant,
    mostDownloads: z.int(),
    downloads: z.int(),
    allowsToken: z.boolean(),
    acceptance: z.string().nullable().meta({ description: 'Of the NDA, where one was needed' }),
    decidedBy: z.string().nullable().meta({ description: 'Null where the rules decided' }),
    revokedAt: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'AccessGrant', description: 'The right of one person to one version of a document' });

export const accessGrantList = page(accessGrant).meta({ id: 'AccessGrantList' });

const byDocument = slug.optional().meta({ description: 'Only of this document' });
const byCustomer = customerId.optional().meta({ description: 'Only of this customer' });

export const grantQuery = pageQuery.extend({
  cursor: grantId.optional(),
  document: byDocument,
  customer: byCustomer,
  domain: z
    .string()
    .max(253)
    .transform((text) => text.toLowerCase())
    .optional()
    .meta({ type: 'string', description: 'Only of people of this mail domain' }),
  state: z
    .enum(grantStates, { error: `Is one of ${grantStates.join(', ')}.` })
    .optional()
    .meta({ description: 'Only in this state' }),
});

export const termsInput = z
  .strictObject({
    until: z.iso
      .datetime({ error: 'Must be an instant in UTC, e.g. 2027-01-04T12:00:00Z.' })
      .transform((text) => new Date(text))
      .meta({ type: 'string', format: 'date-time', description: 'Within the next 365 days' }),
    mostDownloads: z.int({ error: 'Must be a number.' }).min(1).max(1000),
    allowsToken: z.boolean({ error: 'Is true or false.' }),
  })
  .meta({ id: 'GrantTerms' });

const download = z
  .object({
    id: z.int(),
    reference: z.string().meta({
      description: 'Stands on every page of a marked copy',
      example: 'GRT-7K3M-92QF/3',
    }),
    grant: z.string(),
    number: z.int(),
    document: z.string().meta({ description: 'Slug' }),
    documentVersion: z.int(),
    ...whose,
    at: instant,
    via: z.enum(['link', 'token']),
    token: z.string().nullable(),
    sha256: sha,
    size: z.int().meta({ description: 'Bytes' }),
    state: z.enum(downloadStates).meta({
      description:
        '`prepared` until its last byte left; what stays so was begun, and its end is not known',
    }),
    endedAt: instant.nullable(),
    clientAddress: z.string().nullable().meta({
      description: 'Network address, for roles that see persons; emptied after 30 days',
    }),
  })
  .meta({ id: 'Download', description: 'A copy that was given out' });

export const downloadList = page(download).meta({ id: 'DownloadList' });

export const downloadQuery = pageQuery.extend({
  cursor: numberCursor.optional(),
  grant: grantId.optional().meta({ description: 'Only by this grant' }),
  document: byDocument,
  customer: byCustomer,
});

export const trace = z
  .object({
    items: z.array(download),
    sha256: z.string().meta({ description: 'Of the file that you sent' }),
    references: z
      .array(z.string())
      .meta({ description: 'What the marks in the file say, most frequent first' }),
    detail: z.string(),
  })
  .meta({ id: 'Trace', description: 'To whom a file was given' });

export const monthQuery = z.strictObject({
  month: z
    .string({ error: 'Say which month: YYYY-MM.' })
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Must be a month as YYYY-MM, e.g. 2027-01.')
    .meta({ description: 'In days of the organisation', example: '2027-01' }),
});

export const monthSummary = z
  .object({
    month: z.string(),
    items: z.array(
      z.object({
        slug: z.string(),
        title: z.string(),
        requests: z.int(),
        approvals: z.int().meta({ description: 'Each document of a request once' }),
        declines: z.int(),
        acceptances: z.int().meta({ description: 'Of an NDA, for this document' }),
        downloads: z.int(),
        holders: z.int().meta({ description: 'People who could have it on some day of the month' }),
      }),
    ),
  })
  .meta({ id: 'AccessSummary', description: 'A month, document by document' });

const happened = {
  at: instant,
  action: z.string().meta({ example: 'access.downloaded' }),
  documents: z.array(
    z.object({
      slug: z.string(),
      version: z.int().nullable(),
      decision: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  grant: z.string().nullable().meta({ example: 'GRT-7K3M-92QF' }),
  download: z.int().nullable().meta({ description: 'Its number within the grant' }),
  via: z.string().nullable(),
  sha256: z.string().nullable(),
  state: z.string().nullable().meta({ description: 'How far a download came' }),
  nda: z.string().nullable().meta({ description: 'Name and number of the text accepted' }),
};

export const accessRecord = z
  .object({ items: z.array(z.object({ seq: z.int(), ...happened, actor: z.string(), ...whose })) })
  .meta({ id: 'AccessRecord', description: 'Everything that happened to requests, oldest first' });

export const ownAccessRecord = z
  .object({
    items: z.array(
      z.object({
        ...happened,
        request: z.string(),
        name: z.string().nullable(),
        email: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'OwnAccessRecord', description: 'What a customer’s own people asked for and got' });

export const recordQuery = z.strictObject({
  customer: byCustomer,
  from: calendarDay.optional().meta({ description: 'First day' }),
  until: calendarDay.optional().meta({ description: 'Last day' }),
});

const accessToken = z
  .object({
    id: z.string(),
    request: z.string(),
    createdAt: instant,
    expiresAt: instant,
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'AccessToken', description: 'For programs of somebody who was given documents' });

export const accessTokenList = page(accessToken).meta({ id: 'AccessTokenList' });

export const tokenQuery = pageQuery.extend({ cursor: tokenId.optional() });
