import type { Context, Next } from 'hono';
import { z } from 'zod';
import { dispositionOf } from '../../documents/model/file-names.ts';
import type { AppEnv } from '../../http/env.ts';
import {
  answerJson,
  createExchange,
  exchange,
  pageResponse,
  refused,
  shown,
  wantsJson,
} from '../../http/exchange.ts';
import { streamParts } from '../../http/stream-parts.ts';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import { pagesBase } from '../../publication/place.ts';
import { copyLinkPage, copySessionPage } from '../pages/copy-pages.tsx';
import { copyLink, copySession, openedCopy } from '../schema.ts';
import {
  beginTaking,
  openCopyLink,
  openOwnOffer,
  openTaking,
  takeUpCopy,
  type Taking,
} from '../service/copying.ts';
import { loadCopying, loadInput } from '../service/loading.ts';
import { writeCopy } from '../copy-writing.ts';

/** Links of one use to a copy, and what they are exchanged for. Other tokens go on to whoever else answers `/my`: what is forged, used or over is one 404. */
export const ownCopyApi = createExchange();

const tags = ['Privacy'];
const token = z.object({ token: z.string().meta({ description: 'From the mail' }) });
const secret = z.object({ token: z.string().meta({ description: 'Of the session' }) });

function tokenIn(c: Context<AppEnv>): string {
  return c.req.param('token') ?? '';
}

async function answerPage(
  c: Context<AppEnv>,
  render: (input: RenderInput) => Rendered,
): Promise<Response> {
  return pageResponse(render(await loadInput(c.env.deps)));
}

exchange(
  ownCopyApi,
  {
    method: 'get',
    path: '/my/{token}',
    operationId: 'showCopyLink',
    summary: 'A link of one use to a copy of one’s data, or the session behind it',
    description: 'Uses nothing up, however often it is opened.',
    tags,
    request: { params: token },
    responses: {
      200: shown('A page with a button', z.union([copyLink, copySession])),
      ...refused(404),
    },
  },
  async (c, next) => {
    const offer = await openCopyLink(c.env.deps, tokenIn(c));
    if (offer === undefined) return showSession(c, next);
    const { reference } = offer.request;
    const { expiresAt } = offer.copy;
    if (wantsJson(c))
      return answerJson({
        kind: 'personal-data-copy-link',
        reference,
        expiresAt: expiresAt.toISOString(),
      });
    const path = `${pagesBase(c.env.deps)}/my/${tokenIn(c)}`;
    return answerPage(c, (input) => copyLinkPage(input, { reference, path, expiresAt }));
  },
);

async function showSession(c: Context<AppEnv>, next: Next): Promise<Response | void> {
  const taking = await openTaking(c.env.deps, tokenIn(c));
  if (taking === undefined) return next();
  const { reference } = taking.request;
  const path = `${pagesBase(c.env.deps)}/my/${tokenIn(c)}`;
  if (wantsJson(c))
    return answerJson({
      kind: 'personal-data-copy-session',
      reference,
      expiresAt: taking.until.toISOString(),
      file: `${path}/copy.zip`,
    });
  const shownLink = { reference, path, expiresAt: taking.until };
  return answerPage(c, (input) => copySessionPage(input, shownLink));
}

exchange(
  ownCopyApi,
  {
    method: 'post',
    path: '/my/{token}/copy-session',
    operationId: 'openCopy',
    summary: 'Use a link to a copy of one’s data, or open the one that is ready from the request',
    description: 'Of two who try at once one gets the session.',
    tags,
    request: { params: token },
    responses: {
      200: {
        description: 'Where the session is',
        content: { 'application/json': { schema: openedCopy } },
      },
      303: { description: 'To the page of the session' },
      ...refused(404, 409, 410, 413),
    },
  },
  async (c, next) => {
    const { deps } = c.env;
    const offer = (await openCopyLink(deps, tokenIn(c))) ?? (await openOwnOffer(deps, tokenIn(c)));
    const session = offer && (await takeUpCopy(offer));
    if (session === undefined) return next();
    const href = `${pagesBase(deps)}/my/${session}`;
    return wantsJson(c) ? answerJson({ session, href }) : c.redirect(href, 303);
  },
);

exchange(
  ownCopyApi,
  {
    method: 'get',
    path: '/my/{token}/copy.zip',
    operationId: 'takeDataCopy',
    summary: 'Fetch the copy of one’s data',
    description:
      'An archive with `data.json` (its JSON Schema is `/trust/schema/personal-data-copy-1.json`), `index.html` with the same for people, and files. Made while it is fetched; each time is recorded before the first byte.',
    tags,
    request: { params: secret },
    responses: {
      200: {
        description: 'The archive',
        content: { 'application/zip': { schema: z.string().meta({ format: 'binary' }) } },
      },
      ...refused(404, 429),
    },
  },
  async (c, next) => {
    const taking = await openTaking(c.env.deps, tokenIn(c));
    return taking === undefined ? next() : answerCopy(c, taking);
  },
);

async function answerCopy(c: Context<AppEnv>, taking: Taking): Promise<Response> {
  const isHead = c.req.method === 'HEAD';
  const { request, ctx } = taking;
  const body = isHead
    ? null
    : streamParts(writeCopy(await loadCopying(ctx.deps, request, await beginTaking(taking))));
  const name = `personal-data-${request.reference.toLowerCase()}.zip`;
  return new Response(body, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': dispositionOf(name),
      'content-security-policy': "default-src 'none'; sandbox",
      'accept-ranges': 'none',
    },
  });
}
