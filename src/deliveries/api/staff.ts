import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../../http/audience.ts';
import { idempotent } from '../../http/idempotency.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, json, locationHeader, security, withIdempotencyKey } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { bySubscription } from '../../subscribers/schema/staff.ts';
import { presentAttempt, presentDelivery, presentFigures } from '../present/staff.ts';
import {
  deliveryFigures,
  deliveryId,
  deliveryList,
  deliveryQuery,
  deliveryWithAttempts,
  newReplay,
  replayed,
  singleDelivery,
} from '../schema/staff.ts';
import { getDeliveryFigures } from '../service/figures.ts';
import { listDeliveries, readDelivery } from '../service/listing.ts';
import { replay } from '../service/replaying.ts';
import { resendDelivery } from '../service/resending.ts';

/** Deliveries as staff see them; nothing here shows an address. */
export const deliveriesApi = createRouter();

const tags = ['Deliveries'];

deliveriesApi.openapi(
  createRoute({
    method: 'get',
    path: '/deliveries',
    operationId: 'listDeliveries',
    summary: 'List deliveries, newest first',
    tags,
    security,
    description:
      'By what they tell, by recipient, by state or by the outcome of the last attempt. A digest tells several things at once and is found by its recipient.',
    middleware: [forStaff('listDeliveries')] as const,
    request: { query: deliveryQuery },
    responses: { 200: json(deliveryList, 'A page of deliveries'), ...problems(422) },
  }),
  async (c) => {
    const { cursor: before, limit, change, update, ...filter } = c.req.valid('query');
    const about = aboutOf(change, update);
    const found = await listDeliveries(c.env.deps.db, { ...filter, before, about }, limit);
    const next = found.next === null ? null : String(found.next);
    return c.json({ items: found.items.map(presentDelivery), next }, 200);
  },
);

deliveriesApi.openapi(
  createRoute({
    method: 'get',
    path: '/deliveries/{id}',
    operationId: 'readDelivery',
    summary: 'Read a delivery with its attempts',
    tags,
    security,
    middleware: [forStaff('readDelivery')] as const,
    request: { params: deliveryId },
    responses: { 200: json(deliveryWithAttempts, 'The delivery'), ...problems(404, 422) },
  }),
  async (c) => {
    const { delivery, attempts } = await readDelivery(c.env.deps.db, c.req.valid('param').id);
    return c.json({ ...presentDelivery(delivery), history: attempts.map(presentAttempt) }, 200);
  },
);

deliveriesApi.openapi(
  createRoute({
    method: 'post',
    path: '/deliveries/{id}/resending',
    operationId: 'resendDelivery',
    summary: 'Send a delivery again',
    tags,
    security,
    description:
      'What has ended is sent by a new delivery with a key of its own; what waits for its next attempt is tried now.',
    middleware: [forStaff('resendDelivery'), idempotent()] as const,
    request: { params: deliveryId, headers: withIdempotencyKey },
    responses: {
      200: json(singleDelivery, 'The same delivery, due now'),
      201: { ...json(singleDelivery, 'The new delivery'), headers: locationHeader },
      ...problems(400, 404, 409, 422),
    },
  }),
  async (c) => {
    const { delivery, isNew } = await resendDelivery(c.get('ctx'), c.req.valid('param').id);
    if (!isNew) return c.json(presentDelivery(delivery), 200);
    const location = `${c.env.deps.config.base}/api/v1/deliveries/${delivery.id}`;
    return c.json(presentDelivery(delivery), 201, { location });
  },
);

deliveriesApi.openapi(
  createRoute({
    method: 'post',
    path: '/subscriptions/{id}/replays',
    operationId: 'replay',
    summary: 'Send a webhook a time or an event again',
    tags,
    security,
    description:
      'Everything published in the time, at most 31 days and 1,000 events, that the webhook follows, whether or not it had it; each under the `webhook-id` that its event had.',
    middleware: [forStaff('replay'), ...jsonBody, idempotent()] as const,
    request: { params: bySubscription, headers: withIdempotencyKey, body: body(newReplay) },
    responses: {
      201: json(replayed, 'They are queued'),
      ...problems(400, 404, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { queued } = await replay(c.get('ctx'), c.req.valid('param').id, c.req.valid('json'));
    return c.json({ queued }, 201);
  },
);

deliveriesApi.openapi(
  createRoute({
    method: 'get',
    path: '/delivery-figures',
    operationId: 'getDeliveryFigures',
    summary: 'How deliveries are going',
    tags,
    security,
    middleware: [forStaff('getDeliveryFigures')] as const,
    responses: { 200: json(deliveryFigures, 'The figures'), ...problems() },
  }),
  async (c) =>
    c.json(presentFigures(await getDeliveryFigures(c.env.deps.db, c.get('ctx').now)), 200),
);

function aboutOf(change: number | undefined, update: number | undefined): string | undefined {
  if (change !== undefined) return `change:${change}`;
  return update === undefined ? undefined : `update:${update}`;
}
