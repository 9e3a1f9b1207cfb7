import type { Item } from 'feed';
import type { RenderInput } from '../../publication/representation.ts';
import { escapeHtml } from './content.ts';
import type { FeedEntry, FeedPage, Related } from './document.ts';

const historyNamespace = 'http://purl.org/syndication/history/1.0';
const threadNamespace = 'http://purl.org/syndication/thread/1.0';

/** Atom, RFC 4287. The package writes titles as HTML in CDATA and knows no RFC 5005: mended afterwards. */
export async function renderAtom(page: FeedPage, input: RenderInput): Promise<string> {
  const feed = await fill(page, input);
  const entries = page.entries[Symbol.iterator]();
  const language = escapeHtml(input.snapshot.organisation.languages[0] ?? 'en');
  return feed
    .atom1()
    .replaceAll('<title type="html"><![CDATA[', '<title type="text">')
    .replaceAll(']]></title>', '</title>')
    .replace(
      /<link href="([^"]*)"\/>/g,
      (_, href: string) => `${entryLinks(href)}${relatedOf(entries.next().value)}`,
    )
    .replace(/<feed [^>]*>/, (tag) => {
      const start = `${tag.slice(0, -1)} xmlns:fh="${historyNamespace}" xmlns:thr="${threadNamespace}" xml:lang="${language}">`;
      return `${start}${historyOf(page, 'link')}`;
    });
}

/** What came before of the same change: RFC 4685 for readers that draw threads, plain links for all others. */
function relatedOf(entry: FeedEntry | undefined): string {
  const [first, ...rest] = entry?.related ?? [];
  if (first === undefined) return '';
  const links = [first, ...rest].map(relatedLink('link'));
  return `<thr:in-reply-to ref="${first.id}" href="${escapeHtml(first.url)}" type="text/html"/>${links.join('')}`;
}

function relatedLink(element: string) {
  return ({ url, title }: Related) =>
    `<${element} rel="related" type="text/html" title="${dropIllegal(escapeHtml(title))}" href="${escapeHtml(url)}"/>`;
}

/** RSS 2.0, with the links that RSS lacks in Atom's namespace. */
export async function renderRss(page: FeedPage, input: RenderInput): Promise<string> {
  const feed = await fill(page, input);
  const entries = page.entries[Symbol.iterator]();
  return feed
    .rss2()
    .replaceAll('<title><![CDATA[', '<title>')
    .replaceAll(']]></title>', '</title>')
    .replaceAll(
      '</item>',
      () =>
        `${(entries.next().value?.related ?? []).map(relatedLink('atom:link')).join('')}</item>`,
    )
    .replace('<rss ', () => `<rss xmlns:fh="${historyNamespace}" `)
    .replace('<channel>', () => `<channel>${historyOf(page, 'atom:link')}`);
}

async function fill(page: FeedPage, input: RenderInput) {
  // Loaded with the first feed, not with the first page.
  const { Feed } = await import('feed');
  const { snapshot, place } = input;
  const feed = new Feed({
    id: textNode(page.current),
    title: textNode(page.title),
    description: textNode(page.description),
    link: page.home,
    feed: page.self,
    updated: page.updated,
    language: textNode(snapshot.organisation.languages[0] ?? 'en'),
    generator: 'Annex',
    author: { name: textNode(snapshot.organisation.name), link: `${place.origin}${place.base}` },
  });
  for (const entry of page.entries) feed.addItem(itemOf(entry));
  return feed;
}

function itemOf(entry: FeedEntry): Item {
  return {
    id: entry.id,
    title: markup(entry.title),
    link: entry.url,
    date: entry.updated,
    published: entry.published,
    description: dropIllegal(`<p>${escapeHtml(entry.summary)}</p>`),
    content: dropIllegal(entry.html),
    category: entry.tags.map((tag) => ({ name: tag, term: tag })),
  };
}

/** The page for people and the same for machines, as RFC 4287 section 4.2.7.2 names them. */
function entryLinks(href: string): string {
  return (
    `<link rel="alternate" type="text/html" href="${href}"/>` +
    `<link rel="related" type="application/json" href="${href.replace(/#.*/, '')}.json"/>`
  );
}

function historyOf({ isArchive, current, previous }: FeedPage, element: string): string {
  const links = [
    ...(previous === undefined ? [] : [['prev-archive', previous] as const]),
    ...(isArchive ? [['current', current] as const] : []),
  ];
  const written = links.map(
    ([rel, href]) => `<${element} rel="${rel}" href="${escapeHtml(href)}"/>`,
  );
  return `${isArchive ? '<fh:archive/>' : ''}${written.join('')}`;
}

/** What goes into CDATA and, for a title, out of it again: the same escapes serve HTML and XML. */
function markup(text: string): string {
  return dropIllegal(escapeHtml(text));
}

// xml-js takes every `&amp;` for an ampersand already escaped, so all of them must be.
function textNode(text: string): string {
  return dropIllegal(text).replaceAll('&', '&amp;');
}

/** Only what XML 1.0 section 2.2 calls a character; half a surrogate pair becomes U+FFFD. */
function dropIllegal(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the ones to drop
  return text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}
