import type { Context, Hono } from 'hono';
import { type Language, languages } from '../core/language.ts';
import { chooseEncoding, isUnmodified, preferredLanguage } from '../http/cache.ts';
import type { AppEnv } from '../http/env.ts';
import type { Edition } from './editions.ts';
import { guardHeaders } from '../http/guard-headers.ts';
import { problemOf, problemResponse } from '../http/problem.ts';
import { isPage, isSpoken, negotiate, preflightHeaders } from './headers.ts';
import { siteLanguage } from '../organisation/model.ts';
import type { Ready } from './memo.ts';
import type { Snapshot } from './model.ts';
import type { Representation } from './representation.ts';
import { prepare, readParams, type Spoken } from './service.ts';

/**
 * Serves each row at its path; `base` is where the rows are mounted, empty for the root. One handler
 * for all methods: where two match, Hono composes them anew for each request.
 */
export function publish(app: Hono<AppEnv>, base: string, rows: readonly Representation[]): void {
  for (const row of rows) {
    serve(app, base, row);
    if (isSpoken(row))
      for (const language of languages) serve(app, `${base}/${language}`, row, language);
  }
}

function serve(app: Hono<AppEnv>, base: string, row: Representation, language?: Language): void {
  const path = `${base}${row.path}`.replace(/^(?!\/)/, '/');
  app.all(path, (c) => {
    const { method } = c.req.raw;
    return method === 'GET' || method === 'HEAD'
      ? respondWith(c, row, language)
      : answerMethod(c, method, row);
  });
}

/**
 * Answers with a representation. What is in memory is answered without a promise, which spares Node's
 * server its slow path; and no middleware writes headers afterwards, for which Hono would rebuild
 * the whole response (bench/README.md).
 */
export function respondWith(
  c: Context<AppEnv>,
  row: Representation,
  language?: Language,
): Response | Promise<Response> {
  const { deps } = c.env;
  const edition = deps.publication.current(deps);
  return edition instanceof Promise
    ? edition.then((found) => respondFrom(found, c, row, language))
    : respondFrom(edition, c, row, language);
}

function respondFrom(
  edition: Edition,
  c: Context<AppEnv>,
  row: Representation,
  language: Language | undefined,
): Response | Promise<Response> {
  const { snapshot } = edition;
  if (language !== undefined && language === siteLanguage(snapshot.organisation))
    return toPlainAddress(c, language);
  const { url, headers } = c.req.raw;
  const representation = negotiate(row, headers);
  const query = url.includes('?') ? new URL(url).searchParams : undefined;
  const spoken = isSpoken(representation)
    ? spokenBy(snapshot, representation, headers, language)
    : {};
  const reading = readParams(representation, snapshot, query, c.req.param(), spoken);
  const encoding = chooseEncoding(headers.get('accept-encoding'));
  const ready = prepare(c.env.deps, edition, representation, reading, encoding);
  return ready instanceof Promise ? ready.then((made) => send(made, c)) : send(ready, c);
}

/** The site's first language has one address, without it. */
function toPlainAddress(c: Context<AppEnv>, language: Language): Response {
  const { origin, base } = c.env.deps.config;
  const { pathname, search } = new URL(c.req.url);
  const path = pathname.slice(base.length + language.length + 1);
  return leadTo(c, `${origin}${`${base}${path}` || '/'}${search}`);
}

/** For good: where what was asked for really stands. */
export function leadTo(c: Context<AppEnv>, address: string): Response {
  const headers = { ...guardHeaders(c.env.deps.config.origin), location: address };
  return new Response(null, { status: 308, headers });
}

/** Nobody is sent to another language: it is offered, where the address names none. */
function spokenBy(
  { organisation }: Snapshot,
  row: Representation,
  headers: Headers,
  language: Language | undefined,
): Spoken {
  if (language !== undefined) return { language };
  if (!isPage(row)) return {};
  const preferred = preferredLanguage(headers.get('accept-language'));
  const isOther = preferred !== undefined && preferred !== siteLanguage(organisation);
  return isOther ? { offered: preferred } : {};
}

function send(ready: Ready, c: Context<AppEnv>): Response {
  return ready.status === 200 && isUnmodified(ready, c.req.raw.headers)
    ? new Response(null, { status: 304, headers: ready.unmodifiedHeaders })
    : c.env.deps.respond(ready);
}

function answerMethod(
  { env }: Context<AppEnv>,
  method: string,
  { alsoTakes = [] }: Representation,
): Response {
  if (method === 'OPTIONS')
    return new Response(null, {
      status: 204,
      headers: { ...guardHeaders(env.deps.config.origin), ...preflightHeaders },
    });
  const detail = 'What is published here is read with GET or HEAD.';
  return problemResponse(env.deps, problemOf(env.deps, 'method_not_allowed', detail), {
    allow: ['GET', 'HEAD', 'OPTIONS', ...alsoTakes].join(', '),
  });
}
