import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { forStaff } from '../../http/audience.ts';
import type { StaffEnv } from '../../http/env.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import type { Inquiry } from '../model.ts';
import { presentInquiry, presentMessage } from '../present.ts';
import {
  assigneeInput,
  byInquiry,
  inquiry,
  stateInput,
  textInput,
  topicInput,
  writtenMessage,
} from '../schema/staff.ts';
import { answerInquiry, noteOnInquiry } from '../service/answering.ts';
import { assignInquiry, moveInquiry, retitleInquiry } from '../service/handling.ts';

/** What staff do about an inquiry. Of two who act at once one wins, the other is told (412). */
export const inquiryHandlingApi = createRouter();

const tags = ['Inquiries'];
const done = { ...json(inquiry, 'The inquiry as it stands now'), headers: etagHeader };
const params = byInquiry;
const headers = ifMatch;
const usual = [400, 404, 409, 412, 413, 415, 422, 428] as const;

inquiryHandlingApi.openapi(
  createRoute({
    method: 'post',
    path: '/inquiries/{id}/messages',
    operationId: 'answerInquiry',
    summary: 'Answer whoever wrote',
    tags,
    security,
    description: 'It stands on the page of the inquiry, and is mailed where an address is known.',
    middleware: [forStaff('answerInquiry'), ...jsonBody] as const,
    request: { params, headers, body: body(textInput) },
    responses: { 201: json(writtenMessage, 'The message'), ...problems(...usual) },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { text } = c.req.valid('json');
    const written = await answerInquiry(ctx, c.req.valid('param').id, text, requireExpected(c));
    return c.json(presentMessage(written, ctx.actor.role), 201);
  },
);

inquiryHandlingApi.openapi(
  createRoute({
    method: 'post',
    path: '/inquiries/{id}/notes',
    operationId: 'noteOnInquiry',
    summary: 'Note something for other staff',
    tags,
    security,
    description: 'It stands on no page and in no mail.',
    middleware: [forStaff('noteOnInquiry'), ...jsonBody] as const,
    request: { params, headers, body: body(textInput) },
    responses: { 201: json(writtenMessage, 'The note'), ...problems(...usual) },
  }),
  async (c) => {
    const ctx = c.get('ctx');
    const { text } = c.req.valid('json');
    const written = await noteOnInquiry(ctx, c.req.valid('param').id, text, requireExpected(c));
    return c.json(presentMessage(written, ctx.actor.role), 201);
  },
);

inquiryHandlingApi.openapi(
  createRoute({
    method: 'put',
    path: '/inquiries/{id}/assignee',
    operationId: 'assignInquiry',
    summary: 'Say who looks after an inquiry',
    tags,
    security,
    description: 'One that is new is in progress from then on.',
    middleware: [forStaff('assignInquiry'), ...jsonBody] as const,
    request: { params, headers, body: body(assigneeInput) },
    responses: { 200: done, ...problems(...usual) },
  }),
  async (c) => {
    const { assignee } = c.req.valid('json');
    const { id } = c.req.valid('param');
    return answer(c, await assignInquiry(c.get('ctx'), id, assignee, requireExpected(c)));
  },
);

inquiryHandlingApi.openapi(
  createRoute({
    method: 'put',
    path: '/inquiries/{id}/state',
    operationId: 'moveInquiry',
    summary: 'Take up an inquiry, close it, or open it again',
    tags,
    security,
    description: 'Whoever wrote is told by mail that it is closed, and can open it by writing.',
    middleware: [forStaff('moveInquiry'), ...jsonBody] as const,
    request: { params, headers, body: body(stateInput) },
    responses: { 200: done, ...problems(...usual) },
  }),
  async (c) => {
    const act = c.req.valid('json').state === 'closed' ? 'close' : 'take-up';
    const { id } = c.req.valid('param');
    return answer(c, await moveInquiry(c.get('ctx'), id, act, requireExpected(c)));
  },
);

inquiryHandlingApi.openapi(
  createRoute({
    method: 'put',
    path: '/inquiries/{id}/topic',
    operationId: 'retitleInquiry',
    summary: 'Say what an inquiry is about',
    tags,
    security,
    middleware: [forStaff('retitleInquiry'), ...jsonBody] as const,
    request: { params, headers, body: body(topicInput) },
    responses: { 200: done, ...problems(...usual) },
  }),
  async (c) => {
    const { topic } = c.req.valid('json');
    const { id } = c.req.valid('param');
    return answer(c, await retitleInquiry(c.get('ctx'), id, topic, requireExpected(c)));
  },
);

function answer(c: Context<StaffEnv>, found: Inquiry) {
  const { role } = c.get('ctx').actor;
  return c.json(presentInquiry(found, role), 200, { etag: etagOf(found.version) });
}
