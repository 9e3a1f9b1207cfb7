import { placeOf } from '../publication/place.ts';
import { createRoute } from '@hono/zod-openapi';
import { change, changeId } from '../changes/schema.ts';
import { presentChange } from '../changes/present.ts';
import type { Change } from '../changes/model.ts';
import type { Deps } from '../context.ts';
import { forStaff } from '../http/audience.ts';
import { etagOf, requireExpected } from '../http/etag.ts';
import { jsonBodyUpTo } from '../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { largestDecision } from './schema/batches.ts';
import { postponementInput, withdrawalInput } from './schema/moving.ts';
import { postponeChange, withdrawChange } from './service/moving.ts';

/** What can still be done to an announced change: anything else would be another change. */
export const movingApi = createRouter();

const tags = ['Change log'];
const answers = {
  200: { ...json(change, 'The change'), headers: etagHeader },
  ...problems(400, 404, 409, 412, 413, 415, 422, 428),
} as const;

movingApi.openapi(
  createRoute({
    method: 'put',
    path: '/changes/{id}/withdrawal',
    operationId: 'withdrawChange',
    summary: 'Withdraw an announced change',
    tags,
    security,
    description:
      'It will not take effect; everybody who was told is told so. Its page stays. Send the ETag of the change as If-Match: of two members of staff one is first.',
    middleware: [forStaff('withdrawChange'), ...jsonBodyUpTo(largestDecision)] as const,
    request: { params: changeId, headers: ifMatch, body: body(withdrawalInput) },
    responses: answers,
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    const changed = await withdrawChange(c.get('ctx'), id, reason, requireExpected(c));
    return c.json(shown(c.env.deps, changed), 200, { etag: etagOf(changed.steps.length) });
  },
);

movingApi.openapi(
  createRoute({
    method: 'put',
    path: '/changes/{id}/postponement',
    operationId: 'postponeChange',
    summary: 'Postpone an announced change',
    tags,
    security,
    description:
      'To a later day. With `materialChange` it is announced anew. What an announced change says is not edited otherwise: withdraw it, or publish a batch that `supersedes` it.',
    middleware: [forStaff('postponeChange'), ...jsonBodyUpTo(largestDecision)] as const,
    request: { params: changeId, headers: ifMatch, body: body(postponementInput) },
    responses: answers,
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const changed = await postponeChange(c.get('ctx'), id, c.req.valid('json'), requireExpected(c));
    return c.json(shown(c.env.deps, changed), 200, { etag: etagOf(changed.steps.length) });
  },
);

function shown({ config }: Deps, changed: Change) {
  return presentChange(changed, placeOf(config));
}
