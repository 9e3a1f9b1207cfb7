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
import { problems } from '../../http/schema.ts';
import { presentAttachment, presentInquiry, presentMessage } from '../present.ts';
import {
  byAttachment,
  byInquiry,
  inquiry,
  inquiryList,
  inquiryQuery,
  inquiryThread,
  newInquiry,
  presentEvent,
} from '../schema/staff.ts';
import { readAttachment } from '../service/attaching.ts';
import { erasePersonalData } from '../service/erasing.ts';
import { getStaffThread, listInquiries } from '../service/reading.ts';
import { recordInquiry } from '../service/recording.ts';
import { fileResponse } from './exchange.ts';
import { maySee } from '../../staff/model/permitting.ts';

/** Inquiries as staff see them; what they do about them stands in handling.ts. */
export const inquiriesApi = createRouter();

const tags = ['Inquiries'];

inquiriesApi.openapi(
  createRoute({
    method: 'get',
    path: '/inquiries',
    operationId: 'listInquiries',
    summary: 'List inquiries, newest first',
    tags,
    security,
    description: 'Names and texts are for roles that see persons.',
    middleware: [forStaff('listInquiries')] as const,
    request: { query: inquiryQuery },
    responses: { 200: json(inquiryList, 'A page of inquiries'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor, limit, q, assignee, ...filter } = c.req.valid('query');
    const { deps, actor } = c.get('ctx');
    const text = q && { sought: q, inPersons: maySee(actor.role, 'inquirers') };
    const { items, next } = await listInquiries(
      deps.db,
      {
        ...filter,
        assignee: assignee === 'none' ? null : assignee,
        ...(text && { text }),
      },
      cursor,
      limit,
    );
    return c.json({ items: items.map((each) => presentInquiry(each, actor.role)), next }, 200);
  },
);

inquiriesApi.openapi(
  createRoute({
    method: 'post',
    path: '/inquiries',
    operationId: 'recordInquiry',
    summary: 'Enter an inquiry that came by mail, phone or letter',
    tags,
    security,
    description:
      'Given a mail address, an acknowledgement with the link to the inquiry is sent there. The answer repeats nothing of the person.',
    middleware: [forStaff('recordInquiry'), ...jsonBody, idempotent()] as const,
    request: { headers: withIdempotencyKey, body: body(newInquiry) },
    responses: {
      201: {
        ...json(inquiry, 'The inquiry'),
        headers: etagHeader.extend(locationHeader.shape),
      },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { name, email, company, ...rest } = c.req.valid('json');
    const person = {
      name,
      ...(email !== undefined && { email }),
      ...(company !== undefined && { company }),
    };
    const entered = await recordInquiry(c.get('ctx'), { ...rest, person });
    // Replies are kept for a day, where they are repeated; persons are not to stand there.
    return c.json(presentInquiry(entered, 'viewer'), 201, {
      etag: etagOf(entered.version),
      location: `${c.env.deps.config.base}/api/v1/inquiries/${entered.id}`,
    });
  },
);

inquiriesApi.openapi(
  createRoute({
    method: 'get',
    path: '/inquiries/{id}',
    operationId: 'getInquiry',
    summary: 'Read an inquiry, its messages, notes and history',
    tags,
    security,
    middleware: [forStaff('getInquiry')] as const,
    request: { params: byInquiry },
    responses: {
      200: { ...json(inquiryThread, 'The inquiry'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { deps, actor } = c.get('ctx');
    const { role } = actor;
    const found = await getStaffThread(deps, c.req.valid('param').id);
    const thread = {
      ...presentInquiry(found.inquiry, role),
      reachable: found.isReachable,
      messages: found.messages.map((each) => presentMessage(each, role)),
      attachments: found.attachments.map((each) => presentAttachment(each, role)),
      history: found.history.map(presentEvent),
    };
    return c.json(thread, 200, { etag: etagOf(found.inquiry.version) });
  },
);

inquiriesApi.openapi(
  createRoute({
    method: 'get',
    path: '/inquiries/{id}/attachments/{attachment}',
    operationId: 'fetchInquiryAttachment',
    summary: 'A file that came with an inquiry',
    tags,
    security,
    description:
      'To be saved, never shown. It is what its media type says by its first bytes; nobody has looked for anything harmful in it.',
    middleware: [forStaff('fetchInquiryAttachment')] as const,
    request: { params: byAttachment },
    responses: {
      200: {
        description: 'The file',
        content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
      },
      ...problems(404, 422, 503),
    },
  }),
  async (c) => {
    const { id, attachment } = c.req.valid('param');
    return fileResponse(await readAttachment(c.get('ctx').deps, id, attachment));
  },
);

inquiriesApi.openapi(
  createRoute({
    method: 'delete',
    path: '/inquiries/{id}/personal-data',
    operationId: 'eraseInquirer',
    summary: 'Erase who wrote, what was written and the files',
    tags,
    security,
    description: 'That somebody wrote, when, and about what stays. The link ends.',
    middleware: [forStaff('eraseInquirer')] as const,
    request: { params: byInquiry, headers: ifMatch },
    responses: { 204: { description: 'It is erased' }, ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) => {
    await erasePersonalData(c.get('ctx'), c.req.valid('param').id, requireExpected(c));
    return c.body(null, 204);
  },
);
