import { createRoute } from '@hono/zod-openapi';
import { changeId } from '../changes/schema.ts';
import { forStaff } from '../http/audience.ts';
import { json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { presentNotice, presentTasks } from './present.ts';
import {
  byNotice,
  holdQuery,
  notice,
  noticeList,
  noticeQuery,
  taskList,
  taskQuery,
} from './schema.ts';
import { approveNotice } from './service/approving.ts';
import { listNoticesOf } from './service/reading.ts';
import { listTasks } from './service/tasks.ts';

/** To whom a change was announced, what runs for each, and what needs a person. */
export const noticesApi = createRouter();

const tags = ['Notices'];

noticesApi.openapi(
  createRoute({
    method: 'get',
    path: '/changes/{id}/notices',
    operationId: 'listNotices',
    summary: 'List the customers to whom a change was announced',
    tags,
    security,
    description:
      'In the order of their ids, with terms, clock and outcome of the newest announcement. Empty for a change that nobody can object to.',
    middleware: [forStaff('listNotices')] as const,
    request: { params: changeId, query: noticeQuery },
    responses: { 200: json(noticeList, 'A page of notices'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const { db } = c.env.deps;
    const { id } = c.req.valid('param');
    const { items, next } = await listNoticesOf(db, id, filter, cursor, limit);
    return c.json({ items: items.map(presentNotice), next }, 200);
  },
);

noticesApi.openapi(
  createRoute({
    method: 'get',
    path: '/changes/{id}/holds',
    operationId: 'listHolds',
    summary: 'List the customers for whom a change is not in effect',
    tags,
    security,
    description:
      'It is in effect for all others. `window-open` and `emergency-not-permitted` pass by time; the others need a person.',
    middleware: [forStaff('listHolds')] as const,
    request: { params: changeId, query: holdQuery },
    responses: { 200: json(noticeList, 'A page of notices'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit, reason: hold } = c.req.valid('query');
    const { db } = c.env.deps;
    const { id } = c.req.valid('param');
    const filter = { isHeld: true, hold };
    const { items, next } = await listNoticesOf(db, id, filter, cursor, limit);
    return c.json({ items: items.map(presentNotice), next }, 200);
  },
);

noticesApi.openapi(
  createRoute({
    method: 'put',
    path: '/changes/{id}/notices/{customer}/approval',
    operationId: 'approveNotice',
    summary: 'Record that a customer agrees to a change',
    tags,
    security,
    description:
      'What a specific authorisation asks for. Under any other terms it ends the waiting. Of two who record it one is first, the other is told.',
    middleware: [forStaff('approveNotice')] as const,
    request: { params: byNotice },
    responses: { 200: json(notice, 'The notice'), ...problems(404, 409, 422) },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { id, customer } = c.req.valid('param');
    const approved = await approveNotice(ctx, { changeId: id, customerId: customer });
    return c.json(presentNotice(approved), 200);
  },
);

noticesApi.openapi(
  createRoute({
    method: 'get',
    path: '/notice-tasks',
    operationId: 'listTasks',
    summary: 'List what needs a person',
    tags,
    security,
    description:
      'Customers who were not reached or for whom a change is held; on the first page also open objections that are unmatched or unconfirmed, and entries whose review is overdue, at most a hundred of each.',
    middleware: [forStaff('listTasks')] as const,
    request: { query: taskQuery },
    responses: { 200: json(taskList, 'A page of tasks'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    return c.json(presentTasks(await listTasks(c.get('ctx'), cursor, limit)), 200);
  },
);
