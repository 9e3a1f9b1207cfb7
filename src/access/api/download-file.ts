import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { dispositionOf } from '../../documents/model/file-names.ts';
import type { AppEnv } from '../../http/env.ts';
import { createExchange, exchange, keepPrivate, refused } from '../../http/exchange.ts';
import { slug } from '../../http/schema.ts';
import type { Grant } from '../../documents/model.ts';
import type { Denial } from '../model/gate.ts';
import type { KeptGrant } from '../model/grants.ts';
import {
  type Asked,
  findFile,
  grantsOfVisit,
  openSession,
  openToken,
  type Opened,
  type Visit,
} from '../service/download-visiting.ts';
import { type Copy, openPublicFile, takeCopy } from '../service/download-taking.ts';
import { answerRefusal } from './download-exchange.ts';
import { clientAddressOf } from '../../http/client-address.ts';

/** The files of documents: the only address at which anybody but staff gets one. */
export const fileApi = createExchange();
fileApi.onError(async (error, c) => {
  const answer = await answerRefusal(error, c);
  keepPrivate(answer.headers, c.env.deps.config.origin);
  return answer;
});

const bytes = { schema: z.string().meta({ format: 'binary' }) };
const types = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
];

exchange(
  fileApi,
  {
    method: 'get',
    path: '/documents/{slug}/file',
    operationId: 'takeCopy',
    summary: 'Fetch the file of a document',
    description:
      'A public one is for everybody. Others are for who was given them: with a session (`?session=`, from the page behind a mailed link) or with a token (`Authorization: Bearer axt_…`). Each such copy is counted and recorded before its first byte; HEAD counts nothing. Ranges are not served. Always an attachment.',
    tags: ['Documents'],
    request: {
      params: z.object({ slug }),
      query: z.object({
        version: z
          .string()
          .optional()
          .meta({ description: 'Number of the version; the one in force unless said' }),
        session: z.string().optional().meta({ description: 'From the page behind a mailed link' }),
      }),
    },
    responses: {
      200: {
        description: 'The file',
        content: Object.fromEntries(types.map((type) => [type, bytes])),
      },
      304: { description: 'A public file, as you have it already' },
      ...refused(401, 403, 404, 410, 500, 503),
    },
  },
  async (c) => {
    const opened = await openVisitor(c);
    const visit = typeof opened === 'object' ? opened : undefined;
    const held = visit === undefined ? [] : await grantsOfVisit(visit);
    const name = nameOf(c);
    const asked = name && (await findFile(c.env.deps, name, held));
    if (asked === undefined) return c.notFound();
    const { access, document, edition } = asked;
    if ('denied' in access) return answerDenied(c, access.denied, opened);
    if (document.visibility === 'public' && edition.state === 'issued')
      return answerPublic(c, asked, access.grant);
    if (visit === undefined || asked.held === undefined)
      throw new Error('nobody has what needs a grant');
    return answerGiven(c, visit, asked, { grant: access.grant, held: asked.held });
  },
);

async function answerPublic(c: Context<AppEnv>, asked: Asked, grant: Grant): Promise<Response> {
  const headers = publicHeaders(asked);
  if (c.req.header('if-none-match')?.includes(headers.etag) === true)
    return new Response(null, { status: 304, headers });
  const copy = isHead(c) ? undefined : await openPublicFile(c.env.deps, grant, asked);
  return answerFile(asked, copy, headers);
}

async function answerGiven(
  c: Context<AppEnv>,
  visit: Visit,
  asked: Asked,
  given: { readonly grant: Grant; readonly held: KeptGrant },
): Promise<Response> {
  const { deps } = c.env;
  const copy = isHead(c)
    ? undefined
    : await takeCopy(visit, asked, given, clientAddressOf(c, deps));
  const answer = answerFile(asked, copy, {});
  keepPrivate(answer.headers, deps.config.origin);
  return answer;
}

function isHead(c: Context<AppEnv>): boolean {
  return c.req.method === 'HEAD';
}

function nameOf(c: Context<AppEnv>) {
  const version = c.req.query('version');
  if (version !== undefined && !/^[1-9]\d{0,5}$/.test(version)) return undefined;
  return {
    slug: c.req.param('slug') ?? '',
    ...(version !== undefined && { number: Number(version) }),
  };
}

/** Who comes with a session and with a token too comes by the token. */
async function openVisitor(c: Context<AppEnv>): Promise<Opened> {
  const token = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (token !== undefined) return openToken(c.env.deps, token);
  const session = c.req.query('session');
  return session === undefined ? undefined : openSession(c.env.deps, session);
}

async function answerDenied(c: Context<AppEnv>, denied: Denial, opened: Opened): Promise<Response> {
  if (denied === 'hidden') return c.notFound();
  throw refusalOf(denied, opened);
}

function refusalOf(denied: Exclude<Denial, 'hidden'>, opened: Opened): Refusal {
  if (opened === undefined)
    return new Refusal(
      'on_request',
      'Ask for it first: what you are given is fetched from the page behind the link that is mailed to you. Programs send their token as "Authorization: Bearer axt_…".',
    );
  if (opened === 'ended') return new Refusal('gone', endedWords);
  return new Refusal(overDenials.has(denied) ? 'gone' : 'not_granted', deniedWords[denied]);
}

const overDenials: ReadonlySet<Denial> = new Set(['withdrawn', 'ended', 'revoked']);

const endedWords =
  'The quarter of an hour for which this link was opened is over, or what you were given was taken back. Ask for another link on the page of your request; its address stands in each mail about it.';

const deniedWords: Readonly<Record<Exclude<Denial, 'hidden'>, string>> = {
  withdrawn: 'This version was withdrawn, so it is not given out any more.',
  'no-grant': 'You were given other documents, and not this one.',
  'other-version': 'You were given another version of this document.',
  early: 'The time for which you were given it has not begun.',
  ended: 'The time for which you were given it is over.',
  revoked: 'It was taken back. Write to us if you think that this is a mistake.',
  'used-up': 'All of your downloads are used. Write to us on the page of your request for more.',
};

/** For a minute: then it may have been hidden, or there is another version. */
function publicHeaders({ edition: { sha256 } }: Asked) {
  return {
    'cache-control': 'public, max-age=60',
    'access-control-allow-origin': '*',
    etag: `"${sha256}"`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
}

/** Whatever it is, it is saved and never run here. Without a copy, as HEAD has it, only what is known before. */
function answerFile(
  { document, edition }: Asked,
  copy: Copy | undefined,
  headers: Readonly<Record<string, string>>,
): Response {
  const isKnown = copy !== undefined || !document.isMarked;
  return new Response(copy?.body ?? null, {
    headers: {
      'content-type': edition.mediaType,
      'content-disposition': dispositionOf(edition.fileName),
      'content-security-policy': "default-src 'none'; sandbox",
      'accept-ranges': 'none',
      ...(isKnown && { 'content-length': String(copy?.size ?? edition.size) }),
      ...headers,
    },
  });
}
