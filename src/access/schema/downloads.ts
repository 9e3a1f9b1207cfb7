import { z } from 'zod';
import { grantStates } from '../model/grants.ts';

const instant = z.iso.datetime();

export const downloadLink = z
  .object({
    kind: z.literal('download-link'),
    request: z.string().meta({ example: 'REQ-7K3M-92QF' }),
    expiresAt: instant,
    documents: z.array(z.object({ title: z.string(), version: z.int(), until: instant })),
  })
  .meta({ id: 'DownloadLink', description: 'What a link of one use leads to, before it is used' });

const heldToken = z
  .object({
    id: z.string().meta({ example: 'tok_0123456789abcdef0123456789abcdef' }),
    createdAt: instant,
    expiresAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'HeldToken', description: 'A token for programs; its secret was shown once' });

const file = z
  .string()
  .nullable()
  .meta({ description: 'Where a copy is fetched in this session; each one is counted' });

export const downloadSession = z
  .object({
    kind: z.literal('download-session'),
    request: z.string().meta({ example: 'REQ-7K3M-92QF' }),
    expiresAt: instant.meta({ description: 'A quarter of an hour after the link was used' }),
    documents: z.array(
      z.object({
        id: z.string().meta({ example: 'doc_0123456789abcdef0123456789abcdef' }),
        slug: z.string(),
        title: z.string(),
        grant: z
          .string()
          .meta({ example: 'GRT-7K3M-92QF', description: 'Stands in every copy that is marked' }),
        version: z.int(),
        state: z.enum(grantStates),
        until: instant,
        downloadsLeft: z.int(),
        file,
        renewable: z.boolean().meta({
          description: 'A newer version is in force: POST `renewals` with the id of the document',
        }),
        tokens: z.boolean().meta({ description: 'Whether a token for programs may open it' }),
        letters: z
          .array(z.object({ slug: z.string(), title: z.string(), file }))
          .meta({ description: 'Letters that continue the period of this report' }),
      }),
    ),
    tokens: z.array(heldToken),
  })
  .meta({ id: 'DownloadSession', description: 'What was given, to whoever has used the link' });

export const openedSession = z
  .object({ session: z.string(), href: z.string().meta({ description: 'Where the session is' }) })
  .meta({ id: 'OpenedSession' });

export const madeToken = z
  .object({
    id: z.string(),
    token: z.string().meta({
      description: 'Send it as `Authorization: Bearer`. It is shown this once.',
      example: 'axt_…',
    }),
    expiresAt: instant,
  })
  .meta({ id: 'MadeToken' });

export const renewalWish = z
  .strictObject({
    document: z
      .string({ error: 'Must be the id of a document.' })
      .regex(/^doc_[0-9a-f]{32}$/, 'Must be the id of a document.')
      .meta({ example: 'doc_0123456789abcdef0123456789abcdef' }),
  })
  .meta({ id: 'RenewalWish' });

export const renewal = z
  .object({
    outcome: z.enum(['granted', 'signing']).meta({
      description: '`signing`: the NDA has a newer version, which is to be accepted first',
    }),
  })
  .meta({ id: 'Renewal' });
