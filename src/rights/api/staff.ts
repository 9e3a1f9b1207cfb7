import { createRoute } from '@hono/zod-openapi';
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
import { presentMessage, presentRequest } from '../present.ts';
import { messageWish } from '../schema.ts';
import {
  byRequest,
  newRequest,
  presentEvent,
  rightsCase,
  rightsList,
  rightsQuery,
  rightsRequest,
  writtenMessage,
} from '../schema/staff.ts';
import { getStaffCase, getTimeZone, listRequests } from '../service/reading.ts';
import { recordRequest } from '../service/recording.ts';
import { erasePersonalData, writeAsStaff } from '../service/writing.ts';
import { askedOf } from './asked.ts';

/** Privacy requests as staff see and record them; what decides them stands in deciding.ts. */
export const rightsApi = createRouter();

const tags = ['Privacy requests'];

rightsApi.openapi(
  createRoute({
    method: 'get',
    path: '/rights-requests',
    operationId: 'listRightsRequests',
    summary: 'List privacy requests in the order in which they are due',
    tags,
    security,
    description:
      'Those of which something is due first, by its day; then the others, newest first. Names and texts are for roles that see persons.',
    middleware: [forStaff('listRightsRequests')] as const,
    request: { query: rightsQuery },
    responses: { 200: json(rightsList, 'A page of requests'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit, unconfirmed, assignee: by, ...filter } = c.req.valid('query');
    const { deps, actor } = c.get('ctx');
    const assignee = by === 'none' ? null : by;
    const confirmed = unconfirmed === undefined ? undefined : !unconfirmed;
    const { items, next } = await listRequests(
      deps.db,
      { ...filter, confirmed, assignee },
      cursor,
      limit,
    );
    const timeZone = await getTimeZone(deps.db);
    return c.json(
      { items: items.map((each) => presentRequest(each, actor.role, timeZone)), next },
      200,
    );
  },
);

rightsApi.openapi(
  createRoute({
    method: 'post',
    path: '/rights-requests',
    operationId: 'recordRightsRequest',
    summary: 'Enter a request that came by mail, phone or letter',
    tags,
    security,
    description:
      'Its days are counted from the one on which it came. Confirm its receipt next (PUT acknowledgement). Where somebody asks for another, the person is written to at once. The answer repeats nothing of anybody.',
    middleware: [forStaff('recordRightsRequest'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newRequest) },
    responses: {
      201: {
        ...json(rightsRequest, 'The request'),
        headers: etagHeader.extend(locationHeader.shape),
      },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { source, receivedOn, ...said } = c.req.valid('json');
    const ctx = c.get('ctx');
    const entered = await recordRequest(ctx, { asked: askedOf(said), source, receivedOn });
    // Replies are kept for a day, where they are repeated; persons are not to stand there.
    const shown = presentRequest(entered, 'viewer', await getTimeZone(ctx.deps.db));
    return c.json(shown, 201, {
      etag: etagOf(entered.version),
      location: `${c.env.deps.config.base}/api/v1/rights-requests/${entered.id}`,
    });
  },
);

rightsApi.openapi(
  createRoute({
    method: 'get',
    path: '/rights-requests/{id}',
    operationId: 'getRightsRequest',
    summary: 'Read a privacy request, its messages and its history',
    tags,
    security,
    middleware: [forStaff('getRightsRequest')] as const,
    request: { params: byRequest },
    responses: {
      200: { ...json(rightsCase, 'The case'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { deps, actor } = c.get('ctx');
    const found = await getStaffCase(deps, c.req.valid('param').id);
    const shown = {
      ...presentRequest(found.request, actor.role, await getTimeZone(deps.db)),
      reachable: found.isReachable,
      messages: found.messages.map((each) => presentMessage(each, actor.role)),
      history: found.history.map(presentEvent),
    };
    return c.json(shown, 200, { etag: etagOf(found.request.version) });
  },
);

const written = {
  201: json(writtenMessage, 'What was written'),
  ...problems(400, 404, 409, 412, 413, 415, 422, 428),
};

rightsApi.openapi(
  createRoute({
    method: 'post',
    path: '/rights-requests/{id}/messages',
    operationId: 'answerRightsRequest',
    summary: 'Write to whoever asked',
    tags,
    security,
    description:
      'It stands on the page of the case, and is mailed where an address is known. Whoever asks for somebody sees it only once that person has let them.',
    middleware: [forStaff('answerRightsRequest'), ...jsonBody] as const,
    request: { params: byRequest, headers: ifMatch, body: body(messageWish) },
    responses: written,
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const said = { text: c.req.valid('json').text, author: 'staff' } as const;
    const stored = await writeAsStaff(ctx, c.req.valid('param').id, said, requireExpected(c));
    return c.json(presentMessage(stored, ctx.actor.role), 201);
  },
);

rightsApi.openapi(
  createRoute({
    method: 'post',
    path: '/rights-requests/{id}/notes',
    operationId: 'noteOnRightsRequest',
    summary: 'Write a note that only staff see',
    tags,
    security,
    middleware: [forStaff('noteOnRightsRequest'), ...jsonBody] as const,
    request: { params: byRequest, headers: ifMatch, body: body(messageWish) },
    responses: written,
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const said = { text: c.req.valid('json').text, author: 'note' } as const;
    const stored = await writeAsStaff(ctx, c.req.valid('param').id, said, requireExpected(c));
    return c.json(presentMessage(stored, ctx.actor.role), 201);
  },
);

rightsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/rights-requests/{id}/personal-data',
    operationId: 'eraseRightsRequest',
    summary: 'Erase who asked and what was written',
    tags,
    security,
    description:
      'Once it is closed. What was asked, when, and what became of it stays: the record that the law asks for. The links to the case end.',
    middleware: [forStaff('eraseRightsRequest')] as const,
    request: { params: byRequest, headers: ifMatch },
    responses: { 204: { description: 'It is erased' }, ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) => {
    await erasePersonalData(c.get('ctx'), c.req.valid('param').id, requireExpected(c));
    return c.body(null, 204);
  },
);
