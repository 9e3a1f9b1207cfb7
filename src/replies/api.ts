import { createRoute } from '@hono/zod-openapi';
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
import { problems } from '../http/schema.ts';
import { presentTemplate } from './present.ts';
import { byTemplate, template, templateInput, templateList } from './schema.ts';
import {
  createTemplate,
  deleteTemplate,
  getTemplate,
  listTemplates,
  replaceTemplate,
} from './service.ts';

/** Texts that answers to inquiries and privacy requests begin with. */
export const repliesApi = createRouter();

const tags = ['Reply templates'];
const one = { ...json(template, 'The template'), headers: etagHeader };

repliesApi.openapi(
  createRoute({
    method: 'get',
    path: '/reply-templates',
    operationId: 'listReplyTemplates',
    summary: 'List reply templates by name',
    tags,
    security,
    middleware: [forStaff('listReplyTemplates')] as const,
    responses: { 200: json(templateList, 'All of them'), ...problems() },
  }),
  async (c) => {
    const items = await listTemplates(c.get('ctx').deps);
    return c.json({ items: items.map(presentTemplate) }, 200);
  },
);

repliesApi.openapi(
  createRoute({
    method: 'post',
    path: '/reply-templates',
    operationId: 'createReplyTemplate',
    summary: 'Add a reply template',
    tags,
    security,
    description: 'It is for many cases: write no names into it, but the placeholders.',
    middleware: [forStaff('createReplyTemplate'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(templateInput) },
    responses: {
      201: { ...one, headers: etagHeader.extend(locationHeader.shape) },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const created = await createTemplate(c.get('ctx'), c.req.valid('json'));
    return c.json(presentTemplate(created), 201, {
      etag: etagOf(created.version),
      location: `${c.env.deps.config.base}/api/v1/reply-templates/${created.id}`,
    });
  },
);

repliesApi.openapi(
  createRoute({
    method: 'get',
    path: '/reply-templates/{id}',
    operationId: 'getReplyTemplate',
    summary: 'Read a reply template',
    tags,
    security,
    middleware: [forStaff('getReplyTemplate')] as const,
    request: { params: byTemplate },
    responses: { 200: one, ...problems(404, 422) },
  }),
  async (c) => {
    const found = await getTemplate(c.get('ctx').deps.db, c.req.valid('param').id);
    return c.json(presentTemplate(found), 200, { etag: etagOf(found.version) });
  },
);

repliesApi.openapi(
  createRoute({
    method: 'put',
    path: '/reply-templates/{id}',
    operationId: 'replaceReplyTemplate',
    summary: 'Change a reply template',
    tags,
    security,
    description: 'Answers that were written with it stay as they are.',
    middleware: [forStaff('replaceReplyTemplate'), ...jsonBody] as const,
    request: { params: byTemplate, headers: ifMatch, body: body(templateInput) },
    responses: { 200: one, ...problems(400, 404, 412, 413, 415, 422, 428) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const wanted = c.req.valid('json');
    const changed = await replaceTemplate(c.get('ctx'), id, wanted, requireExpected(c));
    return c.json(presentTemplate(changed), 200, { etag: etagOf(changed.version) });
  },
);

repliesApi.openapi(
  createRoute({
    method: 'delete',
    path: '/reply-templates/{id}',
    operationId: 'deleteReplyTemplate',
    summary: 'Delete a reply template',
    tags,
    security,
    middleware: [forStaff('deleteReplyTemplate')] as const,
    request: { params: byTemplate, headers: ifMatch },
    responses: { 204: { description: 'It is gone' }, ...problems(404, 412, 422, 428) },
  }),
  async (c) => {
    await deleteTemplate(c.get('ctx'), c.req.valid('param').id, requireExpected(c));
    return c.body(null, 204);
  },
);
