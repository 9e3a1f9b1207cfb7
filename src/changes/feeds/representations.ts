import { polled } from '../../publication/headers.ts';
import type { LinkTo, Queried } from '../../publication/representation.ts';
import type { FeedPath } from './document.ts';
import { feedParams, loadFeedPage } from './feed-page.ts';
import { renderJsonFeed } from './json-feed.ts';
import { renderAtom, renderRss } from './xml-feeds.ts';

/** For page heads and `Link` headers. */
export const feedLinks: readonly LinkTo[] = [
  { rel: 'alternate', href: '/feed.atom', type: 'application/atom+xml', title: 'Changes' },
  { rel: 'alternate', href: '/feed.rss', type: 'application/rss+xml', title: 'Changes' },
  { rel: 'alternate', href: '/feed.json', type: 'application/feed+json', title: 'Changes' },
];

export const feedAtom: Queried = {
  ...rowOf('/feed.atom', 'application/atom+xml'),
  render: async (input) => ({
    body: await renderAtom(await loadFeedPage(input, '/feed.atom'), input),
  }),
};

export const feedRss: Queried = {
  ...rowOf('/feed.rss', 'application/rss+xml'),
  render: async (input) => ({
    body: await renderRss(await loadFeedPage(input, '/feed.rss'), input),
  }),
};

export const feedJson: Queried = {
  ...rowOf('/feed.json', 'application/feed+json'),
  render: async (input) => ({
    body: renderJsonFeed(await loadFeedPage(input, '/feed.json'), input),
  }),
};

function rowOf(path: FeedPath, type: string) {
  return {
    kind: 'queried' as const,
    path,
    mediaType: `${type}; charset=utf-8`,
    params: feedParams,
    cacheControl: polled,
    links: [{ rel: 'alternate', href: '/changes', type: 'text/html' }],
  };
}
