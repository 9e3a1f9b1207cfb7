import type { Context, Next } from 'hono';
import { z } from 'zod';
import type { Ctx, Requester } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
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
import { linkPage, sessionPage, type ShownSession, tokenPage } from '../pages/download-pages.tsx';
import { presentLink, presentSession } from '../present/holdings.ts';
import {
  downloadLink,
  downloadSession,
  madeToken,
  openedSession,
  renewal,
  renewalWish,
} from '../schema/downloads.ts';
import { exchangeLink, openDownloadLink, type OpenLink } from '../service/download-links.ts';
import { openSession, type Visit } from '../service/download-visiting.ts';
import { listHoldings, listTokens } from '../service/grant-reading.ts';
import { openLink } from '../service/links.ts';
import { renewDocument } from '../service/renewing.ts';
import { makeToken, revokeToken } from '../service/token-making.ts';
import { answerRefusal } from './download-exchange.ts';
import { answerPage } from './exchange.ts';

/** Links of one use and the sessions they are exchanged for. Other tokens go on to whoever else answers `/my`. */
export const sessionApi = createExchange();
sessionApi.onError(answerRefusal);

const tags = ['Documents'];
const token = z.object({ token: z.string().meta({ description: 'From the mail' }) });
const secret = z.object({ token: z.string().meta({ description: 'Of the session' }) });
const back = { description: 'To the page' };

type Answer<T> = (c: Context<AppEnv>, found: T) => Promise<Response>;

function ofLink(answer: Answer<OpenLink>) {
  return async (c: Context<AppEnv>, next: Next): Promise<Response | void> => {
    const link = await openDownloadLink(c.env.deps, c.req.param('token') ?? '');
    return link === undefined ? next() : answer(c, link);
  };
}

/** Refuses `gone` for a session that is over. */
function ofSession(answer: Answer<Visit>) {
  return async (c: Context<AppEnv>, next: Next): Promise<Response | void> => {
    const opened = await openSession(c.env.deps, c.req.param('token') ?? '');
    if (opened === 'ended')
      throw new Refusal(
        'gone',
        'The quarter of an hour for which your link was opened is over. To get another link, open the page of your request; its address stands in each mail about it.',
      );
    return opened === undefined ? next() : answer(c, opened);
  };
}

/** Somebody in a session, or on the page of the request itself. */
function ofRequester(answer: Answer<Ctx<Requester>>) {
  const bySession = ofSession((c, { ctx }) => answer(c, ctx));
  return async (c: Context<AppEnv>, next: Next): Promise<Response | void> => {
    const holder = await openLink(c.env.deps, c.req.param('token') ?? '');
    return holder === undefined ? bySession(c, next) : answer(c, holder.ctx);
  };
}

exchange(
  sessionApi,
  {
    method: 'get',
    path: '/my/{token}',
    operationId: 'showDownloadLink',
    summary: 'A link of one use to documents, or the session behind it',
    description: 'Uses nothing up, however often it is opened.',
    tags,
    request: { params: token },
    responses: {
      200: shown('What it leads to, and a button', z.union([downloadLink, downloadSession])),
      ...refused(404, 410),
    },
  },
  ofLink(async (c, link) => {
    const { ctx, request, expiresAt, grants } = link;
    const ids = new Set(grants.map(({ id }) => id));
    const holdings = (await listHoldings(ctx.deps, request.id)).filter(({ grant }) =>
      ids.has(grant.id),
    );
    if (wantsJson(c)) return answerJson(presentLink(request.reference, expiresAt, holdings));
    const path = `${pagesBase(ctx.deps)}/my/${c.req.param('token') ?? ''}`;
    return answerPage(c, (input) => linkPage(input, { path, expiresAt, holdings }));
  }),
);

sessionApi.get(
  '/my/:token',
  ofSession(async (c, visit) => {
    const session = await shownSession(c, visit);
    if (wantsJson(c)) return answerJson(presentSession(session.place, session));
    return answerPage(c, (input) => sessionPage(input, session));
  }),
);

exchange(
  sessionApi,
  {
    method: 'post',
    path: '/my/{token}/session',
    operationId: 'exchangeLink',
    summary: 'Use a link of one use',
    description: 'Of two who try at once one gets the session; the other is told that it is used.',
    tags,
    request: { params: token },
    responses: {
      200: { description: 'Where the session is', content: json(openedSession) },
      303: back,
      ...refused(404, 410, 413),
    },
  },
  ofLink(async (c, link) => {
    const session = await exchangeLink(link);
    const href = `${pagesBase(c.env.deps)}/my/${session}`;
    return wantsJson(c) ? answerJson({ session, href }) : c.redirect(href, 303);
  }),
);

exchange(
  sessionApi,
  {
    method: 'post',
    path: '/my/{token}/tokens',
    operationId: 'makeToken',
    summary: 'Make a token for programs',
    description: 'Where what was given allows it; at most five at a time.',
    tags,
    request: { params: secret },
    responses: {
      201: {
        description: 'The token, this once',
        content: { ...json(madeToken), 'text/html': { schema: z.string() } },
      },
      ...refused(404, 409, 410, 413, 429),
    },
  },
  ofSession(async (c, { ctx }) => {
    const { id, secret: made, expiresAt } = await makeToken(ctx);
    if (wantsJson(c))
      return answerJson({ id, token: made, expiresAt: expiresAt.toISOString() }, 201);
    const path = `${pagesBase(c.env.deps)}/my/${c.req.param('token') ?? ''}`;
    return answerPage(c, (input) => tokenPage(input, { secret: made, expiresAt, path }));
  }),
);

exchange(
  sessionApi,
  {
    method: 'post',
    path: '/my/{token}/tokens/{tokenId}/revocation',
    operationId: 'revokeToken',
    summary: 'End a token of yours',
    tags,
    request: {
      params: secret.extend({ tokenId: z.string().meta({ description: 'Id of the token' }) }),
    },
    responses: {
      204: { description: 'It has ended' },
      303: back,
      ...refused(404, 409, 410, 413),
    },
  },
  ofRequester(async (c, ctx) => {
    await revokeToken(ctx, asId('tok', c.req.param('tokenId') ?? ''));
    return wantsJson(c) ? new Response(null, { status: 204 }) : backTo(c, 'revoked');
  }),
);

exchange(
  sessionApi,
  {
    method: 'post',
    path: '/my/{token}/renewals',
    operationId: 'renewDocument',
    summary: 'Take the newer version of what you hold',
    description:
      'One step: the newer version on the usual terms, in place of the older one. Where the NDA has a newer version too, it is to be accepted first.',
    tags,
    request: {
      params: secret,
      body: {
        required: true,
        content: {
          'application/json': { schema: renewalWish },
          'application/x-www-form-urlencoded': { schema: renewalWish },
        },
      },
    },
    responses: {
      200: { description: 'What became of it', content: json(renewal) },
      303: back,
      ...refused(400, 404, 409, 410, 413, 415, 422),
    },
  },
  ofRequester(async (c, ctx) => {
    const sent = await readSent(c);
    const value = sent.kind === 'json' ? sent.value : { document: sent.fields.one('document') };
    const { document } = readAs(renewalWish, value);
    const outcome = await renewDocument(ctx, asId('doc', document));
    return wantsJson(c) ? answerJson({ outcome }) : backTo(c, outcome);
  }),
);

function json(schema: z.ZodType) {
  return { 'application/json': { schema } };
}

function backTo(c: Context<AppEnv>, done: string): Response {
  return c.redirect(`${pagesBase(c.env.deps)}/my/${c.req.param('token') ?? ''}?done=${done}`, 303);
}

async function shownSession(
  c: Context<AppEnv>,
  { ctx, request, expiresAt }: Visit,
): Promise<ShownSession> {
  const { deps } = ctx;
  const { origin, base } = deps.config;
  const session = c.req.param('token') ?? '';
  const done = c.req.query('done');
  return {
    reference: request.reference,
    place: { root: `${origin}${base}`, session },
    path: `${pagesBase(c.env.deps)}/my/${session}`,
    expiresAt,
    holdings: await listHoldings(deps, request.id),
    tokens: await listTokens(deps, request.id),
    ...(done !== undefined && { done }),
  };
}
