import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../http/audience.ts';
import { idempotent } from '../http/idempotency.ts';
import { json, locationHeader, security, withIdempotencyKey } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { presentReport } from './present.ts';
import { readList } from './readers/read-list.ts';
import { fileTypes, importLimit, readCall } from './request.ts';
import { importQuery, importReport, importRequest } from './schema.ts';
import { importList, planListImport } from './service.ts';

export const importsApi = createRouter();

const file = z.string().meta({ description: 'The file as it is; options go into the query' });

const route = createRoute({
  method: 'post',
  path: '/imports',
  operationId: 'importList',
  summary: 'Import a list, or see what importing it would do',
  tags: ['Imports'],
  security,
  description:
    'CSV, JSON, Markdown or HTML, as a file or as text inside JSON. The answer shows the rows found, what the columns are taken for, and what each row would do; nothing is guessed and nothing left out silently. With `dry_run=false` it becomes one batch, all of it or nothing, once every question of the dry run has its decision; publishing the batch is a step of its own.',
  request: {
    query: importQuery,
    headers: withIdempotencyKey,
    body: {
      required: true,
      content: {
        'application/json': { schema: importRequest },
        ...Object.fromEntries(fileTypes.map((type) => [type, { schema: file }])),
      },
    },
  },
  responses: {
    200: json(importReport, 'The report: of a dry run, or of a list that changes nothing'),
    201: { ...json(importReport, 'The report and the batch'), headers: locationHeader },
    ...problems(400, 409, 413, 415, 422),
  },
});

// Registered by hand: the body is read by its media type, and application/json may be the list itself.
importsApi.openAPIRegistry.registerPath(route);
importsApi.post('/imports', forStaff('importList'), importLimit, idempotent(), async (c) => {
  const { dryRun, source, decoded, options } = await readCall(c);
  const reading = await readList(source);
  const input = { ...options, reading, warnings: decoded.warnings };
  const ctx = c.get('ctx');
  const report = dryRun ? await planListImport(ctx, input) : await importList(ctx, input);
  const body = presentReport(report, dryRun, c.env.deps.config.base);
  if (body.batch === null) return c.json(body, 200);
  return c.json(body, 201, { location: body.batch.url });
});
