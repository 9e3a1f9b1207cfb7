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
import { problems, slug } from '../../http/schema.ts';
import { presentProfile } from '../present.ts';
import { newProfile, profile, profileEdit, profileList } from '../schema.ts';
import {
  createProfile,
  deleteProfile,
  getProfile,
  listProfiles,
  replaceProfile,
} from '../service/profiles.ts';

export const profilesApi = createRouter();

const tags = ['Customers'];
const bySlug = z.object({ slug });

profilesApi.openapi(
  createRoute({
    method: 'get',
    path: '/contract-profiles',
    operationId: 'listProfiles',
    summary: 'List the profiles of contract terms',
    tags,
    security,
    middleware: [forStaff('listProfiles')] as const,
    responses: { 200: json(profileList, 'All profiles'), ...problems() },
  }),
  async (c) => {
    const items = await listProfiles(c.env.deps.db);
    return c.json({ items: items.map(presentProfile), next: null }, 200);
  },
);

profilesApi.openapi(
  createRoute({
    method: 'post',
    path: '/contract-profiles',
    operationId: 'createProfile',
    summary: 'Create a profile of contract terms',
    tags,
    security,
    middleware: [forStaff('createProfile'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newProfile) },
    responses: {
      201: {
        ...json(profile, 'The profile'),
        headers: locationHeader.extend(etagHeader.shape),
      },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const created = await createProfile(c.get('ctx'), c.req.valid('json'));
    return c.json(presentProfile(created), 201, {
      location: `${c.env.deps.config.base}/api/v1/contract-profiles/${created.slug}`,
      etag: etagOf(created.version),
    });
  },
);

profilesApi.openapi(
  createRoute({
    method: 'get',
    path: '/contract-profiles/{slug}',
    operationId: 'getProfile',
    summary: 'Read a profile of contract terms',
    tags,
    security,
    middleware: [forStaff('getProfile')] as const,
    request: { params: bySlug },
    responses: {
      200: { ...json(profile, 'The profile'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const found = await getProfile(c.env.deps.db, c.req.valid('param').slug);
    return c.json(presentProfile(found), 200, { etag: etagOf(found.version) });
  },
);

profilesApi.openapi(
  createRoute({
    method: 'put',
    path: '/contract-profiles/{slug}',
    operationId: 'replaceProfile',
    summary: 'Replace a profile of contract terms',
    tags,
    security,
    description: 'What is announced already keeps the terms that it was announced with.',
    middleware: [forStaff('replaceProfile'), ...jsonBody] as const,
    request: { params: bySlug, headers: ifMatch, body: body(profileEdit) },
    responses: {
      200: { ...json(profile, 'The profile as stored'), headers: etagHeader },
      ...problems(400, 404, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const { slug: name } = c.req.valid('param');
    const edit = c.req.valid('json');
    const replaced = await replaceProfile(c.get('ctx'), name, edit, requireExpected(c));
    return c.json(presentProfile(replaced), 200, { etag: etagOf(replaced.version) });
  },
);

profilesApi.openapi(
  createRoute({
    method: 'delete',
    path: '/contract-profiles/{slug}',
    operationId: 'deleteProfile',
    summary: 'Delete a profile that no customer has',
    tags,
    security,
    middleware: [forStaff('deleteProfile')] as const,
    request: { params: bySlug, headers: ifMatch },
    responses: {
      204: { description: 'It is gone' },
      ...problems(404, 409, 412, 422, 428),
    },
  }),
  async (c) => {
    await deleteProfile(c.get('ctx'), c.req.valid('param').slug, requireExpected(c));
    return c.body(null, 204);
  },
);
