import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../../http/audience.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { presentRequest } from '../present.ts';
import { assigneeInput, byRequest, rightsRequest } from '../schema/staff.ts';
import { assignRequest } from '../service/assigning.ts';
import { getTimeZone } from '../service/reading.ts';

/** Who looks after a privacy request. */
export const rightsAssigningApi = createRouter();

rightsAssigningApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/assignee',
    operationId: 'assignRightsRequest',
    summary: 'Say who looks after a privacy request',
    tags: ['Privacy requests'],
    security,
    description: 'It moves no day, and whoever asked is not told.',
    middleware: [forStaff('assignRightsRequest'), ...jsonBody] as const,
    request: { params: byRequest, headers: ifMatch, body: body(assigneeInput) },
    responses: {
      200: { ...json(rightsRequest, 'The request as it stands now'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    const found = await assignRequest(ctx, on, c.req.valid('json').assignee);
    const shown = presentRequest(found, ctx.actor.role, await getTimeZone(ctx.deps.db));
    return c.json(shown, 200, { etag: etagOf(found.version) });
  },
);
