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
import { pageQuery, problems, slug, presentWarnings, withWarnings } from '../../http/schema.ts';
import {
  acceptQuery,
  documentFacts,
  documentList,
  newDocument,
  staffDocument,
  taskList,
} from '../schema.ts';
import { getDocument, pageDocuments } from '../service/reading.ts';
import { listDocumentTasks } from '../service/tasks.ts';
import { createDocument, replaceDocument } from '../service/writing.ts';
import { presentStaffDocument, presentTask } from '../staff-present.ts';

export const documentsApi = createRouter();

const tags = ['Documents'];
const storedDocument = withWarnings(staffDocument, 'StoredDocument');
const bySlug = z.object({ slug });

documentsApi.openapi(
  createRoute({
    method: 'get',
    path: '/documents',
    operationId: 'listDocuments',
    summary: 'List the documents, in the order of the page',
    tags,
    security,
    middleware: [forStaff('listDocuments')] as const,
    request: { query: pageQuery },
    responses: { 200: json(documentList, 'A page of them'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor: after, limit } = c.req.valid('query');
    const { db, config } = c.env.deps;
    const { items, next } = await pageDocuments(db, { after, limit });
    return c.json({ items: items.map((each) => presentStaffDocument(each, config)), next }, 200);
  },
);

documentsApi.openapi(
  createRoute({
    method: 'post',
    path: '/documents',
    operationId: 'createDocument',
    summary: 'Add a document',
    tags,
    security,
    description:
      'Unless it is hidden it is public at once, and an entry of the transparency log. Its file comes as a version.',
    middleware: [forStaff('createDocument'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newDocument) },
    responses: {
      201: {
        ...json(storedDocument, 'The document'),
        headers: etagHeader.extend(locationHeader.shape),
      },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { slug: name, ...facts } = c.req.valid('json');
    const created = await createDocument(c.get('ctx'), name, facts);
    const { config } = c.env.deps;
    return c.json({ ...presentStaffDocument(created, config), ...presentWarnings(created) }, 201, {
      etag: etagOf(created.version),
      location: `${config.base}/api/v1/documents/${created.slug}`,
    });
  },
);

documentsApi.openapi(
  createRoute({
    method: 'get',
    path: '/documents/{slug}',
    operationId: 'getDocument',
    summary: 'Read a document, also a hidden one',
    tags,
    security,
    middleware: [forStaff('getDocument')] as const,
    request: { params: bySlug },
    responses: {
      200: { ...json(staffDocument, 'The document'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { db, config } = c.env.deps;
    const found = await getDocument(db, c.req.valid('param').slug);
    return c.json(presentStaffDocument(found, config), 200, { etag: etagOf(found.version) });
  },
);

documentsApi.openapi(
  createRoute({
    method: 'put',
    path: '/documents/{slug}',
    operationId: 'replaceDocument',
    summary: 'Say all of a document anew',
    tags,
    security,
    description:
      'Its slug stays. Where it becomes marked, the file in force is read once more and refused where it cannot be.',
    middleware: [forStaff('replaceDocument'), ...jsonBody] as const,
    request: {
      params: bySlug,
      query: acceptQuery,
      headers: ifMatch,
      body: body(documentFacts),
    },
    responses: {
      200: { ...json(storedDocument, 'The document'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428, 429, 500, 503),
    },
  }),
  async (c) => {
    const acceptsUnprotected = c.req.valid('query').accept_unprotected === 'true';
    const how = { expected: requireExpected(c), acceptsUnprotected };
    const name = c.req.valid('param').slug;
    const replaced = await replaceDocument(c.get('ctx'), name, c.req.valid('json'), how);
    const shown = presentStaffDocument(replaced, c.env.deps.config);
    return c.json({ ...shown, ...presentWarnings(replaced) }, 200, {
      etag: etagOf(replaced.version),
    });
  },
);

documentsApi.openapi(
  createRoute({
    method: 'get',
    path: '/document-tasks',
    operationId: 'listDocumentTasks',
    summary: 'List the documents that a person has to do something about',
    tags,
    security,
    description:
      'Damaged files first, then what is over, then what ends within 60 days. Nothing is listed of hidden documents but damage.',
    middleware: [forStaff('listDocumentTasks')] as const,
    responses: { 200: json(taskList, 'The tasks'), ...problems() },
  }),
  async (c) => {
    const { deps, now } = c.get('ctx');
    const tasks = await listDocumentTasks(deps.db, now);
    return c.json({ items: tasks.map(presentTask) }, 200);
  },
);
