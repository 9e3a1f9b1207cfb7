import { prefersJson } from '../http/cache.ts';
import { linksIn, versionLinks } from './addresses.ts';
import type { Params, Place, Snapshot } from './model.ts';
import type { LinkTo, Rendered, Representation } from './representation.ts';

type Dressing = {
  readonly representation: Representation;
  readonly rendered: Rendered;
  readonly snapshot: Snapshot;
  readonly place: Place;
  readonly params: Params;
};

/** Revalidated on every use, so that a change shows at once; kept for a day where the origin is down. */
const published = 'public, max-age=0, must-revalidate, stale-if-error=86400';

/** Every header of a public representation but those of its encoding: decided here and nowhere else. */
export function headersOf({
  representation,
  rendered,
  snapshot,
  place,
  params,
}: Dressing): Readonly<Record<string, string>> {
  const status = rendered.status ?? 200;
  const links = status === 200 ? linksOf(representation, snapshot) : [];
  const linked = links.map((link) => linkValue(link, place, params));
  return {
    'content-type': representation.mediaType,
    'cache-control': status === 200 ? cacheControlOf(representation, snapshot) : 'no-cache',
    'last-modified': snapshot.at.toUTCString(),
    vary: representation.json ? 'Accept, Accept-Encoding' : 'Accept-Encoding',
    ...(linked.length > 0 && { link: linked.join(', ') }),
    ...securityHeaders(representation, snapshot, place),
    ...corsHeaders(representation),
    ...rendered.headers,
  };
}

/** For a year, which caches take for ever: what stands at the address never changes. */
export const immutable = 'public, max-age=31536000, immutable';

function cacheControlOf(representation: Representation, { past }: Snapshot): string {
  return past?.isSettled ? immutable : (representation.cacheControl ?? published);
}

function linksOf(representation: Representation, snapshot: Snapshot): readonly LinkTo[] {
  return [
    ...linksIn(snapshot, representation.links ?? []),
    ...versionLinks(snapshot, representation),
  ];
}

/** What a 304 repeats: RFC 9110 section 15.4.5, and what a cache needs to stay right. */
export function unmodifiedHeadersOf(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const repeated = [
    'etag',
    'cache-control',
    'vary',
    'last-modified',
    'access-control-allow-origin',
    'access-control-expose-headers',
  ];
  return Object.fromEntries(
    repeated.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}

/** The row that answers at a path: the JSON twin where the caller prefers it. */
export function negotiate(
  representation: Representation,
  accept: string | null | undefined,
): Representation {
  if (!representation.json || !prefersJson(accept)) return representation;
  const twin = twins.get(representation) ?? twinOf(representation, representation.json);
  twins.set(representation, twin);
  return twin;
}

const twins = new WeakMap<Representation, Representation>();

// At the address of a page the answer depends on Accept (RFC 9110 section 12.5.5), at its own it does
// not: headers differ, so it is remembered apart. `json` is what says so.
function twinOf({ path }: Representation, json: Representation): Representation {
  return { ...json, path: `${path} as JSON`, json };
}

/** Answer to a preflight: a GET with If-None-Match is not a simple request in the Fetch standard. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD',
  'access-control-allow-headers': 'Accept, If-None-Match, If-Modified-Since',
  'access-control-max-age': '86400',
};

function securityHeaders(
  representation: Representation,
  snapshot: Snapshot,
  place: Place,
): Record<string, string> {
  const html = representation.mediaType.startsWith('text/html');
  const ancestors = representation.frameAncestors?.(snapshot) ?? "'none'";
  return {
    'content-security-policy': html
      ? `default-src 'none'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`
      : "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(place.origin.startsWith('https:') && {
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    }),
    ...((place.demo || isPassing(snapshot)) && { 'x-robots-tag': 'noindex' }),
  };
}

/** There are as many pasts as days and moments; search engines get the numbered ones. */
function isPassing({ past }: Snapshot): boolean {
  return past !== undefined && !past.isNumbered;
}

function corsHeaders({ cors = true }: Representation): Record<string, string> {
  if (!cors) return { 'cross-origin-resource-policy': 'same-origin' };
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Last-Modified, Link',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

function linkValue({ rel, href, type, title }: LinkTo, place: Place, params: Params): string {
  const target = /^https?:/.test(href) ? href : `${place.base}${fillIn(href, params)}`;
  return `<${target}>; rel="${rel}"${type ? `; type="${type}"` : ''}${title ? `; title="${title}"` : ''}`;
}

// The parameter of a path that ends in `.json` carries the ending.
function fillIn(href: string, params: Params): string {
  return href.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((params[name] ?? '').replace(/(\.cdx)?\.\w+$/, '')),
  );
}
