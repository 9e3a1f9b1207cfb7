import type { Context, Next } from 'hono';
import { z } from 'zod';
import { Refusal, refusals } from '../../core/errors.ts';
import { asId } from '../../core/ids.ts';
import type { AppEnv } from '../../http/env.ts';
import {
  answerJson,
  createExchange,
  exchange,
  readAs,
  readSent,
  refused,
  shown,
  wantsJson,
} from '../../http/exchange.ts';
import { pagesBase } from '../../publication/place.ts';
import { pathOf } from '../model/links.ts';
import { inquiryPage, type Shown } from '../pages/inquiry-page.tsx';
import { presentOwn } from '../present.ts';
import { messageWish, ownInquiry } from '../schema.ts';
import { confirmInquiry, writeMessage } from '../service/answering.ts';
import { readAttachment } from '../service/attaching.ts';
import { type Holder, openLink } from '../service/links.ts';
import {
  answerPage,
  answerRefusal,
  fileResponse,
  isForPeople,
  mostBytesSent,
  readFiles,
  withRetry,
} from './exchange.ts';

/** The page of an inquiry. Its token is the right; what is another's goes on to whoever else answers `/my`. */
export const ownInquiriesApi = createExchange();
ownInquiriesApi.onError(answerRefusal);

const tags = ['Contact'];
const token = z.object({ token: z.string().meta({ description: 'From the mail' }) });
const back = { description: 'Back to the page of the inquiry' };
const stands = {
  description: 'The inquiry as it stands now',
  content: { 'application/json': { schema: ownInquiry } },
};

/** Answers where the token is an inquiry's. Nothing is read from the body before. */
function ofHolder(work: (c: Context<AppEnv>, holder: Holder) => Promise<Response>) {
  return async (c: Context<AppEnv>, next: Next): Promise<Response | void> => {
    const holder = await openLink(c.env.deps, tokenIn(c));
    return holder === undefined ? next() : work(c, holder);
  };
}

exchange(
  ownInquiriesApi,
  {
    method: 'get',
    path: '/my/{token}.json',
    operationId: 'readInquiry',
    summary: 'An inquiry as JSON, to whoever wrote',
    tags,
    request: { params: token },
    responses: { 200: stands, ...refused(404, 410) },
  },
  ofHolder(async (_c, holder) => answerOwn(holder)),
);

exchange(
  ownInquiriesApi,
  {
    method: 'get',
    path: '/my/{token}',
    operationId: 'showInquiry',
    summary: 'An inquiry, to whoever wrote',
    description: 'Changes nothing, however often it is opened.',
    tags,
    request: { params: token, query: z.object({ done: z.string().optional() }) },
    responses: {
      200: shown('Where it stands, and a form to write', ownInquiry),
      ...refused(404, 410),
    },
  },
  ofHolder(async (c, holder) => {
    if (wantsJson(c)) return answerOwn(holder);
    const done = c.req.query('done');
    return answerPage(c, (input) => inquiryPage(input, shownOf(holder, done)));
  }),
);

exchange(
  ownInquiriesApi,
  {
    method: 'post',
    path: '/my/{token}/confirmation',
    operationId: 'confirmInquiry',
    summary: 'Say that an inquiry is yours',
    description: 'Twice is once.',
    tags,
    request: { params: token },
    responses: { 200: stands, 303: back, ...refused(404, 410, 413) },
  },
  ofHolder(async (c, { ctx }) => {
    await confirmInquiry(ctx);
    return answerDone(c, 'confirmation');
  }),
);

exchange(
  ownInquiriesApi,
  {
    method: 'post',
    path: '/my/{token}/messages',
    operationId: 'writeToInquiry',
    summary: 'Add to an inquiry of yours',
    description: 'One that is closed is opened by it.',
    tags,
    request: {
      params: token,
      body: {
        required: true,
        content: {
          'application/json': { schema: messageWish },
          'application/x-www-form-urlencoded': { schema: messageWish },
          'multipart/form-data': { schema: messageWish },
        },
      },
    },
    responses: { 200: stands, 303: back, ...refused(400, 404, 409, 410, 413, 415, 422, 429, 503) },
  },
  ofHolder(async (c, holder) => {
    const sent = await readSent(c);
    if (sent.kind === 'json') {
      const { text, attachments } = readAs(messageWish, sent.value);
      const files = attachments.map(({ name, content }) => ({ name, bytes: content }));
      await writeMessage(holder.ctx, { text, files });
      return answerDone(c, 'messages');
    }
    const text = sent.fields.one('text');
    try {
      const read = readAs(messageWish, { text });
      const files = await readFiles(sent.fields);
      await writeMessage(holder.ctx, { text: read.text, files });
      return await answerDone(c, 'messages');
    } catch (error) {
      if (!isForPeople(error, c)) throw error;
      return answerAgain(c, holder, text, error);
    }
  }),
  mostBytesSent,
);

exchange(
  ownInquiriesApi,
  {
    method: 'get',
    path: '/my/{token}/attachments/{attachment}',
    operationId: 'fetchOwnAttachment',
    summary: 'A file that you sent',
    description: 'To be saved, never shown.',
    tags,
    request: {
      params: token.extend({ attachment: z.string().meta({ description: 'Its id' }) }),
    },
    responses: {
      200: {
        description: 'The file',
        content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
      },
      ...refused(404, 410, 500, 503),
    },
  },
  ofHolder(async (c, { ctx, inquiry }) => {
    const id = asId('att', c.req.param('attachment') ?? '');
    return fileResponse(await readAttachment(ctx.deps, inquiry.id, id));
  }),
);

/** A page goes back to where it came from (303, so that reloading repeats nothing). */
async function answerDone(c: Context<AppEnv>, done: string): Promise<Response> {
  const holder = await openLink(c.env.deps, tokenIn(c));
  if (holder === undefined) throw new Refusal('not_found', 'This link is not one of ours.');
  if (wantsJson(c)) return answerOwn(holder);
  const location = `${shownOf(holder).path}?done=${done}`;
  return new Response(null, { status: 303, headers: { location } });
}

/** What was refused stands beside the form, with what was typed. */
async function answerAgain(
  c: Context<AppEnv>,
  holder: Holder,
  text: string,
  refusal: Refusal,
): Promise<Response> {
  const { code, detail, errors } = refusal;
  const faults = errors.length > 0 ? errors : [{ pointer: '#', detail }];
  const shownAgain = {
    ...shownOf(holder),
    refused: { text, faults, status: refusals[code].status },
  };
  return withRetry(await answerPage(c, (input) => inquiryPage(input, shownAgain)), refusal);
}

function answerOwn(holder: Holder): Response {
  const { origin } = holder.ctx.deps.config;
  return answerJson(presentOwn(holder, `${origin}${shownOf(holder).path}`));
}

function tokenIn(c: Context<AppEnv>): string {
  return (c.req.param('token') ?? '').replace(/\.json$/, '');
}

function shownOf({ ctx, inquiry, messages, attachments }: Holder, done?: string): Shown {
  const path = `${pagesBase(ctx.deps)}${pathOf(ctx.deps.keys, inquiry)}`;
  return { inquiry, messages, attachments, path, ...(done !== undefined && { done }) };
}
