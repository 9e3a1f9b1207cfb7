import type { Context, Hono } from 'hono';
import { chooseEncoding, isUnmodified } from '../http/cache.ts';
import type { AppEnv } from '../http/env.ts';
import type { Edition } from './editions.ts';
import { problemOf, problemResponse } from '../http/problem.ts';
import { negotiate, preflightHeaders } from './headers.ts';
import type { Ready } from './memo.ts';
import type { Representation } from './representation.ts';
import { prepare, readParams } from './service.ts';

/**
 * Serves each row at its path; `base` is where the rows are mounted, empty for the root. One handler
 * for all methods: where two match, Hono composes them anew for each request.
 */
export function publish(app: Hono<AppEnv>, base: string, rows: readonly Representation[]): void {
  for (const row of rows) {
    const path = `${base}${row.path}`.replace(/^(?!\/)/, '/');
    app.all(path, (c) => {
      const { method } = c.req.raw;
      return method === 'GET' || method === 'HEAD'
        ? respondWith(c, row)
        : answerMethod(c, method, row);
    });
  }
}

/**
 * Answers with a representation. What is in memory is answered without a promise, which spares Node's
 * server its slow path; and no middleware writes headers afterwards, for which Hono would rebuild
 * the whole response (bench/README.md).
 */
export function respondWith(c: Context<AppEnv>, row: Representation): Response | Promise<Response> {
  const { publication, db } = c.env.deps;
  const edition = publication.current(db);
  return edition instanceof Promise
    ? edition.then((found) => respondFrom(found, c, row))
    : respondFrom(edition, c, row);
}

function respondFrom(
  edition: Edition,
  c: Context<AppEnv>,
  row: Representation,
): Response | Promise<Response> {
  const { url, headers } = c.req.raw;
  const representation = row.json ? negotiate(row, headers.get('accept')) : row;
  const query = url.includes('?') ? new URL(url).searchParams : undefined;
  const reading = readParams(representation, edition.snapshot, query, c.req.param());
  const encoding = chooseEncoding(headers.get('accept-encoding'));
  const ready = prepare(c.env.deps, edition, representation, reading, encoding);
  return ready instanceof Promise ? ready.then((made) => send(made, c)) : send(ready, c);
}

function send(ready: Ready, c: Context<AppEnv>): Response {
  const { headers } = c.req.raw;
  const unmodified =
    ready.status === 200 &&
    isUnmodified(ready, headers.get('if-none-match'), headers.get('if-modified-since'));
  return unmodified
    ? new Response(null, { status: 304, headers: ready.unmodifiedHeaders })
    : c.env.deps.respond(ready);
}

function answerMethod(
  { env }: Context<AppEnv>,
  method: string,
  { alsoTakes = [] }: Representation,
): Response {
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: preflightHeaders });
  const detail = 'What is published here is read with GET or HEAD.';
  return problemResponse(problemOf(env.deps, 'method_not_allowed', detail), {
    allow: ['GET', 'HEAD', 'OPTIONS', ...alsoTakes].join(', '),
  });
}
