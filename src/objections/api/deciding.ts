import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { forStaff } from '../../http/audience.ts';
import type { StaffEnv } from '../../http/env.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import type { Objection } from '../model.ts';
import { presentObjection } from '../present.ts';
import {
  byObjection,
  customerInput,
  objection,
  resolutionInput,
  terminationRightInput,
} from '../schema/staff.ts';
import {
  openTerminationRight,
  resolveObjection,
  reviewObjection,
  terminateOverObjection,
} from '../service/deciding.ts';
import { matchObjection } from '../service/matching.ts';

/** What brings an objection from one state to the next. Of two who act at once one wins, the other is told (412). */
export const objectionDecisionsApi = createRouter();

const tags = ['Objections'];
const decided = { ...json(objection, 'The objection as it stands now'), headers: etagHeader };
const params = byObjection;
const headers = ifMatch;
const withBody = [400, 404, 409, 412, 413, 415, 422, 428] as const;

objectionDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/objections/{id}/review',
    operationId: 'reviewObjection',
    summary: 'Take up an objection',
    tags,
    security,
    middleware: [forStaff('reviewObjection')] as const,
    request: { params, headers },
    responses: { 200: decided, ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) =>
    answer(c, await reviewObjection(c.get('ctx'), c.req.valid('param').id, requireExpected(c))),
);

objectionDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/objections/{id}/resolution',
    operationId: 'resolveObjection',
    summary: 'Settle an objection',
    tags,
    security,
    description:
      'The explanation is sent to whoever objected. `customer-excluded` needs a customer; `change-withdrawn` a change that is.',
    middleware: [forStaff('resolveObjection'), ...jsonBody] as const,
    request: { params, headers, body: body(resolutionInput) },
    responses: { 200: decided, ...problems(...withBody) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const resolution = c.req.valid('json');
    return answer(c, await resolveObjection(c.get('ctx'), id, resolution, requireExpected(c)));
  },
);

objectionDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/objections/{id}/termination-right',
    operationId: 'openTerminationRight',
    summary: 'Leave an objection unresolved: the customer may terminate',
    tags,
    security,
    description: 'It lapses by itself behind its last day, unless the customer terminates.',
    middleware: [forStaff('openTerminationRight'), ...jsonBody] as const,
    request: { params, headers, body: body(terminationRightInput) },
    responses: { 200: decided, ...problems(...withBody) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const right = c.req.valid('json');
    return answer(c, await openTerminationRight(c.get('ctx'), id, right, requireExpected(c)));
  },
);

objectionDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/objections/{id}/termination',
    operationId: 'terminateOverObjection',
    summary: 'Record that the customer has terminated',
    tags,
    security,
    middleware: [forStaff('terminateOverObjection')] as const,
    request: { params, headers },
    responses: { 200: decided, ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) =>
    answer(
      c,
      await terminateOverObjection(c.get('ctx'), c.req.valid('param').id, requireExpected(c)),
    ),
);

objectionDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/objections/{id}/customer',
    operationId: 'matchObjection',
    summary: 'Say which customer objected',
    tags,
    security,
    description:
      'Whether it came late is judged anew: by the customer’s clock or by the date of the page, whichever is the more generous.',
    middleware: [forStaff('matchObjection'), ...jsonBody] as const,
    request: { params, headers, body: body(customerInput) },
    responses: { 200: decided, ...problems(...withBody) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const { customer } = c.req.valid('json');
    return answer(c, await matchObjection(c.get('ctx'), id, customer, requireExpected(c)));
  },
);

function answer(c: Context<StaffEnv>, found: Objection) {
  const { role } = c.get('ctx').actor;
  return c.json(presentObjection(found, role), 200, { etag: etagOf(found.version) });
}
