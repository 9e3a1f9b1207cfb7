import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../../http/audience.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import {
  accessRules,
  byDomain,
  domainInput,
  domainList,
  domainQuery,
  domainRule,
  ruleProposal,
} from '../schema/rules.ts';
import {
  deleteDomain,
  getDomain,
  getSettings,
  listDomains,
  putDomain,
  replaceSettings,
} from '../service/rules.ts';
import { presentDomain, presentProposal } from '../staff-present.ts';

/** What is decided without a person. */
export const accessRulesApi = createRouter();

const tags = ['Access'];
const second =
  'What would open more than before waits for somebody else who may approve it: the answer is 202 with the proposal, and the rule stays as it was until then. Where nobody else could, it is in force at once, which is recorded.';
const waiting = json(ruleProposal, 'It waits for a second person');
const withBody = [400, 404, 412, 413, 415, 422, 428] as const;

accessRulesApi.openapi(
  createRoute({
    method: 'get',
    path: '/access-rules',
    operationId: 'getAccessRules',
    summary: 'Read what is decided without a person',
    tags,
    security,
    middleware: [forStaff('getAccessRules')] as const,
    responses: { 200: { ...json(accessRules, 'The rules'), headers: etagHeader }, ...problems() },
  }),
  async (c) => {
    const { settings, version } = await getSettings(c.get('ctx').deps.db);
    return c.json(settings, 200, { etag: etagOf(version) });
  },
);

accessRulesApi.openapi(
  createRoute({
    method: 'put',
    path: '/access-rules',
    operationId: 'replaceAccessRules',
    summary: 'Set what is decided without a person',
    tags,
    security,
    description: `What is decided stays as it is. ${second}`,
    middleware: [forStaff('replaceAccessRules'), ...jsonBody] as const,
    request: { headers: ifMatch, body: body(accessRules) },
    responses: {
      200: { ...json(accessRules, 'The rules'), headers: etagHeader },
      202: waiting,
      ...problems(...withBody),
    },
  }),
  async (c) => {
    const set = await replaceSettings(c.get('ctx'), c.req.valid('json'), requireExpected(c));
    if ('proposal' in set) return c.json(presentProposal(set.proposal), 202);
    return c.json(set.stored.settings, 200, { etag: etagOf(set.stored.version) });
  },
);

accessRulesApi.openapi(
  createRoute({
    method: 'get',
    path: '/access-rules/domains',
    operationId: 'listAccessDomains',
    summary: 'List mail domains that are allowed or blocked',
    tags,
    security,
    middleware: [forStaff('listAccessDomains')] as const,
    request: { query: domainQuery },
    responses: { 200: json(domainList, 'A page of domains'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit, treatment } = c.req.valid('query');
    const { items, next } = await listDomains(c.get('ctx').deps.db, treatment, cursor, limit);
    return c.json({ items: items.map(presentDomain), next }, 200);
  },
);

accessRulesApi.openapi(
  createRoute({
    method: 'get',
    path: '/access-rules/domains/{domain}',
    operationId: 'getAccessDomain',
    summary: 'Read what is said of a mail domain',
    tags,
    security,
    middleware: [forStaff('getAccessDomain')] as const,
    request: { params: byDomain },
    responses: {
      200: { ...json(domainRule, 'What is said of it'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const found = await getDomain(c.get('ctx').deps.db, c.req.valid('param').domain);
    return c.json(presentDomain(found), 200, { etag: etagOf(found.version) });
  },
);

accessRulesApi.openapi(
  createRoute({
    method: 'put',
    path: '/access-rules/domains/{domain}',
    operationId: 'putAccessDomain',
    summary: 'Allow or block a mail domain',
    tags,
    security,
    description: `For a domain of which nothing is said yet send \`If-Match: "v0"\`. A provider where anybody gets an address cannot be allowed. ${second}`,
    middleware: [forStaff('putAccessDomain'), ...jsonBody] as const,
    request: { params: byDomain, headers: ifMatch, body: body(domainInput) },
    responses: {
      200: { ...json(domainRule, 'What is said of it'), headers: etagHeader },
      202: waiting,
      ...problems(...withBody),
    },
  }),
  async (c) => {
    const { domain } = c.req.valid('param');
    const said = { domain, ...c.req.valid('json') };
    const put = await putDomain(c.get('ctx'), said, requireExpected(c));
    if ('proposal' in put) return c.json(presentProposal(put.proposal), 202);
    return c.json(presentDomain(put.stored), 200, { etag: etagOf(put.stored.version) });
  },
);

accessRulesApi.openapi(
  createRoute({
    method: 'delete',
    path: '/access-rules/domains/{domain}',
    operationId: 'deleteAccessDomain',
    summary: 'Say nothing of a mail domain any more',
    tags,
    security,
    middleware: [forStaff('deleteAccessDomain')] as const,
    request: { params: byDomain, headers: ifMatch },
    responses: { 204: { description: 'It is gone' }, ...problems(404, 412, 422, 428) },
  }),
  async (c) => {
    await deleteDomain(c.get('ctx'), c.req.valid('param').domain, requireExpected(c));
    return c.body(null, 204);
  },
);
