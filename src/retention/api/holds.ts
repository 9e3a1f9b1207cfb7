import { createRoute } from '@hono/zod-openapi';
import { asId } from '../../core/ids.ts';
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
import { problems } from '../../http/schema.ts';
import { presentHold } from '../present.ts';
import * as schema from '../schema.ts';
import { getHold, liftHold, listHolds, placeHold, reviewHold } from '../service/holds.ts';

/** What is kept for longer than its rule says, and why. */
export const holdsApi = createRouter();

const tags = ['Retention'];
const one = (description: string) => ({ ...json(schema.hold, description), headers: etagHeader });

holdsApi.openapi(
  createRoute({
    method: 'get',
    path: '/retention-holds',
    operationId: 'listRetentionHolds',
    summary: 'List holds, those to be reviewed soonest first',
    tags,
    security,
    middleware: [forStaff('listRetentionHolds')] as const,
    request: { query: schema.holdQuery },
    responses: { 200: json(schema.holdList, 'A page of holds'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor: after, limit, lifted } = c.req.valid('query');
    const found = await listHolds(c.env.deps.db, { isLiftedToo: lifted === 'true', after, limit });
    return c.json({ items: found.items.map(presentHold), next: found.next }, 200);
  },
);

holdsApi.openapi(
  createRoute({
    method: 'post',
    path: '/retention-holds',
    operationId: 'placeRetentionHold',
    summary: 'Keep a record, or all of a customer, past its period',
    tags,
    security,
    description:
      'Neither the daily run nor a request for erasure deletes what is held (Article 17(3)(b) and (e) GDPR). A hold ends when it is lifted, and has a day of review.',
    middleware: [forStaff('placeRetentionHold'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(schema.newHold) },
    responses: {
      201: { ...json(schema.hold, 'The hold'), headers: etagHeader.extend(locationHeader.shape) },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { rule = '', record = '', customer, ...said } = c.req.valid('json');
    const of =
      customer === undefined ? { rule, recordId: record } : { customerId: asId('cus', customer) };
    const placed = await placeHold(c.get('ctx'), { ...said, of });
    return c.json(presentHold(placed), 201, {
      etag: etagOf(placed.version),
      location: `${c.env.deps.config.base}/api/v1/retention-holds/${placed.id}`,
    });
  },
);

holdsApi.openapi(
  createRoute({
    method: 'get',
    path: '/retention-holds/{id}',
    operationId: 'getRetentionHold',
    summary: 'Read a hold',
    tags,
    security,
    middleware: [forStaff('getRetentionHold')] as const,
    request: { params: schema.byHold },
    responses: { 200: one('The hold'), ...problems(404, 422) },
  }),
  async (c) => {
    const found = await getHold(c.env.deps.db, c.req.valid('param').id);
    return c.json(presentHold(found), 200, { etag: etagOf(found.version) });
  },
);

holdsApi.openapi(
  createRoute({
    method: 'put',
    path: '/retention-holds/{id}/review',
    operationId: 'reviewRetentionHold',
    summary: 'Say that a hold is still needed, and until when',
    tags,
    security,
    middleware: [forStaff('reviewRetentionHold'), ...jsonBody] as const,
    request: { params: schema.byHold, headers: ifMatch, body: body(schema.holdReview) },
    responses: { 200: one('The hold'), ...problems(400, 404, 409, 412, 413, 415, 422, 428) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const expected = requireExpected(c);
    const hold = await reviewHold(c.get('ctx'), id, c.req.valid('json'), expected);
    return c.json(presentHold(hold), 200, { etag: etagOf(hold.version) });
  },
);

holdsApi.openapi(
  createRoute({
    method: 'put',
    path: '/retention-holds/{id}/lifting',
    operationId: 'liftRetentionHold',
    summary: 'Let the rule hold again',
    tags,
    security,
    description: 'What is past its period goes with the next run. The hold stays on record.',
    middleware: [forStaff('liftRetentionHold'), ...jsonBody] as const,
    request: { params: schema.byHold, headers: ifMatch, body: body(schema.holdLifting) },
    responses: { 200: one('The hold'), ...problems(400, 404, 409, 412, 413, 415, 422, 428) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const expected = requireExpected(c);
    const { reason } = c.req.valid('json');
    const hold = await liftHold(c.get('ctx'), id, reason, expected);
    return c.json(presentHold(hold), 200, { etag: etagOf(hold.version) });
  },
);
