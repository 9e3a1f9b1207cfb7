import { createRoute } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { forStaff } from '../../http/audience.ts';
import { idempotent } from '../../http/idempotency.ts';
import { json, security, withIdempotencyKey } from '../../http/openapi.ts';
import { streamParts } from '../../http/stream-parts.ts';
import { createRouter, invalid } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { decodeBytes } from '../../imports/readers/decode.ts';
import { csvOf, readLines } from '../csv.ts';
import { presentExport, presentImport } from '../present.ts';
import { byCustomer, importReport } from '../schema.ts';
import { exportedCustomer } from '../schema/export.ts';
import { exportCustomer, exportCustomers } from '../service/exporting.ts';
import { importCustomers, planCustomerImport } from '../service/importing.ts';

export const customerFilesApi = createRouter();

const tags = ['Customers'];
const maxBytes = 4 * 1024 * 1024;

customerFilesApi.openapi(
  createRoute({
    method: 'get',
    path: '/customers/export.csv',
    operationId: 'exportCustomers',
    summary: 'Export all customers as CSV',
    tags,
    security,
    description:
      'A line for each contact with a mail address, at least one for each customer; an import takes it as it is. Webhooks and chats are left out: their addresses are keys. Who exported how many stands in the record.',
    middleware: [forStaff('exportCustomers')] as const,
    responses: {
      200: {
        description: 'RFC 4180, a line for each contact',
        content: { 'text/csv': { schema: z.string() } },
      },
      ...problems(),
    },
  }),
  async (c) => {
    const parts = csvOf(await exportCustomers(c.get('ctx')));
    return c.body(streamParts(parts), 200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="customers.csv"',
    });
  },
);

customerFilesApi.openapi(
  createRoute({
    method: 'get',
    path: '/customers/{id}/export.json',
    operationId: 'exportCustomer',
    summary: 'Export everything that is stored about a customer',
    tags,
    security,
    description: 'Who asked for it stands in the record.',
    middleware: [forStaff('exportCustomer')] as const,
    request: { params: byCustomer },
    responses: { 200: json(exportedCustomer, 'All of it'), ...problems(404, 422) },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const exported = await exportCustomer(ctx, c.req.valid('param').id);
    return c.json(presentExport(exported, ctx.actor.role), 200);
  },
);

const importQuery = z.strictObject({
  dry_run: z
    .enum(['true', 'false'], { error: 'Is true or false.' })
    .default('false')
    .meta({ description: 'Shows what each line would do, and stores nothing' }),
});

const route = createRoute({
  method: 'post',
  path: '/customer-imports',
  operationId: 'importCustomers',
  summary: 'Import customers from CSV, or see what importing them would do',
  tags,
  security,
  description:
    'A line for each contact; the lines of one customer say the same of it. Customers are matched by `id`, else by `reference`; those that the file leaves out stay, and so do contacts. All of it is stored or nothing. An empty cell of a term is as the profile says.',
  request: {
    query: importQuery,
    headers: withIdempotencyKey,
    body: { required: true, content: { 'text/csv': { schema: z.string() } } },
  },
  responses: {
    200: json(importReport, 'What each line did, or would do'),
    ...problems(400, 409, 413, 415, 422),
  },
});

const limit = bodyLimit({
  maxSize: maxBytes,
  onError: () => {
    throw new Refusal('too_large', `A file has at most ${maxBytes / 1024 / 1024} MB.`);
  },
});

// Registered by hand: the body is a file.
customerFilesApi.openAPIRegistry.registerPath(route);
customerFilesApi.post(
  '/customer-imports',
  forStaff('importCustomers'),
  limit,
  idempotent(),
  async (c) => {
    const query = importQuery.safeParse(c.req.query());
    if (!query.success) throw invalid(query.error.issues, ['query']);
    const [mediaType, charset] = typeOf(c.req.header('content-type') ?? '');
    if (mediaType !== 'text/csv')
      throw new Refusal('wrong_media_type', 'Send the file with "Content-Type: text/csv".');
    const { text } = decodeBytes(new Uint8Array(await c.req.arrayBuffer()), charset);
    const { lines, faults } = readLines(text);
    const dryRun = query.data.dry_run === 'true';
    const act = dryRun ? planCustomerImport : importCustomers;
    return c.json(presentImport(await act(c.get('ctx'), lines, faults), dryRun), 200);
  },
);

function typeOf(header: string): readonly [string, string | undefined] {
  const charset = /;\s*charset="?([\w-]+)"?/i.exec(header)?.[1];
  return [header.split(';')[0]?.trim().toLowerCase() ?? '', charset];
}
