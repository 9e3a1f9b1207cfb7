import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../../http/audience.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { presentGrant, presentStaffToken } from '../present/record.ts';
import {
  accessGrant,
  accessGrantList,
  accessTokenList,
  byGrant,
  byToken,
  grantQuery,
  termsInput,
  tokenQuery,
} from '../schema/record.ts';
import { reissueLink, revokeGrant, setGrantTerms } from '../service/grant-keeping.ts';
import { getInventoryLine, listAccessTokens, listGrants } from '../service/record-inventory.ts';
import { revokeToken } from '../service/token-making.ts';

/** Who may have what: the inventory, and what staff do to it. */
export const grantsApi = createRouter();

const tags = ['Access'];
const stands = { ...json(accessGrant, 'The grant as it stands now'), headers: etagHeader };

grantsApi.openapi(
  createRoute({
    method: 'get',
    path: '/access-grants',
    operationId: 'listGrants',
    summary: 'List who may have which document, newest first',
    tags,
    security,
    description: 'The inventory: also what is over, unless a state is asked for.',
    middleware: [forStaff('listGrants')] as const,
    request: { query: grantQuery },
    responses: { 200: json(accessGrantList, 'A page of grants'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit, ...query } = c.req.valid('query');
    const { deps, actor } = c.get('ctx');
    const { items, next } = await listGrants(deps, query, cursor, limit);
    return c.json({ items: items.map((each) => presentGrant(each, actor.role)), next }, 200);
  },
);

grantsApi.openapi(
  createRoute({
    method: 'get',
    path: '/access-grants/{id}',
    operationId: 'getGrant',
    summary: 'Read a grant',
    tags,
    security,
    middleware: [forStaff('getGrant')] as const,
    request: { params: byGrant },
    responses: { 200: stands, ...problems(404, 422) },
  }),
  async (c) => {
    const { deps, actor } = c.get('ctx');
    const line = await getInventoryLine(deps, c.req.valid('param').id);
    return c.json(presentGrant(line, actor.role), 200, { etag: etagOf(line.grant.version) });
  },
);

grantsApi.openapi(
  createRoute({
    method: 'put',
    path: '/access-grants/{id}/terms',
    operationId: 'setGrantTerms',
    summary: 'Extend a grant, or shorten it',
    tags,
    security,
    description:
      'Whoever holds it is not told; send a new link with `reissue` where one is needed.',
    middleware: [forStaff('setGrantTerms'), ...jsonBody] as const,
    request: { params: byGrant, headers: ifMatch, body: body(termsInput) },
    responses: { 200: stands, ...problems(400, 404, 409, 412, 413, 415, 422, 428) },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { id } = c.req.valid('param');
    await setGrantTerms(ctx, id, c.req.valid('json'), requireExpected(c));
    const line = await getInventoryLine(ctx.deps, id);
    return c.json(presentGrant(line, ctx.actor.role), 200, { etag: etagOf(line.grant.version) });
  },
);

grantsApi.openapi(
  createRoute({
    method: 'put',
    path: '/access-grants/{id}/revocation',
    operationId: 'revokeGrant',
    summary: 'Take a grant back',
    tags,
    security,
    description:
      'At once: sessions and links of its request end, and so do tokens unless another grant allows them. Whoever held it is told.',
    middleware: [forStaff('revokeGrant')] as const,
    request: { params: byGrant, headers: ifMatch },
    responses: { 200: stands, ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { id } = c.req.valid('param');
    await revokeGrant(ctx, id, requireExpected(c));
    const line = await getInventoryLine(ctx.deps, id);
    return c.json(presentGrant(line, ctx.actor.role), 200, { etag: etagOf(line.grant.version) });
  },
);

grantsApi.openapi(
  createRoute({
    method: 'post',
    path: '/access-grants/{id}/reissue',
    operationId: 'reissueLink',
    summary: 'Mail a new link of one use',
    tags,
    security,
    description:
      'For all that its request holds, to the confirmed address and nowhere else. Links sent before end.',
    middleware: [forStaff('reissueLink')] as const,
    request: { params: byGrant },
    responses: {
      202: json(accessGrant, 'The mail is on its way'),
      ...problems(404, 409, 422, 503),
    },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { id } = c.req.valid('param');
    await reissueLink(ctx, id);
    return c.json(presentGrant(await getInventoryLine(ctx.deps, id), ctx.actor.role), 202);
  },
);

grantsApi.openapi(
  createRoute({
    method: 'get',
    path: '/access-tokens',
    operationId: 'listAccessTokens',
    summary: 'List tokens for programs, newest first',
    tags,
    security,
    middleware: [forStaff('listAccessTokens')] as const,
    request: { query: tokenQuery },
    responses: { 200: json(accessTokenList, 'A page of tokens'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { items, next } = await listAccessTokens(c.env.deps.db, cursor, limit);
    return c.json({ items: items.map(presentStaffToken), next }, 200);
  },
);

grantsApi.openapi(
  createRoute({
    method: 'put',
    path: '/access-tokens/{id}/revocation',
    operationId: 'revokeAccessToken',
    summary: 'End a token',
    tags,
    security,
    middleware: [forStaff('revokeAccessToken')] as const,
    request: { params: byToken },
    responses: { 204: { description: 'It has ended' }, ...problems(404, 409, 422) },
  }),
  async (c) => {
    await revokeToken(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  },
);
