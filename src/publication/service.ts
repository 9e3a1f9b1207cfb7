import type { Deps } from '../context.ts';
import type { Encoding } from '../http/cache.ts';
import { encode, strongEtag, worthwhile } from '../http/cache.ts';
import type { Edition } from './editions.ts';
import { headersOf, unmodifiedHeadersOf } from './headers.ts';
import type { Ready } from './memo.ts';
import type { Params, Place, Representation, Snapshot } from './model.ts';

export type { PublicationCache } from './editions.ts';
export { createPublicationCache } from './editions.ts';

/** Parameters of a request, sorted out: what the row declares, and whether the answer may be remembered. */
export type Reading = { readonly params: Params; readonly key: string; readonly memorable: boolean; readonly bare: boolean };

/** The bytes and headers of a representation at an edition; from memory where they have been made before. */
export async function prepare(deps: Deps, edition: Edition, representation: Representation, reading: Reading, encoding: Encoding): Promise<Ready> {
  const found = reading.memorable ? edition.memo.find(reading.key, encoding) : undefined;
  if (found) return found;
  const work = () => make(deps, edition, representation, reading.params, encoding);
  return reading.memorable ? edition.memo.make(reading.key, encoding, reading.bare, work) : work();
}

/**
 * Reads the declared parameters. Unknown ones are ignored, so that nobody fills the memory with
 * `?x=1`, `?x=2`; free text is rendered each time.
 */
export function readParams(representation: Representation, snapshot: Snapshot, query: URLSearchParams | undefined, path: Params): Reading {
  const params: Record<string, string> = {};
  let key = representation.path;
  let memorable = true;
  let bare = true;
  for (const [name, isWorthy] of Object.entries(representation.params ?? {})) {
    const value = path[name] ?? query?.get(name);
    if (!value) continue;
    params[name] = value;
    bare = false;
    memorable &&= isWorthy(value, snapshot);
    key += `\n${name}=${value}`;
  }
  for (const name of representation.freeParams ?? []) {
    const value = query?.get(name);
    if (!value) continue;
    params[name] = value;
    memorable = false;
  }
  return { params, key, memorable, bare };
}

export function placeOf({ config }: Deps, { demo }: Edition): Place {
  return { origin: config.origin, base: config.base, demo };
}

async function make(deps: Deps, edition: Edition, representation: Representation, params: Params, wanted: Encoding): Promise<Ready> {
  const { snapshot } = edition;
  const place = placeOf(deps, edition);
  const input = { snapshot, place, params };
  const rendered = await (representation.kind === 'queried' ? representation.render({ ...input, db: deps.db }) : representation.render(input));
  const plain = typeof rendered.body === 'string' ? new TextEncoder().encode(rendered.body) : new Uint8Array(rendered.body);
  const encoding = worthwhile(wanted, plain, representation.mediaType);
  const body = await encode(plain, encoding);
  const etag = strongEtag(body);
  const headers = {
    ...headersOf({ representation, rendered, snapshot, place }),
    etag,
    'content-length': String(body.byteLength),
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
  };
  return { status: rendered.status ?? 200, headers, unmodifiedHeaders: unmodifiedHeadersOf(headers), etag, lastModified: snapshot.at.getTime(), body };
}
