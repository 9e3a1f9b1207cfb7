import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { asBatchId } from '../core/ids.ts';
import { forStaff } from '../http/audience.ts';
import { etagOf, requireExpected } from '../http/etag.ts';
import { etagHeader, ifMatch, json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { batch } from './schema/batches.ts';
import { approveBatch, revokeApproval } from './service/approving.ts';
import { presentBatch } from './staff-present.ts';

export const approvalsApi = createRouter();

const tags = ['Batches'];
const byId = z.object({ id: z.string().transform(asBatchId) });
const agreed = z.strictObject({
  corrections: z
    .string()
    .max(8_000)
    .transform((text) => [...new Set(text.split(','))])
    .optional()
    .meta({
      description:
        'Slugs with commas between them: amendments that may be published as corrections, though they are proposed as substantive',
      example: 'postmark',
    }),
});

approvalsApi.openapi(
  createRoute({
    method: 'put',
    path: '/batches/{id}/approval',
    operationId: 'approveBatch',
    summary: 'Approve a batch',
    tags,
    security,
    description:
      'The four-eyes principle: whoever has written in the batch, with a key or an account, does not approve it, unless nobody else could. An edit takes the approval away; a change that customers may object to is not published without one, nor is an amendment as a correction that is proposed as substantive.',
    middleware: [forStaff('approveBatch')] as const,
    request: { params: byId, query: agreed, headers: ifMatch },
    responses: {
      200: { ...json(batch, 'The batch, approved'), headers: etagHeader },
      ...problems(404, 409, 412, 422, 428),
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const { corrections } = c.req.valid('query');
    const approved = await approveBatch(c.get('ctx'), id, requireExpected(c), corrections);
    return c.json(presentBatch(approved), 200, { etag: etagOf(approved.version) });
  },
);

approvalsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/batches/{id}/approval',
    operationId: 'revokeApproval',
    summary: 'Take an approval back',
    tags,
    security,
    middleware: [forStaff('revokeApproval')] as const,
    request: { params: byId },
    responses: { 204: { description: 'Not approved any more' }, ...problems(404, 409) },
  }),
  async (c) => {
    await revokeApproval(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  },
);
