import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../http/audience.ts';
import { etagOf, requireExpected } from '../http/etag.ts';
import { idempotent } from '../http/idempotency.ts';
import { jsonBody } from '../http/json-body.ts';
import { createRouter } from '../http/router.ts';
import { presentWarnings, problems, slug } from '../http/schema.ts';
import {
  body,
  etagHeader,
  ifMatch,
  json,
  locationHeader,
  security,
  withIdempotencyKey,
} from '../http/openapi.ts';
import {
  organisationSchema,
  presentService,
  serviceEditSchema,
  serviceList,
  newServiceSchema,
  serviceSchema,
  storedOrganisation,
  storedService,
} from './schema.ts';
import {
  createService,
  getOrganisation,
  getService,
  listServices,
  replaceOrganisation,
  replaceService,
} from './service.ts';

export const organisationApi = createRouter();

const tags = ['Organisation'];
const bySlug = z.object({ slug });

organisationApi.openapi(
  createRoute({
    method: 'get',
    path: '/organisation',
    operationId: 'getOrganisation',
    summary: 'Read the profile',
    tags,
    security,
    middleware: [forStaff('getOrganisation')] as const,
    responses: {
      200: { ...json(organisationSchema, 'The profile'), headers: etagHeader },
      ...problems(),
    },
  }),
  async (c) => {
    const { value, version } = await getOrganisation(c.env.deps.db);
    return c.json(value, 200, { etag: etagOf(version) });
  },
);

organisationApi.openapi(
  createRoute({
    method: 'put',
    path: '/organisation',
    operationId: 'replaceOrganisation',
    summary: 'Replace the profile',
    tags,
    security,
    middleware: [forStaff('replaceOrganisation'), ...jsonBody] as const,
    request: { headers: ifMatch, body: body(organisationSchema) },
    responses: {
      200: { ...json(storedOrganisation, 'The profile as stored'), headers: etagHeader },
      ...problems(400, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const stored = await replaceOrganisation(c.get('ctx'), c.req.valid('json'), requireExpected(c));
    return c.json({ ...stored.value, ...presentWarnings(stored) }, 200, {
      etag: etagOf(stored.version),
    });
  },
);

organisationApi.openapi(
  createRoute({
    method: 'get',
    path: '/services',
    operationId: 'listServices',
    summary: 'List the services',
    tags,
    security,
    middleware: [forStaff('listServices')] as const,
    responses: {
      200: json(serviceList, 'All services; there are few, so the list is not paged'),
      ...problems(),
    },
  }),
  async (c) =>
    c.json({ items: (await listServices(c.env.deps.db)).map(presentService), next: null }, 200),
);

organisationApi.openapi(
  createRoute({
    method: 'post',
    path: '/services',
    operationId: 'createService',
    summary: 'Create a service',
    tags,
    security,
    middleware: [forStaff('createService'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newServiceSchema) },
    responses: {
      201: {
        ...json(serviceSchema, 'The service'),
        headers: etagHeader.extend(locationHeader.shape),
      },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { value, version } = await createService(c.get('ctx'), c.req.valid('json'));
    return c.json(presentService(value), 201, {
      etag: etagOf(version),
      location: `${c.env.deps.config.base}/api/v1/services/${value.slug}`,
    });
  },
);

organisationApi.openapi(
  createRoute({
    method: 'get',
    path: '/services/{slug}',
    operationId: 'getService',
    summary: 'Read a service',
    tags,
    security,
    middleware: [forStaff('getService')] as const,
    request: { params: bySlug },
    responses: {
      200: { ...json(serviceSchema, 'The service'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { value, version } = await getService(c.env.deps.db, c.req.valid('param').slug);
    return c.json(presentService(value), 200, { etag: etagOf(version) });
  },
);

organisationApi.openapi(
  createRoute({
    method: 'put',
    path: '/services/{slug}',
    operationId: 'replaceService',
    summary: 'Rename or describe a service',
    tags,
    security,
    middleware: [forStaff('replaceService'), ...jsonBody] as const,
    request: { params: bySlug, headers: ifMatch, body: body(serviceEditSchema) },
    responses: {
      200: { ...json(storedService, 'The service as stored'), headers: etagHeader },
      ...problems(400, 404, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const stored = await replaceService(
      c.get('ctx'),
      c.req.valid('param').slug,
      c.req.valid('json'),
      requireExpected(c),
    );
    return c.json({ ...presentService(stored.value), ...presentWarnings(stored) }, 200, {
      etag: etagOf(stored.version),
    });
  },
);
