import type { Deps } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { Encoding } from '../http/cache.ts';
import { encode, strongEtag, worthwhile } from '../http/cache.ts';
import type { Tx } from '../db/client.ts';
import type { Edition } from './editions.ts';
import { headersOf, isSpoken, unmodifiedHeadersOf } from './headers.ts';
import type { Plain, Ready } from './memo.ts';
import { readAsked } from './asked.ts';
import type { Params, Place, Snapshot } from './model.ts';
import { findZoneOf, loadPast } from './past.ts';
import { siteLanguage } from '../organisation/model.ts';
import { pagesIn } from './place.ts';
import { loadSnapshot } from './snapshot.ts';
import { inLanguage } from './translated.ts';
import type { RenderInput, Rendered, Representation } from './representation.ts';

export type { RenderInput } from './representation.ts';
export { createPublicationCache } from './editions.ts';
export { selectVersion as findVersion } from './store.ts';

/** Of a page: the language that its address names, and the one that a reader of an address without prefers. */
export type Spoken = { readonly language?: Language; readonly offered?: Language };

/** Parameters of a request, sorted out: what the row declares, and whether the answer may be remembered. */
export type Reading = {
  readonly params: Params;
  readonly spoken: Spoken;
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
  const work = () => make(deps, edition, representation, reading, encoding);
  const made = reading.memorable
    ? edition.memo.make(reading.key, encoding, reading.bare, work)
    : work();
  const { refused } = representation;
  if (!refused) return made;
  // Not remembered: what is refused today, a day to come, is an answer tomorrow.
  return made.catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code === 'busy') throw error;
    const input = { ...inputOf(deps, edition, reading.spoken), params: reading.params };
    return encoded(plainOf(representation, input, refused(input, error)), representation, encoding);
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
  spoken: Spoken = {},
): Reading {
  if (!query && !representation.path.includes(':')) return bareReading(representation, spoken);
  const given = (names: readonly string[]) =>
    names
      .flatMap((name) => [[name, path[name] ?? query?.get(name)] as const])
      .filter((pair): pair is [string, string] => Boolean(pair[1]));
  const declared = representation.params ?? {};
  const known = given(Object.keys(declared));
  const free = given(representation.freeParams ?? []);
  return {
    params: Object.fromEntries([...known, ...free]),
    spoken,
    key: [
      spokenKey(spoken, representation),
      ...known.map(([name, value]) => `${name}=${value}`),
    ].join('\n'),
    memorable:
      free.length === 0 && known.every(([name, value]) => declared[name]?.(value, snapshot)),
    bare: known.length === 0,
  };
}

function bareReading(representation: Representation, spoken: Spoken): Reading {
  const key = spokenKey(spoken, representation);
  return { params: {}, spoken, key, memorable: true, bare: true };
}

function spokenKey({ language, offered }: Spoken, { path }: Representation): string {
  if (language === undefined && offered === undefined) return path;
  return `${language ?? ''}?${offered ?? ''} ${path}`;
}

/** What a page is rendered from that is not published, e.g. the one behind a signed link. */
export async function loadPageInput(deps: Deps): Promise<RenderInput> {
  const { language, linkPath } = deps;
  const edition = await deps.publication.current(deps);
  const { snapshot, place } = inputOf(deps, edition, language === undefined ? {} : { language });
  return {
    snapshot: inLanguage(snapshot, place.language),
    place: { ...place, ...(linkPath && { linkPath }) },
    params: {},
  };
}

function inputOf(
  { config, mail, files }: Deps,
  { snapshot, demo }: Edition,
  { language = siteLanguage(snapshot.organisation), offered }: Spoken,
) {
  const { origin, base } = config;
  const place: Place = {
    origin,
    base,
    pages: pagesIn(base, snapshot.organisation, language),
    language,
    ...(offered && { offered }),
    demo,
    sendsMail: mail !== undefined,
    keepsFiles: files !== undefined,
  };
  return { snapshot, place };
}

async function make(
  deps: Deps,
  edition: Edition,
  representation: Representation,
  { params, spoken, key, memorable }: Reading,
  encoding: Encoding,
): Promise<Ready> {
  const work = async () => {
    const present = inputOf(deps, edition, spoken);
    const { input, rendered } = await renderRow(deps, present, representation, params);
    return plainOf(representation, input, rendered);
  };
  const plain = await (memorable ? edition.memo.plain(key, work) : work());
  return encoded(plain, representation, encoding);
}

/** What a row says at a snapshot, or at the past of it that the parameters name. */
async function renderRow(
  deps: Deps,
  present: Omit<RenderInput, 'params'>,
  representation: Representation,
  params: Params,
): Promise<{ readonly input: RenderInput; readonly rendered: Rendered }> {
  const timeZone = await findZoneOf(deps.db, params['known_at'], present.snapshot);
  const now = deps.clock();
  const asked = readAsked(params, timeZone, now);
  const asAsked = asked ? await loadPast(deps.db, present.snapshot, asked, now) : present.snapshot;
  const snapshot = isSpoken(representation) ? inLanguage(asAsked, present.place.language) : asAsked;
  const input = { ...present, snapshot, params };
  if (representation.kind === 'queried') await representation.before?.(deps, snapshot.version);
  const rendered = await (representation.kind === 'queried'
    ? representation.render({ ...input, db: deps.db, now: deps.clock() })
    : representation.render(input));
  return { input, rendered };
}

function plainOf(representation: Representation, input: RenderInput, rendered: Rendered): Plain {
  const { body, status = 200, passing } = rendered;
  return {
    status,
    headers: headersOf({ representation, rendered, ...input }),
    lastModified: passing ? Number.POSITIVE_INFINITY : input.snapshot.at.getTime(),
    body: typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body),
    ...(passing && { passing }),
  };
}

async function encoded(
  plain: Plain,
  { mediaType }: Representation,
  wanted: Encoding,
): Promise<Ready> {
  const encoding = worthwhile(wanted, plain.body, mediaType);
  const body = await encode(plain.body, encoding);
  const etag = strongEtag(body);
  const headers = {
    ...plain.headers,
    etag,
    'content-length': String(body.byteLength),
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
  };
  return { ...plain, headers, unmodifiedHeaders: unmodifiedHeadersOf(headers), etag, body };
}

/** A page of a preview: which row, where it stands and what its address says. */
export type Previewed = {
  readonly row: Representation;
  /** Where the pages of the preview stand, and the way back. */
  readonly base: string;
  readonly back: string;
  /** That the address names; absent for the site's first. */
  readonly language?: Language | undefined;
  readonly query: URLSearchParams;
  readonly path: Params;
};

/** A page as it will be once what stands in the transaction is stored. The transaction is to be undone afterwards. */
export async function renderPreview(
  deps: Deps,
  tx: Tx,
  site: Place,
  { row, base, back, language = site.language, query, path }: Previewed,
): Promise<Rendered> {
  const snapshot = await loadSnapshot(tx);
  const place: Place = {
    ...site,
    base,
    pages: pagesIn(base, snapshot.organisation, language),
    language,
    preview: { back, siteBase: site.base },
  };
  const { params } = readParams(row, snapshot, query, path);
  // What is written on the way, such as the index of the search, is undone with the rest.
  const inside: Deps = { ...deps, db: tx, transact: (work) => work(tx) };
  try {
    return (await renderRow(inside, { snapshot, place }, row, params)).rendered;
  } catch (error) {
    if (!row.refused || !(error instanceof Refusal) || error.code === 'busy') throw error;
    return row.refused({ snapshot, place, params }, error);
  }
}
