import { placeOf } from '../publication/place.ts';
import { createRoute } from '@hono/zod-openapi';
import { Refusal } from '../core/errors.ts';
import { forStaff } from '../http/audience.ts';
import { etagOf } from '../http/etag.ts';
import { etagHeader, json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { presentChange, presentChangeList } from './present.ts';
import { change, changeId, changeList, changeQuery } from './schema.ts';
import { findChange, listChanges } from './service.ts';
import { findLeaves } from './service/leaves.ts';

export const changesApi = createRouter();

const tags = ['Change log'];

changesApi.openapi(
  createRoute({
    method: 'get',
    path: '/changes',
    operationId: 'listChanges',
    summary: 'List the changes, newest first',
    tags,
    security,
    description: 'The same facts as in the public log, without the delay of any cache.',
    middleware: [forStaff('listChanges')] as const,
    request: { query: changeQuery },
    responses: { 200: json(changeList, 'A page of changes'), ...problems(422) },
  }),
  async (c) => {
    const { cursor: before, limit, ...filter } = c.req.valid('query');
    const { deps } = c.env;
    const { items, next } = await listChanges(deps.db, { ...filter, before }, limit);
    return c.json(presentChangeList(items, next, placeOf(deps.config)), 200);
  },
);

changesApi.openapi(
  createRoute({
    method: 'get',
    path: '/changes/{id}',
    operationId: 'findChange',
    summary: 'Read a change',
    tags,
    security,
    middleware: [forStaff('findChange')] as const,
    request: { params: changeId },
    responses: {
      200: { ...json(change, 'The change'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { deps } = c.env;
    const found = await findChange(deps.db, c.req.valid('param').id);
    if (!found) throw new Refusal('not_found', 'There is no change of this number.');
    const leaves = await findLeaves(deps.db, found);
    return c.json(presentChange(found, placeOf(deps.config), leaves), 200, {
      // Nothing but a step changes it.
      etag: etagOf(found.steps.length),
    });
  },
);
