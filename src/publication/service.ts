import type { Deps } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Encoding } from '../http/cache.ts';
import { encode, strongEtag, worthwhile } from '../http/cache.ts';
import type { Edition } from './editions.ts';
import { headersOf, unmodifiedHeadersOf } from './headers.ts';
import type { Ready } from './memo.ts';
import { readAsked } from './asked.ts';
import type { Params, Snapshot } from './model.ts';
import { findZoneOf, loadPast } from './past.ts';
import type { RenderInput, Rendered, Representation } from './representation.ts';

export type { RenderInput } from './representation.ts';
export { createPublicationCache } from './editions.ts';
export { selectVersion as findVersion } from './store.ts';

/** Parameters of a request, sorted out: what the row declares, and whether the answer may be remembered. */
export type Reading = {
  readonly params: Params;
  readonly key: string;
  readonly memorable: boolean;
  readonly bare: boolean;
};

/** The bytes and headers of a representation at an edition; no promise where they have been made before. */
export function prepare(
  deps: Deps,
  edition: Edition,
  representation: Representation,
  reading: Reading,
  encoding: Encoding,
): Ready | Promise<Ready> {
  const found = reading.memorable ? edition.memo.find(reading.key, encoding) : undefined;
  if (found) return found;
  const work = () => make(deps, edition, representation, reading.params, encoding);
  const made = reading.memorable
    ? edition.memo.make(reading.key, encoding, reading.bare, work)
    : work();
  const { refused } = representation;
  if (!refused) return made;
  // Not remembered: what is refused today, a day to come, is an answer tomorrow.
  return made.catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code === 'busy') throw error;
    const input = { ...inputOf(deps, edition), params: reading.params };
    return ready(representation, input, refused(input, error), encoding);
  });
}

/**
 * Reads the declared parameters. Unknown ones are ignored, so that nobody fills the memory with
 * `?x=1`, `?x=2`; free text is rendered each time.
 */
export function readParams(
  representation: Representation,
  snapshot: Snapshot,
  query: URLSearchParams | undefined,
  path: Params,
): Reading {
  if (!query && !representation.path.includes(':')) return bareReading(representation);
  const given = (names: readonly string[]) =>
    names
      .flatMap((name) => [[name, path[name] ?? query?.get(name)] as const])
      .filter((pair): pair is [string, string] => Boolean(pair[1]));
  const declared = representation.params ?? {};
  const known = given(Object.keys(declared));
  const free = given(representation.freeParams ?? []);
  return {
    params: Object.fromEntries([...known, ...free]),
    key: [representation.path, ...known.map(([name, value]) => `${name}=${value}`)].join('\n'),
    memorable:
      free.length === 0 && known.every(([name, value]) => declared[name]?.(value, snapshot)),
    bare: known.length === 0,
  };
}

function bareReading({ path }: Representation): Reading {
  return { params: {}, key: path, memorable: true, bare: true };
}

/** What a page is rendered from that is not published, e.g. the one behind a signed link. */
export async function loadPageInput(deps: Deps): Promise<RenderInput> {
  return { ...inputOf(deps, await deps.publication.current(deps.db)), params: {} };
}

function inputOf({ config, mail, files }: Deps, { snapshot, demo }: Edition) {
  const { origin, base } = config;
  const able = { sendsMail: mail !== undefined, keepsFiles: files !== undefined };
  return { snapshot, place: { origin, base, demo, ...able } };
}

async function make(
  deps: Deps,
  edition: Edition,
  representation: Representation,
  params: Params,
  encoding: Encoding,
): Promise<Ready> {
  const present = inputOf(deps, edition);
  const timeZone = await findZoneOf(deps.db, params['known_at'], present.snapshot);
  const now = deps.clock();
  const asked = readAsked(params, timeZone, now);
  const snapshot = asked ? await loadPast(deps.db, present.snapshot, asked, now) : present.snapshot;
  const input = { ...present, snapshot, params };
  const rendered = await (representation.kind === 'queried'
    ? representation.render({ ...input, db: deps.db, now: deps.clock() })
    : representation.render(input));
  return ready(representation, input, rendered, encoding);
}

async function ready(
  representation: Representation,
  input: RenderInput,
  rendered: Rendered,
  wanted: Encoding,
): Promise<Ready> {
  const plain =
    typeof rendered.body === 'string'
      ? new TextEncoder().encode(rendered.body)
      : new Uint8Array(rendered.body);
  const encoding = worthwhile(wanted, plain, representation.mediaType);
  const body = await encode(plain, encoding);
  const etag = strongEtag(body);
  const headers = {
    ...headersOf({ representation, rendered, ...input }),
    etag,
    'content-length': String(body.byteLength),
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
  };
  return {
    status: rendered.status ?? 200,
    headers,
    unmodifiedHeaders: unmodifiedHeadersOf(headers),
    etag,
    lastModified: rendered.passing ? Number.POSITIVE_INFINITY : input.snapshot.at.getTime(),
    body,
    ...(rendered.passing && { passing: rendered.passing }),
  };
}
