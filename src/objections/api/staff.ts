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
import { presentMessage, presentObjection } from '../present.ts';
import { messageWish } from '../schema.ts';
import {
  byObjection,
  newObjection,
  objection,
  objectionCase,
  objectionList,
  objectionQuery,
  presentEvent,
  writtenMessage,
} from '../schema/staff.ts';
import { answerObjection } from '../service/answering.ts';
import { erasePersonalData } from '../service/erasing.ts';
import { getStaffCase, listObjections } from '../service/reading.ts';
import { recordObjection } from '../service/recording.ts';

/** Objections as staff see and answer them; what decides them stands in deciding.ts. */
export const objectionsApi = createRouter();

const tags = ['Objections'];

objectionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/objections',
    operationId: 'listObjections',
    summary: 'List objections, newest first',
    tags,
    security,
    description:
      'Late, unmatched and unconfirmed ones are among them: each counts until it is decided. Names and texts are for roles that see persons.',
    middleware: [forStaff('listObjections')] as const,
    request: { query: objectionQuery },
    responses: { 200: json(objectionList, 'A page of objections'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit, unmatched, unconfirmed, ...filter } = c.req.valid('query');
    const { deps, actor } = c.get('ctx');
    const { items, next } = await listObjections(
      deps.db,
      {
        ...filter,
        matched: unmatched === undefined ? undefined : !unmatched,
        confirmed: unconfirmed === undefined ? undefined : !unconfirmed,
      },
      cursor,
      limit,
    );
    return c.json({ items: items.map((each) => presentObjection(each, actor.role)), next }, 200);
  },
);

objectionsApi.openapi(
  createRoute({
    method: 'post',
    path: '/objections',
    operationId: 'recordObjection',
    summary: 'Enter an objection that came by letter, mail or phone',
    tags,
    security,
    description:
      'It counts from the day on which it came. Given a mail address, an acknowledgement with the link to the case is sent there. The answer repeats nothing of the person.',
    middleware: [forStaff('recordObjection'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newObjection) },
    responses: {
      201: {
        ...json(objection, 'The objection'),
        headers: etagHeader.extend(locationHeader.shape),
      },
      ...problems(400, 404, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { change, customer, name, company, email, ...rest } = c.req.valid('json');
    const entered = await recordObjection(c.get('ctx'), {
      ...rest,
      changeId: change,
      customerId: customer,
      objector: { name, company, ...(email !== undefined && { email }) },
    });
    // Replies are kept for a day, where they are repeated; persons are not to stand there.
    return c.json(presentObjection(entered, 'viewer'), 201, {
      etag: etagOf(entered.version),
      location: `${c.env.deps.config.base}/api/v1/objections/${entered.id}`,
    });
  },
);

objectionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/objections/{id}',
    operationId: 'getObjection',
    summary: 'Read an objection, its messages and its history',
    tags,
    security,
    middleware: [forStaff('getObjection')] as const,
    request: { params: byObjection },
    responses: {
      200: { ...json(objectionCase, 'The case'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { deps, actor } = c.get('ctx');
    const found = await getStaffCase(deps, c.req.valid('param').id);
    const shown = {
      ...presentObjection(found.objection, actor.role),
      reachable: found.isReachable,
      messages: found.messages.map((each) => presentMessage(each, actor.role)),
      history: found.history.map(presentEvent),
    };
    return c.json(shown, 200, { etag: etagOf(found.objection.version) });
  },
);

objectionsApi.openapi(
  createRoute({
    method: 'post',
    path: '/objections/{id}/messages',
    operationId: 'answerObjection',
    summary: 'Write to whoever objected',
    tags,
    security,
    description: 'It stands on the page of the case, and is mailed where an address is known.',
    middleware: [forStaff('answerObjection'), ...jsonBody] as const,
    request: { params: byObjection, headers: ifMatch, body: body(messageWish) },
    responses: {
      201: json(writtenMessage, 'The message'),
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { text } = c.req.valid('json');
    const written = await answerObjection(ctx, c.req.valid('param').id, text, requireExpected(c));
    return c.json(presentMessage(written, ctx.actor.role), 201);
  },
);

objectionsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/objections/{id}/personal-data',
    operationId: 'erasePersonalData',
    summary: 'Erase who objected and what was written',
    tags,
    security,
    description:
      'That somebody objected, when, and what became of it stays. The link to the case ends.',
    middleware: [forStaff('erasePersonalData')] as const,
    request: { params: byObjection, headers: ifMatch },
    responses: { 204: { description: 'It is erased' }, ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) => {
    await erasePersonalData(c.get('ctx'), c.req.valid('param').id, requireExpected(c));
    return c.body(null, 204);
  },
);
