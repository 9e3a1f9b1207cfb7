import { createRoute } from '@hono/zod-openapi';
import { changeId } from '../changes/schema.ts';
import { asCustomerId } from '../core/ids.ts';
import { forStaff } from '../http/audience.ts';
import { json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { pageQuery, problems } from '../http/schema.ts';
import { presentNotice } from './present.ts';
import { notice, noticeList, noticePath, noticeQuery } from './schema.ts';
import { approveNotice } from './service/approving.ts';
import { listNotices, listNoticeTasks } from './service/reading.ts';

/** What was announced to whom, and what came of it. Never public. */
export const noticesApi = createRouter();

const tags = ['Notices'];

noticesApi.openapi(
  createRoute({
    method: 'get',
    path: '/changes/{id}/notices',
    operationId: 'listNotices',
    summary: 'List the notices of a change, by customer',
    tags,
    security,
    description: 'The newest round for each customer, in the order of ids.',
    middleware: [forStaff('viewer')] as const,
    request: { params: changeId, query: noticeQuery },
    responses: { 200: json(noticeList, 'A page of notices'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const after = cursor === undefined ? undefined : asCustomerId(cursor);
    const { id } = c.req.valid('param');
    const { items, next } = await listNotices(c.env.deps.db, id, filter, after, limit);
    return c.json({ items: items.map(presentNotice), next }, 200);
  },
);

noticesApi.openapi(
  createRoute({
    method: 'get',
    path: '/changes/{id}/holds',
    operationId: 'listHolds',
    summary: 'List the customers for whom a change is not in effect, with the reason',
    tags,
    security,
    middleware: [forStaff('viewer')] as const,
    request: { params: changeId, query: pageQuery },
    responses: { 200: json(noticeList, 'A page of notices'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const after = cursor === undefined ? undefined : asCustomerId(cursor);
    const { id } = c.req.valid('param');
    const { items, next } = await listNotices(c.env.deps.db, id, { held: true }, after, limit);
    return c.json({ items: items.map(presentNotice), next }, 200);
  },
);

noticesApi.openapi(
  createRoute({
    method: 'put',
    path: '/changes/{id}/notices/{customer}/approval',
    operationId: 'approveNotice',
    summary: 'Record that a customer authorises a change',
    tags,
    security,
    description:
      'For customers on specific authorisation (Article 28(2) GDPR): without it the change is never in effect for them. The customer can do it itself on its own page.',
    middleware: [forStaff('editor')] as const,
    request: { params: noticePath },
    responses: { 200: json(notice, 'The notice'), ...problems(404, 409, 422) },
  }),
  async (c) => {
    const { id, customer } = c.req.valid('param');
    const approved = await approveNotice(c.get('ctx'), { changeId: id, customerId: customer });
    return c.json(presentNotice(approved), 200);
  },
);

noticesApi.openapi(
  createRoute({
    method: 'get',
    path: '/notice-tasks',
    operationId: 'listNoticeTasks',
    summary: 'List the notices that need a person',
    tags,
    security,
    description:
      'Those that no contact’s server has accepted for a day, and those that are held. At most a thousand.',
    middleware: [forStaff('viewer')] as const,
    responses: { 200: json(noticeList, 'The notices'), ...problems() },
  }),
  async (c) => {
    const items = await listNoticeTasks(c.env.deps.db, c.get('ctx').now);
    return c.json({ items: items.map(presentNotice), next: null }, 200);
  },
);
