import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../http/audience.ts';
import { json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { streamParts } from '../http/stream-parts.ts';
import { csvOf, linesOf } from './lines.ts';
import {
  chainReport,
  eventList,
  eventQuery,
  exportQuery,
  presentEvent,
  presentReport,
  seenQuery,
} from './schema.ts';
import { listEvents } from './service.ts';
import { exportEvents } from './service/exporting.ts';
import { verifyRecord } from './service/verifying.ts';

export const auditApi = createRouter();

const tags = ['Record'];
// Named with its exact letters it would be taken for one JSON value.
const jsonLines: string = 'application/jsonl';

auditApi.openapi(
  createRoute({
    method: 'get',
    path: '/events',
    operationId: 'listEvents',
    summary: 'Read the record, newest first',
    tags,
    security,
    middleware: [forStaff('listEvents')] as const,
    request: { query: eventQuery },
    responses: { 200: json(eventList, 'A page of events'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const { items, next } = await listEvents(c.env.deps.db, { ...filter, before: cursor }, limit);
    return c.json(
      { items: items.map(presentEvent), next: next === null ? null : String(next) },
      200,
    );
  },
);

auditApi.openapi(
  createRoute({
    method: 'get',
    path: '/events/export.csv',
    operationId: 'exportEventsCsv',
    summary: 'Export the record as CSV, oldest first',
    tags,
    security,
    description: 'That it was exported, and how it was narrowed, stands in the record first.',
    middleware: [forStaff('exportEventsCsv')] as const,
    request: { query: exportQuery },
    responses: {
      200: {
        description: 'RFC 4180, a line for each event; `data` is JSON',
        content: { 'text/csv': { schema: z.string() } },
      },
      ...problems(422),
    },
  }),
  async (c) => {
    const pages = await exportEvents(c.get('ctx'), c.req.valid('query'), 'csv');
    return c.body(streamParts(csvOf(pages)), 200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="record.csv"',
    });
  },
);

auditApi.openapi(
  createRoute({
    method: 'get',
    path: '/events/export.jsonl',
    operationId: 'exportEvents',
    summary: 'Export the record as JSON lines, oldest first',
    tags,
    security,
    description: 'That it was exported, and how it was narrowed, stands in the record first.',
    middleware: [forStaff('exportEvents')] as const,
    request: { query: exportQuery },
    responses: {
      200: {
        description: 'One event a line, as the list gives them',
        content: { [jsonLines]: { schema: z.string() } },
      },
      ...problems(422),
    },
  }),
  async (c) => {
    const pages = await exportEvents(c.get('ctx'), c.req.valid('query'), 'jsonl');
    return c.body(streamParts(linesOf(pages)), 200, {
      'content-type': 'application/jsonl; charset=utf-8',
      'content-disposition': 'attachment; filename="record.jsonl"',
    });
  },
);

auditApi.openapi(
  createRoute({
    method: 'get',
    path: '/events/verification',
    operationId: 'verifyRecord',
    summary: 'Check that nothing in the record was changed, removed or put in',
    tags,
    security,
    description:
      'Makes the link of every event again (an HMAC over it and the link before, under a key that is not in the database). With `seq` and `mac` of an earlier answer it also says whether that event still stands there.',
    middleware: [forStaff('verifyRecord')] as const,
    request: { query: seenQuery },
    responses: { 200: json(chainReport, 'What was found'), ...problems(422) },
  }),
  async (c) => {
    const { seq, mac } = c.req.valid('query');
    if ((seq === undefined) !== (mac === undefined))
      throw new Refusal('invalid', 'Send `seq` and `mac` together, or neither.');
    const seen = seq !== undefined && mac !== undefined ? { seq, mac } : undefined;
    return c.json(presentReport(await verifyRecord(c.env.deps, seen)), 200);
  },
);
