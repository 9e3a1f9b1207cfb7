import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../http/audience.ts';
import { json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { eventList, eventQuery, presentEvent } from './schema.ts';
import { listEvents } from './service.ts';

export const auditApi = createRouter();

auditApi.openapi(
  createRoute({
    method: 'get',
    path: '/events',
    operationId: 'listEvents',
    summary: 'Read the record, newest first',
    tags: ['Record'],
    security,
    middleware: [forStaff('viewer')] as const,
    request: { query: eventQuery },
    responses: { 200: json(eventList, 'A page of events'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit, subject } = c.req.valid('query');
    const { items, next } = await listEvents(c.env.deps.db, { subject, before: cursor }, limit);
    return c.json(
      { items: items.map(presentEvent), next: next === null ? null : String(next) },
      200,
    );
  },
);
