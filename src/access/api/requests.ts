import type { Context, Next } from 'hono';
import { z } from 'zod';
import { Refusal, refusals } from '../../core/errors.ts';
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
import { requestPage, withdrawalPage } from '../pages/request-page.tsx';
import type { Shown } from '../pages/request-parts.tsx';
import { presentOwn } from '../present.ts';
import { messageWish, ownRequest } from '../schema.ts';
import { withdrawRequest, writeMessage } from '../service/answering.ts';
import { requestDownloadLink } from '../service/download-links.ts';
import { type Holder, openLink } from '../service/links.ts';
import { verifyRequest } from '../service/verifying.ts';
import { answerPage, answerRefusal, withRetry } from './exchange.ts';

/** The page of a request. Its token is the right; what is another's goes on to whoever else answers `/my`. */
export const requestsApi = createExchange();
requestsApi.onError(answerRefusal);

export const tags = ['Documents on request'];
export const token = z.object({ token: z.string().meta({ description: 'From the mail' }) });
export const back = { description: 'Back to the page of the request' };
export const stands = {
  description: 'The request as it stands now',
  content: { 'application/json': { schema: ownRequest } },
};

/** Answers where the token is a request's. Nothing is read from the body before. */
export function ofHolder(
  work: (c: Context<AppEnv>, holder: Holder, next: Next) => Promise<Response | void>,
) {
  return async (c: Context<AppEnv>, next: Next): Promise<Response | void> => {
    const text = (c.req.param('token') ?? '').replace(/\.json$/, '');
    const holder = await openLink(c.env.deps, text);
    return holder === undefined ? next() : work(c, holder, next);
  };
}

exchange(
  requestsApi,
  {
    method: 'get',
    path: '/my/{token}.json',
    operationId: 'downloadAccessRequest',
    summary: 'The same as JSON',
    tags,
    request: { params: token },
    responses: { 200: stands, ...refused(404, 410) },
  },
  ofHolder(async (_c, holder) => answerJson(presentOwn(holder))),
);

exchange(
  requestsApi,
  {
    method: 'get',
    path: '/my/{token}',
    operationId: 'showAccessRequest',
    summary: 'A request for documents, to whoever asked',
    description: 'Changes nothing, however often it is opened.',
    tags,
    request: { params: token, query: z.object({ done: z.string().optional() }) },
    responses: {
      200: shown('Where it stands, and what to do next', ownRequest),
      ...refused(404, 410),
    },
  },
  ofHolder(async (c, holder) => {
    if (wantsJson(c)) return answerJson(presentOwn(holder));
    const done = c.req.query('done');
    return answerPage(c, (input) => requestPage(input, { ...shownOf(holder), done }));
  }),
);

exchange(
  requestsApi,
  {
    method: 'post',
    path: '/my/{token}/verification',
    operationId: 'verifyAccessRequest',
    summary: 'Say that the address of a request is yours',
    description: 'Then it is decided: by rules at once, or by a person.',
    tags,
    request: { params: token },
    responses: { 200: stands, 303: back, ...refused(404, 409, 410, 413) },
  },
  ofHolder(async (c, { ctx }) => {
    await verifyRequest(ctx);
    return answerDone(c, 'verification');
  }),
);

exchange(
  requestsApi,
  {
    method: 'post',
    path: '/my/{token}/messages',
    operationId: 'writeAccessMessage',
    summary: 'Write on a request of yours, or answer a question',
    tags,
    request: {
      params: token,
      body: {
        required: true,
        content: {
          'application/json': { schema: messageWish },
          'application/x-www-form-urlencoded': { schema: messageWish },
        },
      },
    },
    responses: { 200: stands, 303: back, ...refused(400, 404, 409, 410, 413, 415, 422, 429) },
  },
  ofHolder(async (c, holder) => {
    const sent = await readSent(c);
    if (sent.kind === 'json') {
      await writeMessage(holder.ctx, readAs(messageWish, sent.value).text);
      return answerDone(c, 'messages');
    }
    const text = sent.fields.one('text');
    try {
      await writeMessage(holder.ctx, readAs(messageWish, { text }).text);
      return await answerDone(c, 'messages');
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c)) throw error;
      return answerAgain(c, holder, text, error);
    }
  }),
  256 * 1024,
);

exchange(
  requestsApi,
  {
    method: 'get',
    path: '/my/{token}/withdrawal',
    operationId: 'showAccessWithdrawal',
    summary: 'Whether a request is to be withdrawn',
    description: 'Changes nothing, however often it is opened.',
    tags,
    request: { params: token },
    responses: { 200: shown('A page with a button', ownRequest), ...refused(404, 410) },
  },
  ofHolder(async (c, holder) => {
    if (wantsJson(c)) return answerJson(presentOwn(holder));
    return answerPage(c, (input) => withdrawalPage(input, shownOf(holder)));
  }),
);

exchange(
  requestsApi,
  {
    method: 'post',
    path: '/my/{token}/withdrawal',
    operationId: 'withdrawAccessRequest',
    summary: 'Withdraw a request of yours',
    tags,
    request: { params: token },
    responses: { 200: stands, 303: back, ...refused(404, 409, 410, 413) },
  },
  ofHolder(async (c, { ctx }) => {
    await withdrawRequest(ctx);
    return answerDone(c, 'withdrawal');
  }),
);

exchange(
  requestsApi,
  {
    method: 'post',
    path: '/my/{token}/download-link',
    operationId: 'mailDownloadLink',
    summary: 'Have another link to the documents mailed',
    description:
      'To the confirmed address, and shown to nobody. It works once; those that were sent before end.',
    tags,
    request: { params: token },
    responses: { 200: stands, 303: back, ...refused(404, 409, 410, 413, 429, 503) },
  },
  ofHolder(async (c, { ctx }) => {
    await requestDownloadLink(ctx, ctx.actor.id);
    return answerDone(c, 'download-link');
  }),
);

/** A page goes back to where it came from (303, so that reloading repeats nothing). */
export async function answerDone(c: Context<AppEnv>, done: string): Promise<Response> {
  const holder = await openLink(c.env.deps, c.req.param('token') ?? '');
  if (holder === undefined) throw new Refusal('not_found', 'This link is not one of ours.');
  if (wantsJson(c)) return answerJson(presentOwn(holder));
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
  return withRetry(await answerPage(c, (input) => requestPage(input, shownAgain)), refusal);
}

export function shownOf(holder: Holder): Shown {
  const { deps } = holder.ctx;
  return { holder, path: `${pagesBase(deps)}${pathOf(deps.keys, holder.request)}` };
}
