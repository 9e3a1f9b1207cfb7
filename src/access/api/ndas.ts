import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../../http/audience.ts';
import { idempotent } from '../../http/idempotency.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, json, locationHeader, security, withIdempotencyKey } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { acceptanceFile, textFile } from '../copy.ts';
import {
  acceptanceList,
  acceptanceQuery,
  byAcceptance,
  byNda,
  nda,
  ndaAcceptance,
  ndaInput,
  ndaList,
  onFileInput,
} from '../schema/rules.ts';
import {
  endAcceptance,
  getAcceptance,
  getNda,
  listAcceptances,
  listNdas,
  loadCopy,
  publishNda,
  recordOnFile,
} from '../service/ndas.ts';
import { presentAcceptance, presentNda } from '../staff-present.ts';

/** Texts of NDAs, and who accepted them. */
export const ndasApi = createRouter();

const tags = ['Access'];
const pdf = (description: string) => ({
  description,
  content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
});

ndasApi.openapi(
  createRoute({
    method: 'get',
    path: '/ndas',
    operationId: 'listNdas',
    summary: 'List NDA texts, with all their versions',
    tags,
    security,
    middleware: [forStaff('listNdas')] as const,
    responses: { 200: json(ndaList, 'All versions'), ...problems() },
  }),
  async (c) => c.json({ items: (await listNdas(c.get('ctx').deps.db)).map(presentNda) }, 200),
);

ndasApi.openapi(
  createRoute({
    method: 'post',
    path: '/ndas',
    operationId: 'publishNda',
    summary: 'Publish a version of an NDA text',
    tags,
    security,
    description:
      'From now on it is the one that is asked for, also of those who have accepted an older one, at their next grant. What was given under an older one stays.',
    middleware: [forStaff('publishNda'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(ndaInput) },
    responses: {
      201: { ...json(nda, 'The version'), headers: locationHeader },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const published = await publishNda(c.get('ctx'), c.req.valid('json'));
    const location = `${c.env.deps.config.base}/api/v1/ndas/${published.id}`;
    return c.json(presentNda(published), 201, { location });
  },
);

ndasApi.openapi(
  createRoute({
    method: 'get',
    path: '/ndas/{id}',
    operationId: 'getNda',
    summary: 'Read a version of an NDA text',
    tags,
    security,
    middleware: [forStaff('getNda')] as const,
    request: { params: byNda },
    responses: { 200: json(nda, 'The version'), ...problems(404, 422) },
  }),
  async (c) => c.json(presentNda(await getNda(c.get('ctx').deps.db, c.req.valid('param').id)), 200),
);

ndasApi.openapi(
  createRoute({
    method: 'get',
    path: '/ndas/{id}/text.pdf',
    operationId: 'printNda',
    summary: 'The same on paper, to sign elsewhere',
    tags,
    security,
    middleware: [forStaff('printNda')] as const,
    request: { params: byNda },
    responses: { 200: pdf('The text'), ...problems(404, 422) },
  }),
  async (c) => {
    const { deps } = c.get('ctx');
    return textFile(deps, await getNda(deps.db, c.req.valid('param').id));
  },
);

ndasApi.openapi(
  createRoute({
    method: 'get',
    path: '/nda-acceptances',
    operationId: 'listNdaAcceptances',
    summary: 'List who accepted which NDA, newest first',
    tags,
    security,
    description: 'Names and addresses are for roles that see persons.',
    middleware: [forStaff('listNdaAcceptances')] as const,
    request: { query: acceptanceQuery },
    responses: { 200: json(acceptanceList, 'A page of acceptances'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const { deps, actor } = c.get('ctx');
    const { items, next } = await listAcceptances(deps.db, filter, cursor, limit);
    return c.json({ items: items.map((each) => presentAcceptance(each, actor.role)), next }, 200);
  },
);

ndasApi.openapi(
  createRoute({
    method: 'post',
    path: '/nda-acceptances',
    operationId: 'recordNdaOnFile',
    summary: 'Record an NDA that was signed elsewhere',
    tags,
    security,
    description:
      'It counts for every version of the text, until its last day or until it is ended: it is a contract of its own. The answer repeats nothing of the person.',
    middleware: [forStaff('recordNdaOnFile'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(onFileInput) },
    responses: {
      201: { ...json(ndaAcceptance, 'The acceptance'), headers: locationHeader },
      ...problems(400, 404, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { fullName, title, company, email, ...rest } = c.req.valid('json');
    const signer = { fullName, title, company, email };
    const recorded = await recordOnFile(c.get('ctx'), { ...rest, signer });
    const location = `${c.env.deps.config.base}/api/v1/nda-acceptances/${recorded.id}`;
    return c.json(presentAcceptance(recorded, 'viewer'), 201, { location });
  },
);

ndasApi.openapi(
  createRoute({
    method: 'get',
    path: '/nda-acceptances/{id}',
    operationId: 'getNdaAcceptance',
    summary: 'Read an acceptance',
    tags,
    security,
    middleware: [forStaff('getNdaAcceptance')] as const,
    request: { params: byAcceptance },
    responses: { 200: json(ndaAcceptance, 'The acceptance'), ...problems(404, 422) },
  }),
  async (c) => {
    const { deps, actor } = c.get('ctx');
    const found = await getAcceptance(deps.db, c.req.valid('param').id);
    return c.json(presentAcceptance(found, actor.role), 200);
  },
);

ndasApi.openapi(
  createRoute({
    method: 'get',
    path: '/nda-acceptances/{id}/copy.pdf',
    operationId: 'downloadNdaCopy',
    summary: 'The copy of what was accepted, the same as the signer has',
    tags,
    security,
    middleware: [forStaff('downloadNdaCopy')] as const,
    request: { params: byAcceptance },
    responses: {
      200: pdf('The text, and who accepted it when'),
      ...problems(404, 409, 422),
    },
  }),
  async (c) => {
    const { deps } = c.get('ctx');
    return acceptanceFile(deps, await loadCopy(deps.db, c.req.valid('param').id));
  },
);

ndasApi.openapi(
  createRoute({
    method: 'put',
    path: '/nda-acceptances/{id}/end',
    operationId: 'endNdaAcceptance',
    summary: 'Say that an acceptance counts no more',
    tags,
    security,
    description:
      'The next grant asks for another. What was given under it stays until its grants end or are revoked.',
    middleware: [forStaff('endNdaAcceptance')] as const,
    request: { params: byAcceptance },
    responses: { 200: json(ndaAcceptance, 'The acceptance'), ...problems(404, 409, 422) },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const ended = await endAcceptance(ctx, c.req.valid('param').id);
    return c.json(presentAcceptance(ended, ctx.actor.role), 200);
  },
);
