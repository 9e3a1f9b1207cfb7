import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { asStaffKeyId } from '../core/ids.ts';
import { forStaff } from '../http/audience.ts';
import { idempotent } from '../http/idempotency.ts';
import { jsonBody } from '../http/json-body.ts';
import { body, json, locationHeader, security, withIdempotencyKey } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import {
  createdStaffKey,
  newStaffKey,
  presentSignIn,
  presentStaffKey,
  signInList,
  signInQuery,
  staffKey,
  staffKeyList,
} from './schema.ts';
import { approveStaffKey, createStaffKey, listStaffKeys, revokeStaffKey } from './service.ts';
import { listSignIns } from './service/sign-ins.ts';

export const staffApi = createRouter();

const tags = ['Staff keys'];
const byId = z.object({ id: z.string() });

staffApi.openapi(
  createRoute({
    method: 'get',
    path: '/staff-keys',
    operationId: 'listStaffKeys',
    summary: 'List the staff keys',
    tags,
    security,
    middleware: [forStaff('listStaffKeys')] as const,
    responses: {
      200: json(staffKeyList, 'All keys, revoked ones too, oldest first'),
      ...problems(),
    },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const items = (await listStaffKeys(ctx)).map((key) => presentStaffKey(key, ctx.now));
    return c.json({ items, next: null }, 200);
  },
);

staffApi.openapi(
  createRoute({
    method: 'post',
    path: '/staff-keys',
    operationId: 'createStaffKey',
    summary: 'Create a staff key',
    description:
      'It is `in-force` at once where nobody else could approve it, which is recorded, and `proposed` otherwise: it opens nothing until somebody else approves it. To change a key make another and revoke this one.',
    tags,
    security,
    middleware: [
      forStaff('createStaffKey'),
      ...jsonBody,
      idempotent({ secret: 'secret' }),
    ] as const,
    request: { headers: withIdempotencyKey, body: body(newStaffKey) },
    responses: {
      201: { ...json(createdStaffKey, 'The key, with its secret'), headers: locationHeader },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { key, secret } = await createStaffKey(ctx, c.req.valid('json'));
    return c.json({ ...presentStaffKey(key, ctx.now), secret }, 201, {
      location: `${c.env.deps.config.base}/api/v1/staff-keys/${key.id}`,
    });
  },
);

staffApi.openapi(
  createRoute({
    method: 'put',
    path: '/staff-keys/{id}/approval',
    operationId: 'approveStaffKey',
    summary: 'Approve a staff key',
    tags,
    security,
    description:
      'The four-eyes principle: whoever made a key does not approve it, not with another key either, unless nobody else could.',
    middleware: [forStaff('approveStaffKey')] as const,
    request: { params: byId },
    responses: { 200: json(staffKey, 'The key, in force'), ...problems(404, 409) },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const approved = await approveStaffKey(ctx, asStaffKeyId(c.req.valid('param').id));
    return c.json(presentStaffKey(approved, ctx.now), 200);
  },
);

staffApi.openapi(
  createRoute({
    method: 'delete',
    path: '/staff-keys/{id}',
    operationId: 'revokeStaffKey',
    summary: 'Revoke a staff key',
    tags,
    security,
    middleware: [forStaff('revokeStaffKey')] as const,
    request: { params: byId },
    responses: { 204: { description: 'It opens nothing any more' }, ...problems(404) },
  }),
  async (c) => {
    await revokeStaffKey(c.get('ctx'), asStaffKeyId(c.req.valid('param').id));
    return c.body(null, 204);
  },
);

staffApi.openapi(
  createRoute({
    method: 'get',
    path: '/sign-ins',
    operationId: 'listSignIns',
    summary: 'List when staff keys were in use, newest first',
    tags,
    security,
    description:
      'A stretch ends after half an hour without a request. The address of the network is erased 90 days after its last use.',
    middleware: [forStaff('listSignIns')] as const,
    request: { query: signInQuery },
    responses: { 200: json(signInList, 'A page of them'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit, actor } = c.req.valid('query');
    const { items, next } = await listSignIns(c.get('ctx'), { actor, before: cursor }, limit);
    return c.json(
      { items: items.map(presentSignIn), next: next === null ? null : String(next) },
      200,
    );
  },
);
