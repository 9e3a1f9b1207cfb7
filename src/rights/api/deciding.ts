import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { forStaff } from '../../http/audience.ts';
import type { StaffEnv } from '../../http/env.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import type { RightsRequest } from '../model.ts';
import { presentRequest } from '../present.ts';
import {
  authorityInput,
  byRequest,
  controllerInput,
  decisionInput,
  extensionInput,
  forwardingInput,
  identityInput,
  question,
  rightsRequest,
} from '../schema/staff.ts';
import {
  acknowledgeRequest,
  askClarification,
  askIdentity,
  confirmAuthority,
  decideRequest,
  extendRequest,
  forwardRequest,
  noteAnswer,
  setController,
  settleIdentity,
} from '../service/deciding.ts';
import { getTimeZone } from '../service/reading.ts';

/** What brings a privacy request on. Of two who act at once one wins, the other is told (412). */
export const rightsDecisionsApi = createRouter();

const tags = ['Privacy requests'];
const decided = { ...json(rightsRequest, 'The request as it stands now'), headers: etagHeader };
const params = byRequest;
const headers = ifMatch;
const plain = { 200: decided, ...problems(404, 409, 412, 422, 428) };
const withBody = { 200: decided, ...problems(400, 404, 409, 412, 413, 415, 422, 428) };

rightsDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/acknowledgement',
    operationId: 'acknowledgeRequest',
    summary: 'Confirm that a request came in',
    tags,
    security,
    description:
      'Its letter says what was asked, until when it is answered and how it is made sure who asks. By the form this is done at once; where there is no address, say so by the way it came first.',
    middleware: [forStaff('acknowledgeRequest')] as const,
    request: { params, headers },
    responses: plain,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    return answer(c, await acknowledgeRequest(c.get('ctx'), on));
  },
);

rightsDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/identity-question',
    operationId: 'askIdentity',
    summary: 'Ask who somebody is',
    tags,
    security,
    description:
      'Never for a document. Under the UK GDPR the days are counted from the answer. Refused where the law lets nothing be asked, e.g. of who opts out.',
    middleware: [forStaff('askIdentity'), ...jsonBody] as const,
    request: { params, headers, body: body(question) },
    responses: withBody,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    const sent = c.req.valid('json');
    return answer(c, await askIdentity(c.get('ctx'), on, sent.text));
  },
);

rightsDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/identity',
    operationId: 'settleIdentity',
    summary: 'Say whether it is the person',
    tags,
    security,
    description:
      'Which details were the same as those on file gives the grade: one (address), two (reasonable), three with a declaration (reasonably-high).',
    middleware: [forStaff('settleIdentity'), ...jsonBody] as const,
    request: { params, headers, body: body(identityInput) },
    responses: withBody,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    const sent = c.req.valid('json');
    return answer(
      c,
      await settleIdentity(c.get('ctx'), on, {
        isVerified: sent.result === 'verified',
        matched: sent.matched,
        isDeclared: sent.declared,
      }),
    );
  },
);

rightsDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/clarification',
    operationId: 'askClarification',
    summary: 'Ask what exactly somebody wants',
    tags,
    security,
    description:
      'Under the UK GDPR the time until the answer does not count for access; elsewhere the days run on.',
    middleware: [forStaff('askClarification'), ...jsonBody] as const,
    request: { params, headers, body: body(question) },
    responses: withBody,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    const sent = c.req.valid('json');
    return answer(c, await askClarification(c.get('ctx'), on, sent.text));
  },
);

rightsDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/answer',
    operationId: 'noteAnswer',
    summary: 'Note that the answer to our question came by another way',
    tags,
    security,
    description: 'What comes on the page of the case is noted by itself.',
    middleware: [forStaff('noteAnswer')] as const,
    request: { params, headers },
    responses: plain,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    return answer(c, await noteAnswer(c.get('ctx'), on));
  },
);

rightsDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/authority',
    operationId: 'confirmAuthority',
    summary: 'Say that somebody may ask for the person',
    tags,
    security,
    description:
      'Where the person has not pressed the button: a power of attorney (11 CCR § 7063(b)), or parental responsibility, seen from the contact details on file.',
    middleware: [forStaff('confirmAuthority'), ...jsonBody] as const,
    request: { params, headers, body: body(authorityInput) },
    responses: withBody,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    const sent = c.req.valid('json');
    return answer(c, await confirmAuthority(c.get('ctx'), on, sent.basis));
  },
);

rightsDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/extension',
    operationId: 'extendRequest',
    summary: 'Tell that it takes longer',
    tags,
    security,
    description:
      'Only before the first day is over, with the reason, once, and up to the day that the law allows.',
    middleware: [forStaff('extendRequest'), ...jsonBody] as const,
    request: { params, headers, body: body(extensionInput) },
    responses: withBody,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    const sent = c.req.valid('json');
    return answer(
      c,
      await extendRequest(c.get('ctx'), on, { until: sent.until, reason: sent.reason }),
    );
  },
);

rightsDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/decision',
    operationId: 'decideRequest',
    summary: 'Answer what is asked, or some of it',
    tags,
    security,
    description:
      'Granting needs a verified identity of the grade of the type, and who asks for another must be let. A denial needs its basis. About an appeal somebody else decides.',
    middleware: [forStaff('decideRequest'), ...jsonBody] as const,
    request: { params, headers, body: body(decisionInput) },
    responses: withBody,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    const sent = c.req.valid('json');
    return answer(c, await decideRequest(c.get('ctx'), on, sent));
  },
);

rightsDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/controller',
    operationId: 'setController',
    summary: 'Say who decides about the data',
    tags,
    security,
    description: 'Of users of customers it is the customer, unless said otherwise.',
    middleware: [forStaff('setController'), ...jsonBody] as const,
    request: { params, headers, body: body(controllerInput) },
    responses: withBody,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    const sent = c.req.valid('json');
    return answer(c, await setController(c.get('ctx'), on, sent.controller));
  },
);

rightsDecisionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/forwarding',
    operationId: 'forwardRequest',
    summary: 'Pass a request on to the customer who decides',
    tags,
    security,
    description:
      'Its contacts get what was asked and by whom; whoever asked is told that it was passed on, and nothing on substance.',
    middleware: [forStaff('forwardRequest'), ...jsonBody] as const,
    request: { params, headers, body: body(forwardingInput) },
    responses: withBody,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    const sent = c.req.valid('json');
    return answer(
      c,
      await forwardRequest(c.get('ctx'), on, {
        customerId: sent.customer,
        isToldOtherwise: sent.toldOtherwise,
      }),
    );
  },
);

async function answer(c: Context<StaffEnv>, found: RightsRequest) {
  const { deps, actor } = c.get('ctx');
  const shown = presentRequest(found, actor.role, await getTimeZone(deps.db));
  return c.json(shown, 200, { etag: etagOf(found.version) });
}
