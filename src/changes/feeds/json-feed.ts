import type { RenderInput } from '../../publication/representation.ts';
import type { FeedEntry, FeedPage } from './document.ts';

/** JSON Feed 1.1; `next_url` leads through the archives, `_annex` carries the entry for machines. */
export function renderJsonFeed(page: FeedPage, input: RenderInput): string {
  const { snapshot, place } = input;
  const { organisation } = snapshot;
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: page.title,
    home_page_url: page.home,
    feed_url: page.self,
    description: page.description,
    language: organisation.languages[0],
    next_url: page.previous,
    authors: [{ name: organisation.name, url: `${place.origin}${place.base}` }],
    items: page.entries.map(itemOf),
  });
}

function itemOf({ id, url, title, text, html, summary, tags, machine, ...dates }: FeedEntry) {
  const { published, updated } = dates;
  return {
    id,
    url,
    title,
    content_text: text,
    content_html: html,
    summary,
    date_published: published.toISOString(),
    ...(updated.getTime() !== published.getTime() && { date_modified: updated.toISOString() }),
    tags,
    _annex: machine,
  };
}
