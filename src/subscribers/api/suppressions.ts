import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../../http/audience.ts';
import { idempotent } from '../../http/idempotency.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, json, security, withIdempotencyKey } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { presentSubscription, presentSuppression } from '../present/staff.ts';
import {
  bySubscription,
  bySuppression,
  newContact,
  newSuppression,
  singleSuppression,
  subscription,
  suppressionInput,
  suppressionList,
  suppressionQuery,
} from '../schema/staff.ts';
import { replaceContact } from '../service/contacts.ts';
import {
  liftSuppression,
  listSuppressions,
  removeSuppression,
  suppressAddress,
  suppressSubscription,
} from '../service/suppressing.ts';

/** Whom staff stop, and how they start again. */
export const suppressionsApi = createRouter();

const tags = ['Recipients'];

suppressionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/subscriptions/{id}/suppression',
    operationId: 'suppressSubscription',
    summary: 'Send nothing to a recipient any more',
    tags,
    security,
    description:
      'What is still on its way is not sent, and the address cannot be subscribed again before the suppression is lifted.',
    middleware: [forStaff('suppressSubscription'), ...jsonBody] as const,
    request: { params: bySubscription, body: body(suppressionInput) },
    responses: {
      200: json(subscription, 'The subscription, disabled'),
      ...problems(400, 404, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { reason } = c.req.valid('json');
    const found = await suppressSubscription(ctx, c.req.valid('param').id, reason);
    return c.json(presentSubscription(found, ctx.actor.role), 200);
  },
);

suppressionsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/subscriptions/{id}/suppression',
    operationId: 'liftSuppression',
    summary: 'Send to a disabled recipient again',
    tags,
    security,
    description:
      'After a suppression, and after Annex itself gave up. What was missed goes by itself to a contract contact and into the next digest; a webhook can be sent it again.',
    middleware: [forStaff('liftSuppression')] as const,
    request: { params: bySubscription },
    responses: { 200: json(subscription, 'The subscription, active'), ...problems(404, 409, 422) },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const found = await liftSuppression(ctx, c.req.valid('param').id);
    return c.json(presentSubscription(found, ctx.actor.role), 200);
  },
);

suppressionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/subscriptions/{id}/contact',
    operationId: 'replaceContact',
    summary: 'Give a contract contact another address',
    tags,
    security,
    description:
      'A new contact takes the place of the old one, which ends; what was told to the old address stays told to it, and what is still on its way goes to the new one.',
    middleware: [forStaff('replaceContact'), ...jsonBody] as const,
    request: { params: bySubscription, body: body(newContact) },
    responses: {
      200: json(subscription, 'The new contact'),
      ...problems(400, 404, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { address } = c.req.valid('json');
    const found = await replaceContact(ctx, c.req.valid('param').id, address);
    return c.json(presentSubscription(found, ctx.actor.role), 200);
  },
);

suppressionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/suppressions',
    operationId: 'listSuppressions',
    summary: 'List the addresses that are never written to, as hashes',
    tags,
    security,
    middleware: [forStaff('listSuppressions')] as const,
    request: { query: suppressionQuery },
    responses: { 200: json(suppressionList, 'A page of suppressions'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { items, next } = await listSuppressions(c.env.deps.db, cursor, limit);
    return c.json({ items: items.map(presentSuppression), next }, 200);
  },
);

suppressionsApi.openapi(
  createRoute({
    method: 'post',
    path: '/suppressions',
    operationId: 'suppressAddress',
    summary: 'Never write to an address, subscribed or not',
    tags,
    security,
    description:
      'For whoever asks not to be written to. Subscriptions of the address are disabled; a contract contact is not, since a contract says that it must be told.',
    middleware: [forStaff('suppressAddress'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newSuppression) },
    responses: {
      201: json(singleSuppression, 'The suppression'),
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const found = await suppressAddress(c.get('ctx'), c.req.valid('json'));
    return c.json(presentSuppression(found), 201);
  },
);

suppressionsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/suppressions/{id}',
    operationId: 'removeSuppression',
    summary: 'Let an address be subscribed again',
    tags,
    security,
    description: 'Subscriptions that were disabled stay so.',
    middleware: [forStaff('removeSuppression')] as const,
    request: { params: bySuppression },
    responses: { 204: { description: 'It is lifted' }, ...problems(404, 422) },
  }),
  async (c) => {
    await removeSuppression(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  },
);
