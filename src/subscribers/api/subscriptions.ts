import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../../http/audience.ts';
import { idempotent } from '../../http/idempotency.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, json, locationHeader, security, withIdempotencyKey } from '../../http/openapi.ts';
import { streamParts } from '../../http/stream-parts.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { csvOf } from '../present/csv.ts';
import { presentSubscription } from '../present/staff.ts';
import {
  bySubscription,
  createdSubscription,
  exportQuery,
  newSubscription,
  subscription,
  subscriptionList,
  subscriptionQuery,
} from '../schema/staff.ts';
import { addSubscription } from '../service/adding.ts';
import { removeSubscription } from '../service/contacts.ts';
import { exportPage, exportSubscriptions } from '../service/exporting.ts';
import { listSubscriptions } from '../service/listing.ts';
import { getSubscription } from '../service/rows.ts';

/** Subscriptions as staff see them. */
export const subscriptionsApi = createRouter();

const tags = ['Recipients'];

subscriptionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/subscriptions',
    operationId: 'listSubscriptions',
    summary: 'List the subscriptions',
    tags,
    security,
    description:
      'In the order of their ids. A viewer sees the host of each; mail addresses are for roles that see persons.',
    middleware: [forStaff('listSubscriptions')] as const,
    request: { query: subscriptionQuery },
    responses: { 200: json(subscriptionList, 'A page of subscriptions'), ...problems(422) },
  }),
  async (c) => {
    const { cursor: after, limit, ...filter } = c.req.valid('query');
    const { deps, actor } = c.get('ctx');
    const { items, next } = await listSubscriptions(deps, { ...filter, after }, limit);
    return c.json({ items: items.map((each) => presentSubscription(each, actor.role)), next }, 200);
  },
);

subscriptionsApi.openapi(
  createRoute({
    method: 'post',
    path: '/subscriptions',
    operationId: 'addSubscription',
    summary: 'Add a contract contact or an address for alerts',
    tags,
    security,
    description:
      'A contract contact is told from now on: the contract is the basis. An address for alerts confirms by the link that it is sent, unless an owner adds it; a webhook answers a challenge and a chat takes a first message in any case. The answer does not repeat the address.',
    middleware: [
      forStaff('addSubscription'),
      ...jsonBody,
      idempotent({ secret: 'secret' }),
    ] as const,
    request: { headers: withIdempotencyKey, body: body(newSubscription) },
    responses: {
      201: { ...json(createdSubscription, 'The subscription'), headers: locationHeader },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { topics = ['subprocessors'], services = [], ...given } = c.req.valid('json');
    const chosen = given.stream === 'staff' ? [] : topics;
    const input = { ...given, topics: chosen, services };
    const { subscription: added, secret } = await addSubscription(c.get('ctx'), input);
    // Replies are kept for a day, where they are repeated; addresses are not to stand there.
    return c.json({ ...presentSubscription(added, 'viewer'), secret }, 201, {
      location: `${c.env.deps.config.base}/api/v1/subscriptions/${added.id}`,
    });
  },
);

const csv = {
  description: 'RFC 4180, a row for each',
  content: { 'text/csv': { schema: z.string() } },
};

subscriptionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/subscriptions/export.csv',
    operationId: 'exportSubscriptions',
    summary: 'Export all subscriptions as CSV',
    tags,
    security,
    description: 'With mail addresses. Who exported how many, and when, stands in the record.',
    middleware: [forStaff('exportSubscriptions')] as const,
    responses: { 200: csv, ...problems() },
  }),
  async (c) => {
    const parts = csvOf(await exportSubscriptions(c.get('ctx')));
    return c.body(streamParts(parts), 200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="subscriptions.csv"',
    });
  },
);

subscriptionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/subscriptions/export.json',
    operationId: 'exportPage',
    summary: 'Export subscriptions page by page',
    tags,
    security,
    description: 'Up to 1,000 a page; each page that is read stands in the record.',
    middleware: [forStaff('exportPage')] as const,
    request: { query: exportQuery },
    responses: { 200: json(subscriptionList, 'A page of subscriptions'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { items, next } = await exportPage(c.get('ctx'), cursor, limit);
    return c.json({ items: items.map((each) => presentSubscription(each, 'owner')), next }, 200);
  },
);

subscriptionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/subscriptions/{id}',
    operationId: 'getSubscription',
    summary: 'Read a subscription',
    tags,
    security,
    middleware: [forStaff('getSubscription')] as const,
    request: { params: bySubscription },
    responses: { 200: json(subscription, 'The subscription'), ...problems(404, 422) },
  }),
  async (c) => {
    const { deps, actor } = c.get('ctx');
    const found = await getSubscription(deps, c.req.valid('param').id);
    return c.json(presentSubscription(found, actor.role), 200);
  },
);

subscriptionsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/subscriptions/{id}',
    operationId: 'removeSubscription',
    summary: 'End a subscription and forget its address',
    tags,
    security,
    description:
      'For those who ask staff instead of using their link, and for addresses that staff added. The last contract contact cannot be ended.',
    middleware: [forStaff('removeSubscription')] as const,
    request: { params: bySubscription },
    responses: { 204: { description: 'It has ended' }, ...problems(404, 409, 422) },
  }),
  async (c) => {
    await removeSubscription(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  },
);
