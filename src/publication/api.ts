import type { Context, Hono } from 'hono';
import { chooseEncoding, isUnmodified } from '../http/cache.ts';
import type { AppEnv } from '../http/env.ts';
import { negotiate, preflightHeaders } from './headers.ts';
import type { Representation } from './representation.ts';
import { prepare, readParams } from './service.ts';

/** Serves each row at its path. `base` is where the rows are mounted, empty for the root. */
export function publish(app: Hono<AppEnv>, base: string, rows: readonly Representation[]): void {
  for (const row of rows) {
    const path = `${base}${row.path}`.replace(/^(?!\/)/, '/');
    app.get(path, (c) => respondWith(c, row));
    app.on('OPTIONS', path, () => new Response(null, { status: 204, headers: preflightHeaders }));
    app.all(
      path,
      () => new Response(null, { status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } }),
    );
  }
}

/**
 * Answers with a representation, from memory where it was made before. No middleware writes headers
 * after this: Hono would rebuild the whole response, at three times the cost of the request.
 */
export async function respondWith(c: Context<AppEnv>, row: Representation): Promise<Response> {
  const { deps } = c.env;
  const { headers } = c.req.raw;
  const representation = row.json ? negotiate(row, headers.get('accept')) : row;
  const edition = await deps.publication.current(deps.db);
  const query = c.req.url.includes('?') ? new URL(c.req.url).searchParams : undefined;
  const reading = readParams(representation, edition.snapshot, query, c.req.param());
  const ready = await prepare(
    deps,
    edition,
    representation,
    reading,
    chooseEncoding(headers.get('accept-encoding')),
  );
  if (
    ready.status === 200 &&
    isUnmodified(ready, headers.get('if-none-match'), headers.get('if-modified-since'))
  ) {
    return new Response(null, { status: 304, headers: ready.unmodifiedHeaders });
  }
  return deps.respond(ready);
}
