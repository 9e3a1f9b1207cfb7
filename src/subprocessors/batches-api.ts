import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { asBatchId } from '../core/ids.ts';
import { forStaff } from '../http/audience.ts';
import { etagOf, readExpected, requireExpected } from '../http/etag.ts';
import { idempotent } from '../http/idempotency.ts';
import { jsonBody, jsonBodyUpTo } from '../http/json-body.ts';
import {
  body,
  etagHeader,
  ifMatch,
  json,
  locationHeader,
  security,
  withIdempotencyKey,
} from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { pageQuery, problems, slug } from '../http/schema.ts';
import {
  batch,
  batchInput,
  batchList,
  batchWithEntries,
  decisionsSchema,
  draft,
  largestDecision,
  publication,
  publicationPlan,
} from './schema/batches.ts';
import { draftSchema } from './schema/facts.ts';
import {
  createBatch,
  deleteBatch,
  deleteDraft,
  getBatchWithDrafts,
  getDraft,
  listBatches,
  putDraft,
  replaceBatch,
} from './service/batches.ts';
import { planBatch, publishBatch } from './service/publication.ts';
import {
  presentBatch,
  presentBatchWithEntries,
  presentDraft,
  presentPlan,
  presentPublication,
} from './staff-present.ts';

export const batchesApi = createRouter();

const tags = ['Batches'];
const byId = z.object({ id: z.string().transform(asBatchId) });
const byIdAndSlug = byId.extend({ slug });

batchesApi.openapi(
  createRoute({
    method: 'get',
    path: '/batches',
    operationId: 'listBatches',
    summary: 'List batches, newest first',
    tags,
    security,
    middleware: [forStaff('listBatches')] as const,
    request: { query: pageQuery },
    responses: { 200: json(batchList, 'A page of batches'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { items, next } = await listBatches(
      c.env.deps.db,
      cursor === undefined ? undefined : asBatchId(cursor),
      limit,
    );
    return c.json({ items: items.map(presentBatch), next }, 200);
  },
);

batchesApi.openapi(
  createRoute({
    method: 'post',
    path: '/batches',
    operationId: 'createBatch',
    summary: 'Begin a batch',
    tags,
    security,
    description:
      'Edits gather in a batch; publishing it makes one change, with one page and one announcement.',
    middleware: [forStaff('createBatch'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(batchInput) },
    responses: {
      201: { ...json(batch, 'The batch'), headers: etagHeader.extend(locationHeader.shape) },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const created = await createBatch(c.get('ctx'), c.req.valid('json'));
    return c.json(presentBatch(created), 201, {
      etag: etagOf(created.version),
      location: `${c.env.deps.config.base}/api/v1/batches/${created.id}`,
    });
  },
);

batchesApi.openapi(
  createRoute({
    method: 'get',
    path: '/batches/{id}',
    operationId: 'getBatch',
    summary: 'Read a batch with its entries',
    tags,
    security,
    middleware: [forStaff('getBatch')] as const,
    request: { params: byId },
    responses: {
      200: { ...json(batchWithEntries, 'The batch'), headers: etagHeader },
      ...problems(404),
    },
  }),
  async (c) => {
    const found = await getBatchWithDrafts(c.env.deps.db, c.req.valid('param').id);
    return c.json(
      presentBatchWithEntries(found.batch, found.drafts, c.get('ctx').actor.role),
      200,
      {
        etag: etagOf(found.batch.version),
      },
    );
  },
);

batchesApi.openapi(
  createRoute({
    method: 'put',
    path: '/batches/{id}',
    operationId: 'replaceBatch',
    summary: 'Set title, reason and effective day',
    tags,
    security,
    middleware: [forStaff('replaceBatch'), ...jsonBody] as const,
    request: { params: byId, headers: ifMatch, body: body(batchInput) },
    responses: {
      200: { ...json(batch, 'The batch'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const saved = await replaceBatch(
      c.get('ctx'),
      c.req.valid('param').id,
      c.req.valid('json'),
      requireExpected(c),
    );
    return c.json(presentBatch(saved), 200, { etag: etagOf(saved.version) });
  },
);

batchesApi.openapi(
  createRoute({
    method: 'delete',
    path: '/batches/{id}',
    operationId: 'deleteBatch',
    summary: 'Discard a batch that is not published',
    tags,
    security,
    middleware: [forStaff('deleteBatch')] as const,
    request: { params: byId },
    responses: { 204: { description: 'Discarded' }, ...problems(404, 409) },
  }),
  async (c) => {
    await deleteBatch(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  },
);

batchesApi.openapi(
  createRoute({
    method: 'get',
    path: '/batches/{id}/entries/{slug}',
    operationId: 'getDraft',
    summary: 'Read what an entry shall say',
    tags,
    security,
    middleware: [forStaff('getDraft')] as const,
    request: { params: byIdAndSlug },
    responses: {
      200: { ...json(draft, 'The entry in the batch'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { id, slug: name } = c.req.valid('param');
    const found = await getDraft(c.env.deps.db, id, name);
    return c.json(presentDraft(found.draft, c.get('ctx').actor.role), 200, {
      etag: etagOf(found.version),
    });
  },
);

batchesApi.openapi(
  createRoute({
    method: 'put',
    path: '/batches/{id}/entries/{slug}',
    operationId: 'putDraft',
    summary: 'Put an entry into a batch',
    tags,
    security,
    description:
      'All facts the entry shall have. A slug that the register does not know is an addition; `effectiveUntil` ends the entry; `replaces` links an addition to the entry that it replaces. If-Match is needed when the batch touches the entry already.',
    middleware: [forStaff('putDraft'), ...jsonBody] as const,
    request: { params: byIdAndSlug, headers: ifMatch, body: body(draftSchema) },
    responses: {
      200: { ...json(draft, 'Replaced'), headers: etagHeader },
      201: { ...json(draft, 'Put into the batch'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const { id, slug: name } = c.req.valid('param');
    const saved = await putDraft(
      c.get('ctx'),
      id,
      { ...c.req.valid('json'), slug: name },
      readExpected(c),
    );
    return c.json(presentDraft(saved.draft, c.get('ctx').actor.role), saved.created ? 201 : 200, {
      etag: etagOf(saved.version),
    });
  },
);

batchesApi.openapi(
  createRoute({
    method: 'delete',
    path: '/batches/{id}/entries/{slug}',
    operationId: 'deleteDraft',
    summary: 'Take an entry out of a batch',
    tags,
    security,
    middleware: [forStaff('deleteDraft')] as const,
    request: { params: byIdAndSlug },
    responses: {
      204: { description: 'Taken out; the register keeps what it says' },
      ...problems(404, 409, 422),
    },
  }),
  async (c) => {
    const { id, slug: name } = c.req.valid('param');
    await deleteDraft(c.get('ctx'), id, name);
    return c.body(null, 204);
  },
);

batchesApi.openapi(
  createRoute({
    method: 'put',
    path: '/batches/{id}/publication',
    operationId: 'publishBatch',
    summary: 'Publish a batch, or see what would be published',
    tags,
    security,
    description:
      'With `dry_run=true` nothing is written and the answer is the plan. Without it the batch becomes one change, all of it or nothing; send the ETag of the batch as If-Match, so that what you saw is what is published.',
    middleware: [forStaff('publishBatch'), ...jsonBodyUpTo(largestDecision)] as const,
    request: {
      params: byId,
      headers: ifMatch,
      query: z.strictObject({
        dry_run: z.enum(['true', 'false'], { error: 'Is true or false.' }).default('false'),
      }),
      body: body(decisionsSchema),
    },
    responses: {
      200: { ...json(publicationPlan, 'The plan (dry run)'), headers: etagHeader },
      201: { ...json(publication, 'The change that was published'), headers: locationHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const decisions = c.req.valid('json');
    if (c.req.valid('query').dry_run === 'true') {
      const { batch: found, ...planned } = await planBatch(c.get('ctx'), id, decisions);
      return c.json(presentPlan(planned), 200, { etag: etagOf(found.version) });
    }
    const { origin, base } = c.env.deps.config;
    const change = await publishBatch(c.get('ctx'), id, decisions, requireExpected(c));
    return c.json(presentPublication(change, `${origin}${base}`), 201, {
      location: `${base}/changes/${change.id}`,
    });
  },
);
