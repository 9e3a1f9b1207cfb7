import { type NamedForm, preferredForm } from '../http/cache.ts';
import { transportHeaders } from '../http/guard-headers.ts';
import { fillIn, linksIn, templateOf, versionLinks } from './addresses.ts';
import { markdownOf } from './markdown.ts';
import type { Params, Place, Snapshot } from './model.ts';
import type { LinkTo, Rendered, Representation } from './representation.ts';

type Dressing = {
  readonly representation: Representation;
  readonly rendered: Rendered;
  readonly snapshot: Snapshot;
  readonly place: Place;
  readonly params: Params;
};

/**
 * Revalidated on every use, so that a change shows at once; kept for a day where the origin is down
 * (RFC 5861 section 4), which `must-revalidate` would forbid (RFC 9111 section 5.2.2.2).
 */
const published = 'public, max-age=0, stale-if-error=86400';

/**
 * Of what programs poll: a cache may answer at once with what it checked within the last minute and ask
 * meanwhile (RFC 5861 section 3). Who comes by more seldom never gets an old one.
 */
export const polled = `${published}, stale-while-revalidate=60`;

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
    vary: varyOf(representation, place),
    ...(isSpoken(representation) && { 'content-language': place.language }),
    ...(linked.length > 0 && { link: linked.join(', ') }),
    ...securityHeaders(representation, snapshot, place),
    ...corsHeaders(representation),
    ...rendered.headers,
  };
}

/** Where a page's address names no language, another one may be offered on it. */
function varyOf(representation: Representation, { pages, base }: Place): string {
  return [
    ...(dependsOnAccept(representation) ? ['Accept'] : []),
    'Accept-Encoding',
    ...(isPage(representation) && pages === base ? ['Accept-Language'] : []),
  ].join(', ');
}

function dependsOnAccept(row: Representation): boolean {
  return row.byAccept ?? formsOf(row).names.length > 0;
}

export function isPage({ mediaType }: Representation): boolean {
  return mediaType.startsWith('text/html');
}

/** Whether it is written in a language, which its address may name. */
export function isSpoken(row: Representation): boolean {
  return row.isSpoken ?? isPage(row);
}

/** For a year, which caches take for ever: what stands at the address never changes. */
export const immutable = 'public, max-age=31536000, immutable';

function cacheControlOf(representation: Representation, { past }: Snapshot): string {
  return past?.isSettled ? immutable : (representation.cacheControl ?? published);
}

function linksOf(representation: Representation, snapshot: Snapshot): readonly LinkTo[] {
  return [
    ...linksIn(snapshot, [...(representation.links ?? []), ...markdownLink(representation)]),
    ...versionLinks(snapshot, representation),
  ];
}

/** Of a page whose own row does not name it. */
function markdownLink(row: Representation): readonly LinkTo[] {
  const markdown = markdownOf(row);
  if (markdown === undefined || markdown === row.markdown) return [];
  const href = templateOf(markdown.path);
  return [{ rel: 'alternate', href, type: 'text/markdown', isSpoken: true }];
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

/** The row that answers at a path: the form in JSON or Markdown where the caller prefers it. */
export function negotiate(representation: Representation, headers: Headers): Representation {
  const forms = formsOf(representation);
  if (forms.names.length === 0) return representation;
  const form = preferredForm(headers.get('accept'), forms.names);
  return (form && forms[form]) ?? representation;
}

type Forms = { readonly names: readonly NamedForm[] } & {
  readonly [name in NamedForm]: Representation | undefined;
};

/** What else is found at the address of a row. */
function formsOf(row: Representation): Forms {
  const found = known.get(row);
  if (found !== undefined) return found;
  const forms = readForms(row);
  known.set(row, forms);
  return forms;
}

const known = new WeakMap<Representation, Forms>();

function readForms(row: Representation): Forms {
  const json = row.json && atAddressOf(row, row.json, 'JSON');
  const own = markdownOf(row);
  const markdown = own && atAddressOf(row, own, 'Markdown');
  return {
    json,
    markdown,
    names: [...(json ? ['json' as const] : []), ...(markdown ? ['markdown' as const] : [])],
  };
}

// At the address of a page the answer depends on Accept (RFC 9110 section 12.5.5), at its own it does
// not: headers differ, so it is remembered apart.
function atAddressOf({ path }: Representation, form: Representation, name: string): Representation {
  return { ...form, path: `${path} as ${name}`, byAccept: true };
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
  const ancestors = representation.frameAncestors?.(snapshot) ?? "'none'";
  return {
    'content-security-policy': isPage(representation)
      ? `default-src 'none';${representation.scripts ? " script-src 'self';" : ''} style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`
      : "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...transportHeaders(place.origin),
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

function linkValue(link: LinkTo, { base, pages }: Place, params: Params): string {
  const { rel, href, type, title, isSpoken: inLanguage } = link;
  const root = inLanguage ? pages : base;
  const target = /^https?:/.test(href) ? href : `${root}${fillIn(href, params)}`;
  return `<${target}>; rel="${rel}"${type ? `; type="${type}"` : ''}${title ? `; title="${title}"` : ''}`;
}
