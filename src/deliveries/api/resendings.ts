import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../../http/audience.ts';
import { idempotent } from '../../http/idempotency.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, json, locationHeader, security, withIdempotencyKey } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { presentProgress } from '../present/staff.ts';
import { newResending, resending, resendingId, wouldResend } from '../schema/resendings.ts';
import { countResending, readProgress, resendMany } from '../service/mass-resending.ts';

/** Sending many deliveries again at once. */
export const resendingsApi = createRouter();

const tags = ['Deliveries'];

resendingsApi.openapi(
  createRoute({
    method: 'post',
    path: '/delivery-resendings',
    operationId: 'resendDeliveries',
    summary: 'Send again what did not arrive, or what waits',
    tags,
    security,
    description:
      'At most 1,000 at once. What did not arrive is sent once to each recipient who may be told now and was not told since; what waits is tried now. `dryRun` says how many, and sends nothing.',
    middleware: [forStaff('resendDeliveries'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newResending) },
    responses: {
      200: json(wouldResend, 'Of a dry run: how many'),
      201: { ...json(resending, 'They are queued'), headers: locationHeader },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { dryRun, ...wish } = c.req.valid('json');
    if (dryRun) return c.json({ deliveries: await countResending(ctx, wish) }, 200);
    const event = await resendMany(ctx, wish);
    const location = `${ctx.deps.config.base}/api/v1/delivery-resendings/${event}`;
    const progress = await readProgress(ctx.deps.db, event);
    return c.json(presentProgress(event, progress), 201, { location });
  },
);

resendingsApi.openapi(
  createRoute({
    method: 'get',
    path: '/delivery-resendings/{event}',
    operationId: 'readResending',
    summary: 'Read how far a sending again is',
    tags,
    security,
    description: 'By its place in the record; a replay has one too.',
    middleware: [forStaff('readResending')] as const,
    request: { params: z.object({ event: resendingId }) },
    responses: { 200: json(resending, 'How far it is'), ...problems(404, 422) },
  }),
  async (c) => {
    const { event } = c.req.valid('param');
    return c.json(presentProgress(event, await readProgress(c.env.deps.db, event)), 200);
  },
);
