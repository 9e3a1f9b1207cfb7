import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { addDays, startOfDay } from '../../core/day.ts';
import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { forStaff } from '../../http/audience.ts';
import { json, security } from '../../http/openapi.ts';
import { createRouter, invalid } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { readBounded, streamOfTexts } from '../../http/streams.ts';
import { daysOfMonth } from '../model/record.ts';
import { presentDownload, presentMonth, recordCsv, recordJson } from '../present/record.ts';
import {
  accessRecord,
  downloadList,
  downloadQuery,
  monthQuery,
  monthSummary,
  recordQuery,
  trace,
} from '../schema/record.ts';
import { exportRecord } from '../service/record-exporting.ts';
import { listDownloads } from '../service/record-inventory.ts';
import { summarise } from '../service/record-summaries.ts';
import { timeZoneOf } from '../service/showing.ts';
import { traceFile } from '../service/trace-finding.ts';

/** What was given out: the history, months, the record as a file, and whose a leaked copy is. */
export const accessRecordApi = createRouter();

const tags = ['Access'];
/** A re-saved copy may be larger than what we gave out. */
const mostTracedBytes = 110 * 1024 * 1024;

accessRecordApi.openapi(
  createRoute({
    method: 'get',
    path: '/downloads',
    operationId: 'listDownloads',
    summary: 'List every copy that was given out, newest first',
    tags,
    security,
    middleware: [forStaff('listDownloads')] as const,
    request: { query: downloadQuery },
    responses: { 200: json(downloadList, 'A page of downloads'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit, ...query } = c.req.valid('query');
    const { deps, actor } = c.get('ctx');
    const { items, next } = await listDownloads(deps, query, cursor, limit);
    return c.json(
      {
        items: items.map((each) => presentDownload(each, actor.role)),
        next: next === null ? null : String(next),
      },
      200,
    );
  },
);

accessRecordApi.openapi(
  createRoute({
    method: 'get',
    path: '/access-summaries',
    operationId: 'summarise',
    summary: 'A month in figures, document by document',
    tags,
    security,
    middleware: [forStaff('summarise')] as const,
    request: { query: monthQuery },
    responses: { 200: json(monthSummary, 'The month'), ...problems(422) },
  }),
  async (c) => {
    const { month } = c.req.valid('query');
    const items = await summarise(c.env.deps, daysOfMonth(month));
    return c.json({ month, items: items.map(presentMonth) }, 200);
  },
);

const exported = {
  tags,
  security,
  description:
    'Requests, decisions, acceptances, grants and downloads as they stand in the audit, oldest first, streamed. With a customer only what its own people did. Who exported it stands in the record.',
  request: { query: recordQuery },
};

accessRecordApi.openAPIRegistry.registerPath(
  createRoute({
    ...exported,
    method: 'get',
    path: '/access-record/export.csv',
    operationId: 'exportRecordAsCsv',
    summary: 'Export the access record as CSV',
    responses: {
      200: {
        description: 'RFC 4180, a line for each thing that happened',
        content: { 'text/csv': { schema: z.string() } },
      },
      ...problems(422),
    },
  }),
);
accessRecordApi.get('/access-record/export.csv', forStaff('exportRecordAsCsv'), async (c) => {
  const query = readQuery(recordQuery, c.req.query());
  const parts = await exportRecord(c.get('ctx'), await spanOf(c.env.deps, query), 'csv');
  return c.body(streamOfTexts(recordCsv(parts)), 200, {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="access-record.csv"',
  });
});

accessRecordApi.openAPIRegistry.registerPath(
  createRoute({
    ...exported,
    method: 'get',
    path: '/access-record/export.json',
    operationId: 'exportRecordAsJson',
    summary: 'Export the access record as JSON',
    responses: { 200: json(accessRecord, 'All of it'), ...problems(422) },
  }),
);
accessRecordApi.get('/access-record/export.json', forStaff('exportRecordAsJson'), async (c) => {
  const ctx = c.get('ctx');
  const query = readQuery(recordQuery, c.req.query());
  const parts = await exportRecord(ctx, await spanOf(c.env.deps, query), 'json');
  return c.body(streamOfTexts(recordJson(parts, ctx.actor.role)), 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="access-record.json"',
  });
});

accessRecordApi.openAPIRegistry.registerPath(
  createRoute({
    method: 'post',
    path: '/documents/trace',
    operationId: 'traceFile',
    summary: 'Find out to whom a file was given',
    tags,
    security,
    description:
      'The body is the file that has turned up. It is found by the marks in it, also after it was saved by another program, and by its hash where it was not changed. Nothing of it is kept. Names are for roles that see persons.',
    request: {
      body: {
        required: true,
        content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
      },
    },
    responses: { 200: json(trace, 'Whose it is'), ...problems(400, 413, 415) },
  }),
);
accessRecordApi.post('/documents/trace', forStaff('traceFile'), async (c) => {
  const { deps, actor } = c.get('ctx');
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/pdf' && type !== 'application/octet-stream')
    throw new Refusal('wrong_media_type', 'Send the file with "Content-Type: application/pdf".');
  const bytes = await readBounded(
    c.req.raw.body,
    Math.min(mostTracedBytes, 2 * deps.pdf.mostMarkedBytes),
  );
  const { found, sha256, references } = await traceFile(deps, bytes);
  return c.json(
    {
      items: found.map((each) => presentDownload(each, actor.role)),
      sha256,
      references: [...references],
      detail: detailOf(found.length, references.length),
    },
    200,
  );
});

function detailOf(found: number, references: number): string {
  if (found > 0) return 'The file is, or was made of, what is listed.';
  return references > 0
    ? 'The file has marks, but none is of a copy that was given out here.'
    : 'No mark was found, and no copy had this hash. It may have been printed and scanned, or never given out here.';
}

function readQuery<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const read = schema.safeParse(value);
  if (!read.success) throw invalid(read.error.issues, ['query']);
  return read.data;
}

/** From the start of the first day to the end of the last, for the organisation. */
async function spanOf(deps: Deps, { customer, from, until }: z.output<typeof recordQuery>) {
  const zone = await timeZoneOf(deps);
  return {
    customer,
    ...(from && { from: startOfDay(from, zone) }),
    ...(until && { until: startOfDay(addDays(until, 1), zone) }),
  };
}
