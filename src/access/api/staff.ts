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
import { messageWish } from '../schema.ts';
import {
  accessCase,
  accessMessage,
  accessQuery,
  accessRequest,
  accessRequestList,
  byRequest,
  newAccessRequest,
  noteInput,
  presentEvent,
} from '../schema/staff.ts';
import { addNote, writeToRequester } from '../service/answering.ts';
import { erasePersonalData } from '../service/erasing.ts';
import { documentsById, getStaffRequest, listRequests } from '../service/reading.ts';
import { recordRequest } from '../service/recording.ts';
import { presentMessage, presentRequest } from '../staff-present.ts';

/** Requests for documents as staff see and answer them; what decides them stands in deciding.ts. */
export const accessRequestsApi = createRouter();

const tags = ['Access'];

accessRequestsApi.openapi(
  createRoute({
    method: 'get',
    path: '/access-requests',
    operationId: 'listAccessRequests',
    summary: 'List requests for documents, newest first',
    tags,
    security,
    description:
      'Those in state `waiting` wait for a person. Names, addresses and texts are for roles that see persons.',
    middleware: [forStaff('listAccessRequests')] as const,
    request: { query: accessQuery },
    responses: { 200: json(accessRequestList, 'A page of requests'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit, ...filter } = c.req.valid('query');
    const { deps, actor } = c.get('ctx');
    const { items, next } = await listRequests(deps.db, filter, cursor, limit);
    const documents = await documentsById(deps.db);
    return c.json(
      { items: items.map((each) => presentRequest(each, documents, actor.role)), next },
      200,
    );
  },
);

accessRequestsApi.openapi(
  createRoute({
    method: 'post',
    path: '/access-requests',
    operationId: 'recordAccessRequest',
    summary: 'Enter a request that came by mail, phone or letter',
    tags,
    security,
    description:
      'The address gets the same letter as everybody’s: nothing is decided before its button is pressed. The answer repeats nothing of the person.',
    middleware: [forStaff('recordAccessRequest'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newAccessRequest) },
    responses: {
      201: {
        ...json(accessRequest, 'The request'),
        headers: etagHeader.extend(locationHeader.shape),
      },
      ...problems(400, 404, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { documents, name, email, company, role, purpose, ...rest } = c.req.valid('json');
    const ctx = c.get('ctx');
    const entered = await recordRequest(ctx, {
      ...rest,
      slugs: documents,
      requester: {
        name,
        email,
        company,
        ...(role !== undefined && { role }),
        ...(purpose !== undefined && { purpose }),
      },
    });
    // Replies are kept for a day, where they are repeated; persons are not to stand there.
    const shown = presentRequest(entered, await documentsById(ctx.deps.db), 'viewer');
    return c.json(shown, 201, {
      etag: etagOf(entered.version),
      location: `${c.env.deps.config.base}/api/v1/access-requests/${entered.id}`,
    });
  },
);

accessRequestsApi.openapi(
  createRoute({
    method: 'get',
    path: '/access-requests/{id}',
    operationId: 'getAccessRequest',
    summary: 'Read a request, its messages and its history',
    tags,
    security,
    middleware: [forStaff('getAccessRequest')] as const,
    request: { params: byRequest },
    responses: {
      200: { ...json(accessCase, 'The request'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { deps, actor } = c.get('ctx');
    const found = await getStaffRequest(deps, c.req.valid('param').id);
    const shown = {
      ...presentRequest(found.request, await documentsById(deps.db), actor.role),
      reachable: found.isReachable,
      acceptances: found.acceptances.map(({ id }) => String(id)),
      messages: found.messages.map((each) => presentMessage(each, actor.role)),
      history: found.history.map(presentEvent),
    };
    return c.json(shown, 200, { etag: etagOf(found.request.version) });
  },
);

accessRequestsApi.openapi(
  createRoute({
    method: 'post',
    path: '/access-requests/{id}/messages',
    operationId: 'writeToRequester',
    summary: 'Write to whoever asked',
    tags,
    security,
    description: 'It stands on the page of the request, and is mailed.',
    middleware: [forStaff('writeToRequester'), ...jsonBody] as const,
    request: { params: byRequest, headers: ifMatch, body: body(messageWish) },
    responses: {
      201: json(accessMessage, 'The message'),
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { text } = c.req.valid('json');
    const written = await writeToRequester(ctx, c.req.valid('param').id, text, requireExpected(c));
    return c.json(presentMessage(written, ctx.actor.role), 201);
  },
);

accessRequestsApi.openapi(
  createRoute({
    method: 'post',
    path: '/access-requests/{id}/notes',
    operationId: 'addAccessNote',
    summary: 'Add an internal note to a request',
    tags,
    security,
    description: 'It stands on no page and in no mail.',
    middleware: [forStaff('addAccessNote'), ...jsonBody] as const,
    request: { params: byRequest, headers: ifMatch, body: body(noteInput) },
    responses: {
      201: json(accessMessage, 'The note'),
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { text } = c.req.valid('json');
    const written = await addNote(ctx, c.req.valid('param').id, text, requireExpected(c));
    return c.json(presentMessage(written, ctx.actor.role), 201);
  },
);

accessRequestsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/access-requests/{id}/personal-data',
    operationId: 'eraseRequester',
    summary: 'Erase who asked, who signed and what was written',
    tags,
    security,
    description:
      'That somebody asked, when, and what became of it stays. The link to the request ends, and nothing can be fetched by it.',
    middleware: [forStaff('eraseRequester')] as const,
    request: { params: byRequest, headers: ifMatch },
    responses: { 204: { description: 'It is erased' }, ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) => {
    await erasePersonalData(c.get('ctx'), c.req.valid('param').id, requireExpected(c));
    return c.body(null, 204);
  },
);
