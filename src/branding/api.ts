import { createRoute } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { forStaff } from '../http/audience.ts';
import { etagOf, requireExpected } from '../http/etag.ts';
import { jsonBody } from '../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems, presentWarnings } from '../http/schema.ts';
import { logoTypes, mostLogoBytes, mostLogoSide } from './model.ts';
import { brandingFacts, brandingSchema, presentBranding, storedBranding } from './schema.ts';
import { removeLogo, replaceBranding, replaceLogo } from './service.ts';
import { tooLarge } from './service/images.ts';
import { getBranding } from './service/reading.ts';

export const brandingApi = createRouter();

const tags = ['Organisation'];
const stored = { ...json(brandingSchema, 'The branding as stored'), headers: etagHeader };

brandingApi.openapi(
  createRoute({
    method: 'get',
    path: '/branding',
    operationId: 'getBranding',
    summary: 'Read logo, colours and intro of the public pages',
    tags,
    security,
    middleware: [forStaff('getBranding')] as const,
    responses: {
      200: { ...json(brandingSchema, 'The branding'), headers: etagHeader },
      ...problems(),
    },
  }),
  async (c) => {
    const { value, version } = await getBranding(c.env.deps.db);
    return c.json(presentBranding(value, c.env.deps.config), 200, { etag: etagOf(version) });
  },
);

brandingApi.openapi(
  createRoute({
    method: 'put',
    path: '/branding',
    operationId: 'replaceBranding',
    summary: 'Replace colours and intro; the logo stays',
    tags,
    security,
    middleware: [forStaff('replaceBranding'), ...jsonBody] as const,
    request: { headers: ifMatch, body: body(brandingFacts) },
    responses: {
      200: { ...json(storedBranding, 'The branding as stored'), headers: etagHeader },
      ...problems(400, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const facts = c.req.valid('json');
    const branding = await replaceBranding(c.get('ctx'), facts, requireExpected(c));
    const { value, version } = branding;
    const shown = { ...presentBranding(value, c.env.deps.config), ...presentWarnings(branding) };
    return c.json(shown, 200, { etag: etagOf(version) });
  },
);

// Registered by hand: the body is a file, which nothing may take for JSON.
brandingApi.openAPIRegistry.registerPath(
  createRoute({
    method: 'put',
    path: '/branding/logo',
    operationId: 'replaceLogo',
    summary: 'Put a picture in the head of the public pages',
    tags,
    security,
    description: `The body is the file itself: PNG, WebP or JPEG by its content, at most ${mostLogoBytes / 1024} kB and ${mostLogoSide} pixels to a side. SVG is refused, for it can hold programs.`,
    request: {
      headers: ifMatch,
      body: {
        required: true,
        content: Object.fromEntries(
          Object.keys(logoTypes).map((type) => [
            type,
            { schema: z.string().meta({ format: 'binary' }) },
          ]),
        ),
      },
    },
    responses: { 200: stored, ...problems(400, 412, 413, 415, 422, 428) },
  }),
);
brandingApi.put(
  '/branding/logo',
  forStaff('replaceLogo'),
  bodyLimit({
    maxSize: mostLogoBytes,
    onError: () => {
      throw tooLarge();
    },
  }),
  async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const { value, version } = await replaceLogo(c.get('ctx'), bytes, requireExpected(c));
    return c.json(presentBranding(value, c.env.deps.config), 200, { etag: etagOf(version) });
  },
);

brandingApi.openapi(
  createRoute({
    method: 'delete',
    path: '/branding/logo',
    operationId: 'removeLogo',
    summary: 'Take the logo off the public pages',
    tags,
    security,
    middleware: [forStaff('removeLogo')] as const,
    request: { headers: ifMatch },
    responses: { 200: stored, ...problems(404, 412, 428) },
  }),
  async (c) => {
    const { value, version } = await removeLogo(c.get('ctx'), requireExpected(c));
    return c.json(presentBranding(value, c.env.deps.config), 200, { etag: etagOf(version) });
  },
);
