import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { forStaff } from '../../http/audience.ts';
import type { StaffEnv } from '../../http/env.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import type { AccessRequest } from '../model.ts';
import {
  accessRequest,
  approvalInput,
  byRequest,
  customerInput,
  questionInput,
  refusalInput,
} from '../schema/staff.ts';
import { approveRequest, askRequester, declineRequest } from '../service/deciding.ts';
import { matchRequest } from '../service/matching.ts';
import { documentsById } from '../service/reading.ts';
import { presentRequest } from '../staff-present.ts';

/** What brings a request from one state to the next. Of two who act at once one wins, the other is told (409, 412). */
export const accessDecisionsApi = createRouter();

const tags = ['Access'];
const decided = { ...json(accessRequest, 'The request as it stands now'), headers: etagHeader };
const params = byRequest;
const headers = ifMatch;
const withBody = [400, 404, 409, 412, 413, 415, 422, 428] as const;

accessDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/access-requests/{id}/approval',
    operationId: 'approveAccessRequest',
    summary: 'Approve a request, for some or all of its documents',
    tags,
    security,
    description:
      'What needs no NDA, or is covered by one, is given at once and a link is mailed; otherwise the requester accepts the NDA first. What is not said is as the access rules say.',
    middleware: [forStaff('approveAccessRequest'), ...jsonBody] as const,
    request: { params, headers, body: body(approvalInput) },
    responses: { 200: decided, ...problems(...withBody) },
  }),
  async (c) => {
    const { documents, days, downloads, token } = c.req.valid('json');
    const approval = {
      documents,
      terms: {
        ...(days !== undefined && { days }),
        ...(downloads !== undefined && { mostDownloads: downloads }),
        ...(token !== undefined && { allowsToken: token }),
      },
    };
    const { id } = c.req.valid('param');
    return answer(c, await approveRequest(c.get('ctx'), id, approval, requireExpected(c)));
  },
);

accessDecisionsApi.openapi(
  createRoute({
    method: 'post',
    path: '/access-requests/{id}/question',
    operationId: 'askRequester',
    summary: 'Ask whoever asked a question',
    tags,
    security,
    description: 'It is mailed; the request waits for the answer, at most thirty days.',
    middleware: [forStaff('askRequester'), ...jsonBody] as const,
    request: { params, headers, body: body(questionInput) },
    responses: { 200: decided, ...problems(...withBody) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const { question } = c.req.valid('json');
    return answer(c, await askRequester(c.get('ctx'), id, question, requireExpected(c)));
  },
);

accessDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/access-requests/{id}/refusal',
    operationId: 'declineAccessRequest',
    summary: 'Decline a request',
    tags,
    security,
    description:
      'The reason is mailed and stands on the requester’s page, unless nobody has confirmed the address.',
    middleware: [forStaff('declineAccessRequest'), ...jsonBody] as const,
    request: { params, headers, body: body(refusalInput) },
    responses: { 200: decided, ...problems(...withBody) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    return answer(c, await declineRequest(c.get('ctx'), id, reason, requireExpected(c)));
  },
);

accessDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/access-requests/{id}/customer',
    operationId: 'matchAccessRequest',
    summary: 'Say which customer a request is of',
    tags,
    security,
    description: 'Its access record shows what is requested, given and fetched by its people.',
    middleware: [forStaff('matchAccessRequest'), ...jsonBody] as const,
    request: { params, headers, body: body(customerInput) },
    responses: { 200: decided, ...problems(...withBody) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const { customer } = c.req.valid('json');
    return answer(c, await matchRequest(c.get('ctx'), id, customer, requireExpected(c)));
  },
);

async function answer(c: Context<StaffEnv>, found: AccessRequest) {
  const { deps, actor } = c.get('ctx');
  const shown = presentRequest(found, await documentsById(deps.db), actor.role);
  return c.json(shown, 200, { etag: etagOf(found.version) });
}
