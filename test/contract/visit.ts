import type { World } from '../support/app.ts';
import { readHtml, type Seen } from '../support/html.ts';

/** An answer of the demo, with what it leads to. */
export type Visit = {
  /** Path and query, below the origin. */
  readonly address: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Elements of a page; none of anything else. */
  readonly elements: readonly Seen[];
  readonly links: readonly Link[];
};

type Link = {
  readonly from: string;
  /** The element, header or format that holds it. */
  readonly by: string;
  readonly url: URL;
};

/** Follows every link of our own, wherever it stands, until nothing new is found. */
export async function visitAll(
  trust: World,
  starts: readonly string[],
): Promise<ReadonlyMap<string, Visit>> {
  const { origin } = trust.deps.config;
  const visits = new Map<string, Visit>();
  const waiting = [...starts];
  while (waiting.length > 0) {
    const address = waiting.pop() ?? '';
    if (visits.has(address)) continue;
    const visit = await visitOne(trust, address);
    visits.set(address, visit);
    if (visits.size > 4_000)
      throw new Error(`the site does not end: ${[...visits.keys()].join('\n')}`);
    const ours = visit.links.filter(({ url }) => url.origin === origin && !isRepeated(url));
    waiting.push(...ours.map(({ url }) => addressOf(url)));
  }
  return visits;
}

/**
 * What another address stands for: the Markdown of other languages and of pasts, pasts in other
 * languages, and every order of a part or a past of the list.
 */
export function isRepeated({ pathname, search }: URL): boolean {
  const isGerman = /^\/trust\/de(?:\/|\.|$)/.test(pathname);
  if (pathname.endsWith('.md')) return search !== '' || isGerman;
  if (isGerman && /known_at|as_of|country=/.test(search)) return true;
  return /sort=/.test(search) && /known_at|country=|service=/.test(search);
}

export function addressOf(url: URL): string {
  return `${url.pathname}${url.search}`;
}

async function visitOne(trust: World, address: string): Promise<Visit> {
  const { status, headers, text } = await trust.get(address);
  const isPage = headers.get('content-type')?.startsWith('text/html') === true;
  // A fragment becomes a page where it is included.
  const isFragment = /\/embed\/\w+\.html(\?|$)/.test(address);
  const elements = isPage ? readHtml(isFragment ? `<!doctype html>${text}` : text) : [];
  const base = `${trust.deps.config.origin}${address}`;
  const link = (by: string, href: string): readonly Link[] =>
    URL.canParse(href, base) ? [{ from: address, by, url: new URL(href, base) }] : [];
  const inHeader = [...(headers.get('link') ?? '').matchAll(/<([^>]*)>/g)];
  const origin = trust.deps.config.origin.replaceAll('.', String.raw`\.`);
  const absolute = isPage ? [] : [...text.matchAll(new RegExp(`${origin}[^\\s"'<>\\\\)]*`, 'g'))];
  return {
    address,
    status,
    headers,
    text,
    elements,
    links: [
      ...elements.flatMap((element) =>
        hrefsOf(element).flatMap((href) => link(element.name, href)),
      ),
      ...inHeader.flatMap(([, href = '']) => link('Link', href)),
      ...absolute.flatMap(([href]) => link('text', href.replaceAll('&amp;', '&'))),
    ],
  };
}

function hrefsOf({ attributes }: Seen): readonly string[] {
  return ['href', 'src', 'action', 'data', 'poster', 'formaction'].flatMap(
    (name) => attributes[name] ?? [],
  );
}
