import { placeOf } from '../../publication/place.ts';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../../http/audience.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { idempotent } from '../../http/idempotency.ts';
import { jsonBody } from '../../http/json-body.ts';
import {
  body,
  etagHeader,
  ifMatch,
  json,
  locationHeader,
  security,
  withIdempotencyKey,
} from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { pageQuery, problems, slug } from '../../http/schema.ts';
import { newPolicy, policyDrift, policyFacts, staffPolicy, staffPolicyList } from '../schema.ts';
import { getPolicy, pagePolicies } from '../service.ts';
import { checkPolicyDrift } from '../service/drift.ts';
import { createPolicy, replacePolicy } from '../service/writing.ts';
import { presentDrift, presentStaffPolicy } from '../staff-present.ts';

/** The policies there are; their versions have routes of their own. */
export const policiesApi = createRouter();

const tags = ['Policies'];
const bySlug = z.object({ slug });

policiesApi.openapi(
  createRoute({
    method: 'get',
    path: '/policies',
    operationId: 'listPolicies',
    summary: 'List the policies, in the order of the page',
    tags,
    security,
    middleware: [forStaff('listPolicies')] as const,
    request: { query: pageQuery },
    responses: { 200: json(staffPolicyList, 'A page of policies'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor: after, limit } = c.req.valid('query');
    const { db, config } = c.env.deps;
    const { items, next } = await pagePolicies(db, { after, limit });
    const presented = items.map((each) => presentStaffPolicy(each, placeOf(config)));
    return c.json({ items: presented, next }, 200);
  },
);

policiesApi.openapi(
  createRoute({
    method: 'post',
    path: '/policies',
    operationId: 'createPolicy',
    summary: 'Begin a policy',
    tags,
    security,
    description: 'Nobody but staff sees it before its first version is announced.',
    middleware: [forStaff('createPolicy'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newPolicy) },
    responses: {
      201: { ...json(staffPolicy, 'The policy'), headers: etagHeader.extend(locationHeader.shape) },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { slug: name, ...facts } = c.req.valid('json');
    const { config } = c.env.deps;
    const created = await createPolicy(c.get('ctx'), name, facts);
    return c.json(presentStaffPolicy(created, placeOf(config)), 201, {
      etag: etagOf(created.version),
      location: `${config.base}/api/v1/policies/${name}`,
    });
  },
);

policiesApi.openapi(
  createRoute({
    method: 'get',
    path: '/policies/drift',
    operationId: 'checkPolicyDrift',
    summary: 'Compare published policies with the running configuration',
    tags,
    security,
    description:
      'Of each policy the newest version that is in effect or announced. The next draft brings what has drifted up to date; staff who are alerted hear of it once.',
    middleware: [forStaff('checkPolicyDrift')] as const,
    responses: { 200: json(policyDrift, 'Where the two disagree'), ...problems() },
  }),
  async (c) => c.json(presentDrift(await checkPolicyDrift(c.env.deps.db)), 200),
);

policiesApi.openapi(
  createRoute({
    method: 'get',
    path: '/policies/{slug}',
    operationId: 'getPolicy',
    summary: 'Read a policy',
    tags,
    security,
    middleware: [forStaff('getPolicy')] as const,
    request: { params: bySlug },
    responses: {
      200: { ...json(staffPolicy, 'The policy'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { db, config } = c.env.deps;
    const found = await getPolicy(db, c.req.valid('param').slug);
    return c.json(presentStaffPolicy(found, placeOf(config)), 200, { etag: etagOf(found.version) });
  },
);

policiesApi.openapi(
  createRoute({
    method: 'put',
    path: '/policies/{slug}',
    operationId: 'replacePolicy',
    summary: 'Name a policy otherwise, or set its notice',
    tags,
    security,
    description:
      'What it is called and how long before its effect a material change is announced. Its texts are changed by a version.',
    middleware: [forStaff('replacePolicy'), ...jsonBody] as const,
    request: { params: bySlug, headers: ifMatch, body: body(policyFacts) },
    responses: {
      200: { ...json(staffPolicy, 'The policy'), headers: etagHeader },
      ...problems(400, 404, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const expected = requireExpected(c);
    const { slug: name } = c.req.valid('param');
    const saved = await replacePolicy(c.get('ctx'), name, c.req.valid('json'), expected);
    return c.json(presentStaffPolicy(saved, placeOf(c.env.deps.config)), 200, {
      etag: etagOf(saved.version),
    });
  },
);
