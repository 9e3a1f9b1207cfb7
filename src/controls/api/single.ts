import { placeOf } from '../../publication/place.ts';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../../http/audience.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems, slug, presentWarnings, withWarnings } from '../../http/schema.ts';
import { policyKey } from '../model.ts';
import { dataAct, dataActFacts, disclosureFacts, disclosurePolicy } from '../schema.ts';
import { findDataAct, findDisclosure } from '../service.ts';
import { removeStatement, stateStatement } from '../service/writing.ts';
import { presentStaffDataAct, presentStaffDisclosure } from '../staff-present.ts';

/** What there is one of: facts of each service, and the disclosure policy. */
export const singleStatementsApi = createRouter();

const tags = ['Controls'];
const bySlug = z.object({ slug });

singleStatementsApi.openapi(
  createRoute({
    method: 'get',
    path: '/services/{slug}/data-act',
    operationId: 'getDataAct',
    summary: 'Read what is stated of a service under the EU Data Act',
    tags,
    security,
    middleware: [forStaff('getDataAct')] as const,
    request: { params: bySlug },
    responses: {
      200: { ...json(dataAct, 'The facts, if any'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { db, config } = c.env.deps;
    const service = c.req.valid('param').slug;
    const stated = await findDataAct(db, service);
    return c.json(presentStaffDataAct(service, stated, placeOf(config)), 200, {
      etag: etagOf(stated?.version ?? 0),
    });
  },
);

singleStatementsApi.openapi(
  createRoute({
    method: 'put',
    path: '/services/{slug}/data-act',
    operationId: 'replaceDataAct',
    summary: 'State the facts of a service under the EU Data Act',
    tags,
    security,
    middleware: [forStaff('replaceDataAct'), ...jsonBody] as const,
    request: { params: bySlug, headers: ifMatch, body: body(dataActFacts) },
    responses: {
      200: {
        ...json(withWarnings(dataAct, 'StoredDataAct'), 'The facts as stated'),
        headers: etagHeader,
      },
      ...problems(400, 404, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const service = c.req.valid('param').slug;
    const expected = requireExpected(c);
    const ctx = c.get('ctx');
    const facts = c.req.valid('json');
    const stated = await stateStatement(ctx, 'data-act', service, facts, expected);
    const shown = presentStaffDataAct(service, stated, placeOf(c.env.deps.config));
    return c.json({ ...shown, ...presentWarnings(stated) }, 200, {
      etag: etagOf(stated.version),
    });
  },
);

singleStatementsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/services/{slug}/data-act',
    operationId: 'deleteDataAct',
    summary: 'State nothing of a service under the EU Data Act',
    tags,
    security,
    middleware: [forStaff('deleteDataAct')] as const,
    request: { params: bySlug, headers: ifMatch },
    responses: {
      204: { description: 'It is gone from the page' },
      ...problems(404, 412, 422, 428),
    },
  }),
  async (c) => {
    await removeStatement(c.get('ctx'), 'data-act', c.req.valid('param').slug, requireExpected(c));
    return c.body(null, 204);
  },
);

singleStatementsApi.openapi(
  createRoute({
    method: 'get',
    path: '/disclosure-policy',
    operationId: 'getDisclosurePolicy',
    summary: 'Read the vulnerability disclosure policy',
    tags,
    security,
    description:
      'The contact for reports is `securityContact` of the organisation; security.txt is written from both.',
    middleware: [forStaff('getDisclosurePolicy')] as const,
    responses: {
      200: { ...json(disclosurePolicy, 'The policy, if any'), headers: etagHeader },
      ...problems(),
    },
  }),
  async (c) => {
    const { db, config } = c.env.deps;
    const stated = await findDisclosure(db);
    return c.json(presentStaffDisclosure(stated, placeOf(config)), 200, {
      etag: etagOf(stated?.version ?? 0),
    });
  },
);

singleStatementsApi.openapi(
  createRoute({
    method: 'put',
    path: '/disclosure-policy',
    operationId: 'replaceDisclosurePolicy',
    summary: 'State the vulnerability disclosure policy',
    tags,
    security,
    middleware: [forStaff('replaceDisclosurePolicy'), ...jsonBody] as const,
    request: { headers: ifMatch, body: body(disclosureFacts) },
    responses: {
      200: {
        ...json(withWarnings(disclosurePolicy, 'StoredDisclosurePolicy'), 'The policy as stated'),
        headers: etagHeader,
      },
      ...problems(400, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const facts = c.req.valid('json');
    const expected = requireExpected(c);
    const stated = await stateStatement(c.get('ctx'), 'disclosure', policyKey, facts, expected);
    const shown = presentStaffDisclosure(stated, placeOf(c.env.deps.config));
    return c.json({ ...shown, ...presentWarnings(stated) }, 200, {
      etag: etagOf(stated.version),
    });
  },
);

singleStatementsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/disclosure-policy',
    operationId: 'deleteDisclosurePolicy',
    summary: 'State no vulnerability disclosure policy',
    tags,
    security,
    middleware: [forStaff('deleteDisclosurePolicy')] as const,
    request: { headers: ifMatch },
    responses: { 204: { description: 'It is gone from the page' }, ...problems(404, 412, 428) },
  }),
  async (c) => {
    await removeStatement(c.get('ctx'), 'disclosure', policyKey, requireExpected(c));
    return c.body(null, 204);
  },
);
