import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { forStaff } from '../../http/audience.ts';
import type { StaffEnv } from '../../http/env.ts';
import { idempotent } from '../../http/idempotency.ts';
import { parseJson } from '../../http/json-body.ts';
import { json, security, withIdempotencyKey } from '../../http/openapi.ts';
import { createRouter, invalid } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { decodeBytes } from '../../imports/readers/decode.ts';
import { readControls } from '../csv.ts';
import { readDocument } from '../json-document.ts';
import type { ReadItems } from '../model/importing.ts';
import { importReport } from '../schema/importing.ts';
import { importStatements, planImport } from '../service/importing.ts';
import { presentImport } from '../staff-present.ts';

export const controlFilesApi = createRouter();

const maxBytes = 4 * 1024 * 1024;

const importQuery = z.strictObject({
  dry_run: z
    .enum(['true', 'false'], { error: 'Is true or false.' })
    .default('false')
    .meta({ description: 'Shows what each item would do, and stores nothing' }),
  missing: z.enum(['keep', 'remove'], { error: 'Is keep or remove.' }).default('keep').meta({
    description:
      'What becomes of that which is stated and not sent, of the kinds that were sent: of CSV the controls',
  }),
});

const route = createRoute({
  method: 'post',
  path: '/control-imports',
  operationId: 'importControls',
  summary: 'Import what is stated from CSV or JSON, or see what importing it would do',
  tags: ['Controls'],
  security,
  description:
    'CSV holds controls, with the columns of /trust/controls.csv in any order. JSON is /trust/controls.json as it is published, or a part of it. Items are matched by id. All of it is stored or nothing; what is the same already is left alone.',
  request: {
    query: importQuery,
    headers: withIdempotencyKey,
    body: {
      required: true,
      content: {
        'text/csv': { schema: z.string() },
        'application/json': { schema: z.looseObject({}) },
      },
    },
  },
  responses: {
    200: json(importReport, 'What each item did, or would do'),
    ...problems(400, 409, 413, 415, 422),
  },
});

const limit = bodyLimit({
  maxSize: maxBytes,
  onError: () => {
    throw new Refusal('too_large', `A file has at most ${maxBytes / 1024 / 1024} MB.`);
  },
});

// Registered by hand: the body is a file of either kind.
controlFilesApi.openAPIRegistry.registerPath(route);
controlFilesApi.post(
  '/control-imports',
  forStaff('importControls'),
  limit,
  idempotent(),
  async (c) => {
    const query = importQuery.safeParse(c.req.query());
    if (!query.success) throw invalid(query.error.issues, ['query']);
    const sent = await read(c);
    const dryRun = query.data.dry_run === 'true';
    const removes = query.data.missing === 'remove';
    const act = dryRun ? planImport : importStatements;
    return c.json(presentImport(await act(c.get('ctx'), sent, removes), dryRun), 200);
  },
);

async function read(c: Context<StaffEnv>): Promise<ReadItems> {
  const header = c.req.header('content-type') ?? '';
  const mediaType = header.split(';')[0]?.trim().toLowerCase();
  const bytes = await c.req.arrayBuffer();
  if (mediaType === 'application/json') return readDocument(parseJson(bytes));
  if (mediaType !== 'text/csv')
    throw new Refusal(
      'wrong_media_type',
      'Send the file with "Content-Type: text/csv" or "application/json".',
    );
  const charset = /;\s*charset="?([\w-]+)"?/i.exec(header)?.[1];
  return readControls(decodeBytes(new Uint8Array(bytes), charset).text);
}
