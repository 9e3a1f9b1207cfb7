import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../http/audience.ts';
import { json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { byVendorId, presentVendor, vendor, vendorList, vendorQuery } from './schema.ts';
import { getVendor, listVendors } from './service.ts';

export const catalogueApi = createRouter();

const tags = ['Catalogue'];

catalogueApi.openapi(
  createRoute({
    method: 'get',
    path: '/catalogue',
    operationId: 'listVendors',
    summary: 'Find known vendors by any of their names',
    description:
      'Facts about common sub-processors, each with its source, to start a draft from. Without `q`, all of them.',
    tags,
    security,
    middleware: [forStaff('listVendors')] as const,
    request: { query: vendorQuery },
    responses: { 200: json(vendorList, 'A page of known vendors'), ...problems(422) },
  }),
  (c) => {
    const { q, cursor, limit } = c.req.valid('query');
    const { items, next } = listVendors(q, cursor, limit);
    return c.json({ items: items.map(presentVendor), next }, 200);
  },
);

catalogueApi.openapi(
  createRoute({
    method: 'get',
    path: '/catalogue/{id}',
    operationId: 'getVendor',
    summary: 'Read what the catalogue knows of a vendor',
    tags,
    security,
    middleware: [forStaff('getVendor')] as const,
    request: { params: byVendorId },
    responses: { 200: json(vendor, 'The vendor'), ...problems(404, 422) },
  }),
  (c) => c.json(presentVendor(getVendor(c.req.valid('param').id)), 200),
);
