import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { RightsRequestId } from '../../core/ids.ts';
import { forStaff } from '../../http/audience.ts';
import type { StaffEnv } from '../../http/env.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { byRequest } from '../../rights/schema/staff.ts';
import { presentReport } from '../present.ts';
import {
  byAddress,
  byKind,
  copyOffer,
  correctionInput,
  foundList,
  foundQuery,
  newAddress,
  report,
  similarList,
  similarQuery,
} from '../schema.ts';
import { addAddress, listSimilar, removeAddress } from '../service/addresses.ts';
import { endCopy, offerCopy } from '../service/copying.ts';
import { pageHeld, reportHeld } from '../service/finding.ts';
import { beginRun } from '../service/running.ts';

/** What is held about the person of a privacy request, and what is done with it. */
export const personalDataApi = createRouter();

const tags = ['Privacy requests'];
const params = byRequest;
const headers = ifMatch;
const standing = { ...json(report, 'What is held and what was done'), headers: etagHeader };
const plain = { 200: standing, ...problems(404, 409, 412, 422, 428) };
const withBody = { 200: standing, ...problems(400, 404, 409, 412, 413, 415, 422, 428) };

personalDataApi.openapi(
  createRoute({
    method: 'get',
    path: '/rights-requests/{id}/records',
    operationId: 'reportPersonalData',
    summary: 'See what is held about the person of a request',
    tags,
    security,
    description:
      'Across all features, by the addresses that are known to be the person’s; up to ten thousand of a kind are counted. Needs the proof of identity that the law asks for.',
    middleware: [forStaff('reportPersonalData')] as const,
    request: { params },
    responses: { 200: standing, ...problems(404, 409, 422) },
  }),
  async (c) => answerReport(c, c.req.valid('param').id),
);

personalDataApi.openapi(
  createRoute({
    method: 'get',
    path: '/rights-requests/{id}/records/{kind}',
    operationId: 'listPersonalDataRecords',
    summary: 'List the records of one kind about the person',
    tags,
    security,
    middleware: [forStaff('listPersonalDataRecords')] as const,
    request: { params: byKind, query: foundQuery },
    responses: { 200: json(foundList, 'A page of records'), ...problems(404, 409, 422) },
  }),
  async (c) => {
    const { id, kind } = c.req.valid('param');
    const { cursor: after, limit } = c.req.valid('query');
    const { items, next } = await pageHeld(c.env.deps, id, kind, { after, limit });
    return c.json({ items: [...items], next }, 200);
  },
);

personalDataApi.openapi(
  createRoute({
    method: 'get',
    path: '/rights-requests/{id}/similar-addresses',
    operationId: 'listSimilarAddresses',
    summary: 'Look for other spellings of the person’s addresses',
    tags,
    security,
    description:
      'Those with another part behind a plus. They may be somebody else’s: ask, and add what is shown to be theirs. A page may be empty and not the last. Case makes no other address anywhere.',
    middleware: [forStaff('listSimilarAddresses')] as const,
    request: { params, query: similarQuery },
    responses: { 200: json(similarList, 'A page of addresses'), ...problems(404, 409, 422) },
  }),
  async (c) => {
    const { cursor } = c.req.valid('query');
    const { addresses, next } = await listSimilar(c.env.deps, c.req.valid('param').id, cursor);
    return c.json({ items: [...addresses], next }, 200);
  },
);

personalDataApi.openapi(
  createRoute({
    method: 'post',
    path: '/rights-requests/{id}/addresses',
    operationId: 'addSubjectAddress',
    summary: 'Add an address that was shown to be the person’s',
    tags,
    security,
    description: 'What is held about it is found, copied and erased too. The person sees it.',
    middleware: [forStaff('addSubjectAddress'), ...jsonBody] as const,
    request: { params, headers, body: body(newAddress) },
    responses: withBody,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    await addAddress(c.get('ctx'), on, c.req.valid('json'));
    return answerReport(c, on.id);
  },
);

personalDataApi.openapi(
  createRoute({
    method: 'delete',
    path: '/rights-requests/{id}/addresses/{number}',
    operationId: 'removeSubjectAddress',
    summary: 'Take an added address away again',
    tags,
    security,
    middleware: [forStaff('removeSubjectAddress')] as const,
    request: { params: byAddress, headers },
    responses: {
      204: { description: 'It is not searched any more' },
      ...problems(404, 412, 422, 428),
    },
  }),
  async (c) => {
    const { id, number } = c.req.valid('param');
    await removeAddress(c.get('ctx'), { id, expected: requireExpected(c) }, number);
    return c.body(null, 204);
  },
);

personalDataApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/copy',
    operationId: 'offerCopy',
    summary: 'Make a copy of the data ready to be fetched',
    tags,
    security,
    description:
      'The person gets a link of one use for fourteen days, by mail and on the page of the request. The copy is made when it is fetched and stored nowhere; staff get no link to it.',
    middleware: [forStaff('offerCopy')] as const,
    request: { params, headers },
    responses: { 200: json(copyOffer, 'It is ready'), ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    const { until, isMailed } = await offerCopy(ctx, on);
    return c.json({ until: until.toISOString(), mailed: isMailed }, 200);
  },
);

personalDataApi.openapi(
  createRoute({
    method: 'delete',
    path: '/rights-requests/{id}/copy',
    operationId: 'endCopy',
    summary: 'End the link to a copy, and whatever it was exchanged for',
    tags,
    security,
    middleware: [forStaff('endCopy')] as const,
    request: { params, headers },
    responses: { 204: { description: 'It is ended' }, ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) => {
    await endCopy(c.get('ctx'), { id: c.req.valid('param').id, expected: requireExpected(c) });
    return c.body(null, 204);
  },
);

personalDataApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/erasure',
    operationId: 'eraseHeldData',
    summary: 'Erase all that is held about the person',
    tags,
    security,
    description:
      'Record by record, begun at once and carried on by the schedule; nothing of it can be undone. What must stay is listed with its reason and its provision. Refused while the person wants the data kept.',
    middleware: [forStaff('eraseHeldData')] as const,
    request: { params, headers },
    responses: plain,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    await beginRun(c.get('ctx'), on, 'erase');
    return answerReport(c, on.id);
  },
);

personalDataApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/correction',
    operationId: 'correctHeldData',
    summary: 'Correct the person’s data wherever it is held',
    tags,
    security,
    middleware: [forStaff('correctHeldData'), ...jsonBody] as const,
    request: { params, headers, body: body(correctionInput) },
    responses: withBody,
  }),
  async (c) => {
    const on = { id: c.req.valid('param').id, expected: requireExpected(c) };
    await beginRun(c.get('ctx'), on, 'correct', c.req.valid('json'));
    return answerReport(c, on.id);
  },
);

async function answerReport(c: Context<StaffEnv>, id: RightsRequestId) {
  const found = await reportHeld(c.env.deps, id);
  return c.json(presentReport(found), 200, { etag: etagOf(found.request.version) });
}
