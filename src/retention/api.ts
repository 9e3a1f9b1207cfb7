import { placeOf } from '../publication/place.ts';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../http/audience.ts';
import { etagOf, requireExpected } from '../http/etag.ts';
import { idempotent } from '../http/idempotency.ts';
import { jsonBody } from '../http/json-body.ts';
import {
  body,
  etagHeader,
  ifMatch,
  json,
  locationHeader,
  security,
  withIdempotencyKey,
} from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { pageQuery, problems, slug } from '../http/schema.ts';
import { presentRule } from './present.ts';
import { newRule, rule, ruleFacts, ruleList } from './schema.ts';
import { createRule, deleteRule, getRule, pageRules, replaceRule } from './service.ts';

/** How long each kind of record is kept. */
export const retentionApi = createRouter();

const tags = ['Retention'];
const byId = z.object({ id: slug });
const atOnce = 'It is public at once, and an entry of the transparency log: name no person.';

retentionApi.openapi(
  createRoute({
    method: 'get',
    path: '/retention-rules',
    operationId: 'listRetentionRules',
    summary: 'List the rules, in the order of the page',
    tags,
    security,
    middleware: [forStaff('listRetentionRules')] as const,
    request: { query: pageQuery },
    responses: { 200: json(ruleList, 'A page of rules'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor: after, limit } = c.req.valid('query');
    const { db, config } = c.env.deps;
    const { items, next } = await pageRules(db, { after, limit });
    return c.json({ items: items.map((each) => presentRule(each, placeOf(config))), next }, 200);
  },
);

retentionApi.openapi(
  createRoute({
    method: 'post',
    path: '/retention-rules',
    operationId: 'createRetentionRule',
    summary: 'State a rule about records that are kept elsewhere',
    tags,
    security,
    description: atOnce,
    middleware: [forStaff('createRetentionRule'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newRule) },
    responses: {
      201: { ...json(rule, 'The rule'), headers: etagHeader.extend(locationHeader.shape) },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { id, ...facts } = c.req.valid('json');
    const { config } = c.env.deps;
    const created = await createRule(c.get('ctx'), id, facts);
    return c.json(presentRule(created, placeOf(config)), 201, {
      etag: etagOf(created.version),
      location: `${config.base}/api/v1/retention-rules/${id}`,
    });
  },
);

retentionApi.openapi(
  createRoute({
    method: 'get',
    path: '/retention-rules/{id}',
    operationId: 'getRetentionRule',
    summary: 'Read a rule',
    tags,
    security,
    middleware: [forStaff('getRetentionRule')] as const,
    request: { params: byId },
    responses: {
      200: { ...json(rule, 'The rule'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { db, config } = c.env.deps;
    const found = await getRule(db, c.req.valid('param').id);
    return c.json(presentRule(found, placeOf(config)), 200, { etag: etagOf(found.version) });
  },
);

retentionApi.openapi(
  createRoute({
    method: 'put',
    path: '/retention-rules/{id}',
    operationId: 'replaceRetentionRule',
    summary: 'State a rule otherwise',
    tags,
    security,
    description: `Those that Annex ships may be changed too. ${atOnce}`,
    middleware: [forStaff('replaceRetentionRule'), ...jsonBody] as const,
    request: { params: byId, headers: ifMatch, body: body(ruleFacts) },
    responses: {
      200: { ...json(rule, 'The rule as stated'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const expected = requireExpected(c);
    const saved = await replaceRule(c.get('ctx'), id, c.req.valid('json'), expected);
    return c.json(presentRule(saved, placeOf(c.env.deps.config)), 200, {
      etag: etagOf(saved.version),
    });
  },
);

retentionApi.openapi(
  createRoute({
    method: 'delete',
    path: '/retention-rules/{id}',
    operationId: 'deleteRetentionRule',
    summary: 'State a rule no longer',
    tags,
    security,
    description:
      'Only of records that are kept elsewhere: of those that Annex keeps there is a rule, always. That it was stated stays in the transparency log.',
    middleware: [forStaff('deleteRetentionRule')] as const,
    request: { params: byId, headers: ifMatch },
    responses: {
      204: { description: 'It is gone from the page' },
      ...problems(404, 409, 412, 422, 428),
    },
  }),
  async (c) => {
    await deleteRule(c.get('ctx'), c.req.valid('param').id, requireExpected(c));
    return c.body(null, 204);
  },
);
