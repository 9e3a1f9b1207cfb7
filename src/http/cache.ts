import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { sha256 } from '../core/hash.ts';
import { type Language, languageOf } from '../core/language.ts';

export type Encoding = 'identity' | 'gzip' | 'br';

/** Below this a compressed body saves no packet. */
const worthCompressing = 1_000;

/**
 * The encoding that Accept-Encoding prefers among those spoken here, RFC 9110 section 12.5.3; at equal
 * weight brotli, then gzip. Without the header nothing is compressed.
 */
export function chooseEncoding(accept: string | null | undefined): Encoding {
  if (!accept) return 'identity';
  const known = chosen.get(accept);
  if (known) return known;
  const encoding = weighEncodings(accept);
  if (chosen.size >= 200) chosen.clear();
  if (accept.length <= 200) chosen.set(accept, encoding);
  return encoding;
}

// Clients send a handful of different headers; the limits are for those who invent them.
const chosen = new Map<string, Encoding>();

function weighEncodings(accept: string): Encoding {
  const weights = new Map(accept.split(',').map((part) => weighted(part)));
  const of = (coding: Encoding) =>
    weights.get(coding) ??
    (coding === 'identity' ? undefined : weights.get('*')) ??
    (coding === 'identity' ? 0.001 : 0);
  const best = (['br', 'gzip', 'identity'] as const).toSorted((a, b) => of(b) - of(a))[0];
  // Who refuses even identity and names nothing else gets it all the same, rather than a 406.
  return best !== undefined && of(best) > 0 ? best : 'identity';
}

/**
 * The language of ours that Accept-Language puts first, RFC 9110 section 12.5.4; at equal weight the one
 * named first. None where it names none of them.
 */
export function preferredLanguage(accept: string | null | undefined): Language | undefined {
  if (!accept) return undefined;
  const known = preferred.get(accept);
  if (known !== undefined) return known || undefined;
  const language = weighLanguages(accept);
  if (preferred.size >= 200) preferred.clear();
  if (accept.length <= 200) preferred.set(accept, language ?? false);
  return language;
}

const preferred = new Map<string, Language | false>();

function weighLanguages(accept: string): Language | undefined {
  const named = accept.split(',').flatMap((part) => {
    const [tag, weight] = weighted(part);
    const language = languageOf(tag);
    return language === undefined || weight === 0 ? [] : [{ language, weight }];
  });
  return named.toSorted((a, b) => b.weight - a.weight)[0]?.language;
}

/** Forms that an address may have beside its page, each by the media types that ask for it. */
const namedForms = {
  json: ['application/json', 'application/problem+json'],
  markdown: ['text/markdown'],
} as const;

export type NamedForm = keyof typeof namedForms;

/**
 * The form that is asked for by name and preferred to HTML, among those there are; undefined for HTML.
 * RFC 9110 section 12.5.1; at equal weight the form goes before HTML, and JSON before Markdown.
 */
export function preferredForm(
  accept: string | null | undefined,
  forms: readonly NamedForm[],
): NamedForm | undefined {
  if (!accept || !/json|markdown/i.test(accept)) return undefined;
  const weights = new Map(accept.split(',').map((part) => weighted(part)));
  const best = (...types: readonly string[]) => {
    const named = types.flatMap((type) => weights.get(type) ?? []);
    return named.length === 0 ? undefined : Math.max(...named);
  };
  const html = best('text/html', 'application/xhtml+xml') ?? best('text/*') ?? best('*/*') ?? 0;
  const asked = forms
    .map((form) => ({ form, weight: best(...namedForms[form]) ?? 0 }))
    .filter(({ weight }) => weight > 0 && weight >= html);
  return asked.toSorted((a, b) => b.weight - a.weight)[0]?.form;
}

/** Whether JSON is asked for by name and preferred to HTML; a tie goes to JSON. */
export function prefersJson(accept: string | null | undefined): boolean {
  return preferredForm(accept, ['json']) === 'json';
}

/**
 * Whether the caller holds the current bytes, RFC 9110 section 13.2.2: If-None-Match decides, and only
 * without it If-Modified-Since. Tags are compared weakly, because a proxy that compresses weakens them.
 */
export function isUnmodified(
  current: { readonly etag: string; readonly lastModified: number },
  asked: Pick<Headers, 'get'>,
): boolean {
  const ifNoneMatch = asked.get('if-none-match');
  if (ifNoneMatch) {
    if (ifNoneMatch === current.etag) return true;
    return (
      ifNoneMatch.trim() === '*' ||
      ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === current.etag)
    );
  }
  const ifModifiedSince = asked.get('if-modified-since');
  if (!ifModifiedSince) return false;
  const since = Date.parse(ifModifiedSince);
  return (
    !Number.isNaN(since) && Math.floor(current.lastModified / 1000) <= Math.floor(since / 1000)
  );
}

/** A strong entity tag: equal tags, equal bytes. Each encoding has its own, RFC 9110 section 8.8.1. */
export function strongEtag(body: Uint8Array): string {
  return `"${sha256(body).slice(0, 32)}"`;
}

/** The encoding that pays for a body: what is small or compressed already goes as it is. */
export function worthwhile(encoding: Encoding, body: Uint8Array, mediaType: string): Encoding {
  return body.byteLength < worthCompressing ||
    !/^text\/|json|xml|javascript|svg|octet-stream/.test(mediaType)
    ? 'identity'
    : encoding;
}

/** gzip 6 and brotli 5: for 45 kB about a millisecond, once per version. */
export async function encode(
  body: Uint8Array<ArrayBuffer>,
  encoding: Encoding,
): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'gzip') return new Uint8Array(await gzipped(body, { level: 6 }));
  if (encoding === 'br')
    return new Uint8Array(
      await brotlied(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    );
  return body;
}

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

function weighted(part: string): [string, number] {
  const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = q === undefined ? 1 : Number(q);
  return [name, Number.isFinite(weight) ? Math.min(Math.max(weight, 0), 1) : 0];
}
