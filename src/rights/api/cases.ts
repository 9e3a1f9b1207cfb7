import type { Context, Next } from 'hono';
import { z } from 'zod';
import { Refusal, refusals } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import {
  answerJson,
  createExchange,
  exchange,
  isDocument,
  readAs,
  readSent,
  refused,
  shown,
  wantsJson,
} from '../../http/exchange.ts';
import { pathOf } from '../model/links.ts';
import { casePage, type Shown, withdrawalPage } from '../pages/case-page.tsx';
import { presentHeld } from '../../personal-data/present.ts';
import { pagesBase } from '../../publication/place.ts';
import { presentOwn } from '../present.ts';
import { messageWish, ownRequest } from '../schema.ts';
import {
  appealRequest,
  confirmRequest,
  disownRequest,
  withdrawRequest,
  writeMessage,
} from '../service/answering.ts';
import { type Holder, openLink } from '../service/links.ts';
import { getTimeZone } from '../service/reading.ts';
import { answerPage, answerRefusal, withRetry } from './exchange.ts';

/** The page of a privacy request. Its token is the right; what is another's goes on to whoever else answers `/my`. */
export const rightsCasesApi = createExchange();
rightsCasesApi.onError(answerRefusal);

const tags = ['Privacy'];
const token = z.object({ token: z.string().meta({ description: 'From the mail' }) });
const back = { description: 'Back to the page of the request' };
const stands = {
  description: 'The request as it stands now',
  content: { 'application/json': { schema: ownRequest } },
};
const texts = {
  required: true,
  content: {
    'application/json': { schema: messageWish },
    'application/x-www-form-urlencoded': { schema: messageWish },
  },
};
const textSize = 512 * 1024;

/** Answers where the token is a privacy request's. Nothing is read from the body before. */
function ofHolder(work: (c: Context<AppEnv>, holder: Holder) => Promise<Response>) {
  return async (c: Context<AppEnv>, next: Next): Promise<Response | void> => {
    const holder = await openLink(c.env.deps, tokenIn(c));
    return holder === undefined ? next() : work(c, holder);
  };
}

function tokenIn(c: Context<AppEnv>): string {
  return (c.req.param('token') ?? '').replace(/\.json$/, '');
}

exchange(
  rightsCasesApi,
  {
    method: 'get',
    path: '/my/{token}.json',
    operationId: 'readPrivacyRequest',
    summary: 'A privacy request as JSON, to whom it is about',
    tags,
    request: { params: token },
    responses: { 200: stands, ...refused(404, 410) },
  },
  ofHolder(async (_, holder) => answerOwn(holder)),
);

exchange(
  rightsCasesApi,
  {
    method: 'get',
    path: '/my/{token}',
    operationId: 'showPrivacyRequest',
    summary: 'A privacy request, to whom it is about or who asks for them',
    description: 'Changes nothing, however often it is opened.',
    tags,
    request: { params: token, query: z.object({ done: z.string().optional() }) },
    responses: {
      200: shown('Where it stands, and forms to confirm, write, withdraw and appeal', ownRequest),
      ...refused(404, 410),
    },
  },
  ofHolder(async (c, holder) => {
    if (wantsJson(c) || isDocument(c)) return answerOwn(holder);
    const done = c.req.query('done');
    return answerPage(c, (input) => casePage(input, shownOf(holder, done)));
  }),
);

/** A button of the page, without anything to fill in. */
function button(
  name: string,
  operationId: string,
  summary: string,
  work: (holder: Holder) => Promise<void>,
): void {
  exchange(
    rightsCasesApi,
    {
      method: 'post',
      path: `/my/{token}/${name}`,
      operationId,
      summary,
      tags,
      request: { params: token },
      responses: { 200: stands, 303: back, ...refused(404, 409, 410, 413) },
    },
    ofHolder(async (c, holder) => {
      await work(holder);
      return answerDone(c, name);
    }),
  );
}

button(
  'confirmation',
  'confirmPrivacyRequest',
  'Say that a request is yours, or may be made for you',
  ({ ctx }) => confirmRequest(ctx),
);
button(
  'disowning',
  'disownPrivacyRequest',
  'Say that you neither asked nor let anybody ask',
  ({ ctx }) => disownRequest(ctx),
);
button('withdrawal', 'withdrawPrivacyRequest', 'Withdraw a request', ({ ctx }) =>
  withdrawRequest(ctx),
);

exchange(
  rightsCasesApi,
  {
    method: 'get',
    path: '/my/{token}/withdrawal',
    operationId: 'showPrivacyWithdrawal',
    summary: 'Whether a request is to be withdrawn',
    description: 'Changes nothing, however often it is opened.',
    tags,
    request: { params: token },
    responses: { 200: shown('A page with a button', ownRequest), ...refused(404, 410) },
  },
  ofHolder(async (c, holder) => {
    if (wantsJson(c)) return answerOwn(holder);
    return answerPage(c, (input) => withdrawalPage(input, shownOf(holder)));
  }),
);

/** A form of the page with one text. */
function writing(
  form: 'messages' | 'appeal',
  operationId: string,
  summary: string,
  work: (holder: Holder, text: string) => Promise<void>,
): void {
  exchange(
    rightsCasesApi,
    {
      method: 'post',
      path: `/my/{token}/${form}`,
      operationId,
      summary,
      tags,
      request: { params: token, body: texts },
      responses: { 200: stands, 303: back, ...refused(400, 404, 409, 410, 413, 415, 422, 429) },
    },
    ofHolder(async (c, holder) => {
      const sent = await readSent(c);
      const text = sent.kind === 'form' ? sent.fields.one('text') : undefined;
      try {
        const wish = readAs(messageWish, sent.kind === 'json' ? sent.value : { text });
        await work(holder, wish.text);
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c)) throw error;
        return answerAgain(c, holder, { form, text: text ?? '' }, error);
      }
      return answerDone(c, form);
    }),
    textSize,
  );
}

writing('messages', 'writeOnPrivacyRequest', 'Write on a request of yours', ({ ctx }, text) =>
  writeMessage(ctx, text),
);
writing('appeal', 'appealPrivacyRequest', 'Have a denial looked at again', ({ ctx }, text) =>
  appealRequest(ctx, text),
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
  typed: Pick<NonNullable<Shown['refused']>, 'form' | 'text'>,
  refusal: Refusal,
): Promise<Response> {
  const { code, detail, errors } = refusal;
  const faults = errors.length > 0 ? errors : [{ pointer: '#', detail }];
  const again = {
    ...shownOf(holder),
    refused: { ...typed, faults, status: refusals[code].status },
  };
  return withRetry(await answerPage(c, (input) => casePage(input, again)), refusal);
}

async function answerOwn({ ctx, side, request, messages, held }: Holder): Promise<Response> {
  const timeZone = await getTimeZone(ctx.deps.db);
  const own = presentOwn(request, messages, { side, timeZone });
  return answerJson({ ...own, ...(held && presentHeld(held, request.law)) });
}

function shownOf({ ctx, side, request, messages, held }: Holder, done?: string): Shown {
  const path = `${pagesBase(ctx.deps)}${pathOf(ctx.deps.keys, request, side)}`;
  return {
    request,
    side,
    messages,
    path,
    ...(held && { held }),
    ...(done !== undefined && { done }),
  };
}
