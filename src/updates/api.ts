import { placeOf } from '../publication/place.ts';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { asUpdateId } from '../core/ids.ts';
import { forStaff } from '../http/audience.ts';
import { etagOf, requireExpected } from '../http/etag.ts';
import { idempotent } from '../http/idempotency.ts';
import { jsonBody } from '../http/json-body.ts';
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
import { pageQuery, problems } from '../http/schema.ts';
import {
  postPublication,
  staffUpdate,
  staffUpdateList,
  updateInput,
  withdrawalInput,
} from './schema.ts';
import {
  createUpdate,
  deleteUpdate,
  getUpdate,
  listUpdates,
  publishUpdate,
  replaceUpdate,
  withdrawUpdate,
} from './service.ts';
import { presentPublishedPost, presentStaffUpdate } from './staff-present.ts';

export const updatesApi = createRouter();

const tags = ['Updates'];
const byId = z.object({ id: z.string().transform(asUpdateId) });

updatesApi.openapi(
  createRoute({
    method: 'get',
    path: '/updates',
    operationId: 'listUpdates',
    summary: 'List posts, drafts among them, newest first',
    tags,
    security,
    middleware: [forStaff('listUpdates')] as const,
    request: { query: pageQuery },
    responses: { 200: json(staffUpdateList, 'A page of posts'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { db, config } = c.env.deps;
    const after = cursor === undefined ? undefined : asUpdateId(cursor);
    const { items, next } = await listUpdates(db, after, limit);
    return c.json(
      { items: items.map((each) => presentStaffUpdate(each, placeOf(config))), next },
      200,
    );
  },
);

updatesApi.openapi(
  createRoute({
    method: 'post',
    path: '/updates',
    operationId: 'createUpdate',
    summary: 'Draft a post',
    tags,
    security,
    description:
      'The first post of a new update, or with `follows` the next one of an update that is published. Nobody but staff sees it until it is published.',
    middleware: [forStaff('createUpdate'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(updateInput) },
    responses: {
      201: { ...json(staffUpdate, 'The draft'), headers: etagHeader.extend(locationHeader.shape) },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { config } = c.env.deps;
    const created = await createUpdate(c.get('ctx'), c.req.valid('json'));
    return c.json(presentStaffUpdate(created, placeOf(config)), 201, {
      etag: etagOf(created.version),
      location: `${config.base}/api/v1/updates/${created.id}`,
    });
  },
);

updatesApi.openapi(
  createRoute({
    method: 'get',
    path: '/updates/{id}',
    operationId: 'getUpdate',
    summary: 'Read a post as it was written',
    tags,
    security,
    middleware: [forStaff('getUpdate')] as const,
    request: { params: byId },
    responses: { 200: { ...json(staffUpdate, 'The post'), headers: etagHeader }, ...problems(404) },
  }),
  async (c) => {
    const { db, config } = c.env.deps;
    const found = await getUpdate(db, c.req.valid('param').id);
    return c.json(presentStaffUpdate(found, placeOf(config)), 200, { etag: etagOf(found.version) });
  },
);

updatesApi.openapi(
  createRoute({
    method: 'put',
    path: '/updates/{id}',
    operationId: 'replaceUpdate',
    summary: 'Replace a draft',
    tags,
    security,
    middleware: [forStaff('replaceUpdate'), ...jsonBody] as const,
    request: { params: byId, headers: ifMatch, body: body(updateInput) },
    responses: {
      200: { ...json(staffUpdate, 'The draft'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const saved = await replaceUpdate(
      c.get('ctx'),
      c.req.valid('param').id,
      c.req.valid('json'),
      requireExpected(c),
    );
    return c.json(presentStaffUpdate(saved, placeOf(c.env.deps.config)), 200, {
      etag: etagOf(saved.version),
    });
  },
);

updatesApi.openapi(
  createRoute({
    method: 'delete',
    path: '/updates/{id}',
    operationId: 'deleteUpdate',
    summary: 'Discard a draft',
    tags,
    security,
    middleware: [forStaff('deleteUpdate')] as const,
    request: { params: byId },
    responses: { 204: { description: 'Discarded' }, ...problems(404, 409) },
  }),
  async (c) => {
    await deleteUpdate(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  },
);

updatesApi.openapi(
  createRoute({
    method: 'put',
    path: '/updates/{id}/publication',
    operationId: 'publishUpdate',
    summary: 'Publish a draft',
    tags,
    security,
    description:
      'It becomes an entry of the transparency log and can not be edited from then on: correct it by a follow-up. Send the ETag of the draft as If-Match, so that what you read is what is published.',
    middleware: [forStaff('publishUpdate')] as const,
    request: { params: byId, headers: ifMatch },
    responses: {
      201: { ...json(postPublication, 'The post that was published'), headers: locationHeader },
      ...problems(404, 409, 412, 413, 422, 428),
    },
  }),
  async (c) => {
    const { config } = c.env.deps;
    const post = await publishUpdate(c.get('ctx'), c.req.valid('param').id, requireExpected(c));
    return c.json(presentPublishedPost(post, placeOf(config)), 201, {
      location: `${config.base}/updates/${post.thread}`,
    });
  },
);

updatesApi.openapi(
  createRoute({
    method: 'put',
    path: '/updates/{id}/withdrawal',
    operationId: 'withdrawUpdate',
    summary: 'Withdraw a post',
    tags,
    security,
    description:
      'The page, JSON and feeds then say that it was withdrawn and why, instead of what it said. The transparency log keeps what it said: nothing is taken out of it.',
    middleware: [forStaff('withdrawUpdate'), ...jsonBody] as const,
    request: { params: byId, body: body(withdrawalInput) },
    responses: {
      200: json(postPublication, 'The post, withdrawn'),
      ...problems(400, 404, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const post = await withdrawUpdate(c.get('ctx'), id, c.req.valid('json').reason);
    return c.json(presentPublishedPost(post, placeOf(c.env.deps.config)), 200);
  },
);
