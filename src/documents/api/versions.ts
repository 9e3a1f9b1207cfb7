import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../../http/audience.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems, slug } from '../../http/schema.ts';
import {
  acceptQuery,
  byNumber,
  issueInput,
  version,
  versionFacts,
  versionList,
} from '../schema.ts';
import {
  getVersion,
  issueVersion,
  listVersions,
  replaceVersion,
  withdrawVersion,
} from '../service/issuing.ts';
import { presentStaffVersion } from '../staff-present.ts';

export const documentVersionsApi = createRouter();

const tags = ['Documents'];
const bySlug = z.object({ slug });

documentVersionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/documents/{slug}/versions',
    operationId: 'listDocumentVersions',
    summary: 'List the versions of a document, newest first',
    tags,
    security,
    middleware: [forStaff('listDocumentVersions')] as const,
    request: { params: bySlug },
    responses: { 200: json(versionList, 'The versions'), ...problems(404, 422) },
  }),
  async (c) => {
    const params = c.req.valid('param');
    const { db, config } = c.env.deps;
    const found = await listVersions(db, params.slug);
    return c.json({ items: found.map((each) => presentStaffVersion(params, each, config)) }, 200);
  },
);

documentVersionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/documents/{slug}/versions/{number}',
    operationId: 'getDocumentVersion',
    summary: 'Read what is said of a version',
    tags,
    security,
    middleware: [forStaff('getDocumentVersion')] as const,
    request: { params: byNumber },
    responses: {
      200: { ...json(version, 'The version'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { db, config } = c.env.deps;
    const { document, edition } = await getVersion(db, c.req.valid('param'));
    return c.json(presentStaffVersion(document, edition, config), 200, {
      etag: etagOf(edition.version),
    });
  },
);

documentVersionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/documents/{slug}/versions/{number}',
    operationId: 'replaceDocumentVersion',
    summary: 'Say all of a version anew',
    tags,
    security,
    description: 'Its file never changes: upload another for that.',
    middleware: [forStaff('replaceDocumentVersion'), ...jsonBody] as const,
    request: { params: byNumber, headers: ifMatch, body: body(versionFacts) },
    responses: {
      200: { ...json(version, 'The version'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const params = c.req.valid('param');
    const facts = c.req.valid('json');
    const replaced = await replaceVersion(c.get('ctx'), params, facts, requireExpected(c));
    return c.json(presentStaffVersion(params, replaced, c.env.deps.config), 200, {
      etag: etagOf(replaced.version),
    });
  },
);

documentVersionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/documents/{slug}/versions/{number}/issue',
    operationId: 'issueDocumentVersion',
    summary: 'Put a version in force, in place of the one that is',
    tags,
    security,
    description:
      'Of a marked document the file is read once more: it may have been uploaded before the document was marked, or on another platform.',
    middleware: [forStaff('issueDocumentVersion'), ...jsonBody] as const,
    request: { params: byNumber, query: acceptQuery, headers: ifMatch, body: body(issueInput) },
    responses: {
      200: { ...json(version, 'The version in force'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428, 429, 500, 503),
    },
  }),
  async (c) => {
    const params = c.req.valid('param');
    const issued = await issueVersion(c.get('ctx'), params, {
      expected: requireExpected(c),
      acceptsUnprotected: c.req.valid('query').accept_unprotected === 'true',
      announces: c.req.valid('json').announce,
    });
    return c.json(presentStaffVersion(params, issued, c.env.deps.config), 200, {
      etag: etagOf(issued.version),
    });
  },
);

documentVersionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/documents/{slug}/versions/{number}/withdrawal',
    operationId: 'withdrawDocumentVersion',
    summary: 'Take a version back: nobody gets it any more',
    tags,
    security,
    description: 'Its file stays with you, as evidence of what was given out.',
    middleware: [forStaff('withdrawDocumentVersion')] as const,
    request: { params: byNumber, headers: ifMatch },
    responses: {
      200: { ...json(version, 'The version'), headers: etagHeader },
      ...problems(404, 409, 412, 422, 428),
    },
  }),
  async (c) => {
    const params = c.req.valid('param');
    const withdrawn = await withdrawVersion(c.get('ctx'), params, requireExpected(c));
    return c.json(presentStaffVersion(params, withdrawn, c.env.deps.config), 200, {
      etag: etagOf(withdrawn.version),
    });
  },
);
