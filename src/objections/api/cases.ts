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
import { casePage, type Shown, withdrawalPage } from '../pages/case-page.tsx';
import { presentOwn } from '../present.ts';
import { messageWish, ownObjection } from '../schema.ts';
import { confirmObjection, withdrawObjection, writeMessage } from '../service/answering.ts';
import { type Holder, openLink } from '../service/links.ts';
import { answerPage, answerRefusal, withRetry } from './exchange.ts';

/** The page of a case. Its token is the right; what is another's goes on to whoever else answers `/my`. */
export const casesApi = createExchange();
casesApi.onError(answerRefusal);

const tags = ['Objections'];
const token = z.object({ token: z.string().meta({ description: 'From the mail' }) });
const back = { description: 'Back to the page of the case' };
const stands = {
  description: 'The case as it stands now',
  content: { 'application/json': { schema: ownObjection } },
};

/** Answers where the token is an objection's. Nothing is read from the body before. */
function ofHolder(work: (c: Context<AppEnv>, holder: Holder) => Promise<Response>) {
  return async (c: Context<AppEnv>, next: Next): Promise<Response | void> => {
    const holder = await openLink(c.env.deps, c.req.param('token') ?? '');
    return holder === undefined ? next() : work(c, holder);
  };
}

exchange(
  casesApi,
  {
    method: 'get',
    path: '/my/{token}',
    operationId: 'showObjection',
    summary: 'An objection, to whoever objected',
    description: 'Changes nothing, however often it is opened.',
    tags,
    request: { params: token, query: z.object({ done: z.string().optional() }) },
    responses: {
      200: shown('Where it stands, and forms to write and to withdraw', ownObjection),
      ...refused(404, 410),
    },
  },
  ofHolder(async (c, holder) => {
    if (wantsJson(c)) return answerOwn(holder);
    const done = c.req.query('done');
    return answerPage(c, (input) => casePage(input, shownOf(holder, done)));
  }),
);

exchange(
  casesApi,
  {
    method: 'post',
    path: '/my/{token}/confirmation',
    operationId: 'confirmObjection',
    summary: 'Say that an objection is yours',
    tags,
    request: { params: token },
    responses: { 200: stands, 303: back, ...refused(404, 410, 413) },
  },
  ofHolder(async (c, { ctx }) => {
    await confirmObjection(ctx);
    return answerDone(c, 'confirmation');
  }),
);

exchange(
  casesApi,
  {
    method: 'post',
    path: '/my/{token}/messages',
    operationId: 'writeMessage',
    summary: 'Write on a case of yours',
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
      const isAnswered = error instanceof Refusal && !['busy', 'gone'].includes(error.code);
      if (!isAnswered || wantsJson(c)) throw error;
      return answerAgain(c, holder, text, error);
    }
  }),
  512 * 1024,
);

exchange(
  casesApi,
  {
    method: 'get',
    path: '/my/{token}/withdrawal',
    operationId: 'showWithdrawal',
    summary: 'Whether an objection is to be withdrawn',
    description: 'Changes nothing, however often it is opened.',
    tags,
    request: { params: token },
    responses: { 200: shown('A page with a button', ownObjection), ...refused(404, 410) },
  },
  ofHolder(async (c, holder) => {
    if (wantsJson(c)) return answerOwn(holder);
    return answerPage(c, (input) => withdrawalPage(input, shownOf(holder)));
  }),
);

exchange(
  casesApi,
  {
    method: 'post',
    path: '/my/{token}/withdrawal',
    operationId: 'withdrawObjection',
    summary: 'Withdraw an objection of yours',
    tags,
    request: { params: token },
    responses: { 200: stands, 303: back, ...refused(404, 409, 410, 413) },
  },
  ofHolder(async (c, { ctx }) => {
    await withdrawObjection(ctx);
    return answerDone(c, 'withdrawal');
  }),
);

/** A page goes back to where it came from (303, so that reloading repeats nothing). */
async function answerDone(c: Context<AppEnv>, done: string): Promise<Response> {
  const holder = await openLink(c.env.deps, c.req.param('token') ?? '');
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
  return withRetry(await answerPage(c, (input) => casePage(input, shownAgain)), refusal);
}

function answerOwn({ ctx, objection, messages, change }: Holder): Response {
  const { origin, base } = ctx.deps.config;
  return answerJson(presentOwn(objection, messages, { root: `${origin}${base}`, change }));
}

function shownOf({ ctx, objection, messages, change }: Holder, done?: string): Shown {
  const path = `${pagesBase(ctx.deps)}${pathOf(ctx.deps.keys, objection)}`;
  return { objection, messages, change, path, ...(done !== undefined && { done }) };
}
