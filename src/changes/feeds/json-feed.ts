import type { RenderInput } from '../../publication/representation.ts';
import type { ChangeStep } from '../model.ts';
import { changeUrl, presentFeedEntry } from '../present.ts';
import { stepTitle } from '../words.ts';
import { contentHtml, contentOf, contentText } from './content.ts';
import type { FeedPage } from './feed-page.ts';
import { tagsOf } from './tags.ts';

/** JSON Feed 1.1; `next_url` leads through the archives, `_annex` carries the change for machines. */
export function renderJsonFeed(page: FeedPage, input: RenderInput): string {
  const { snapshot, place } = input;
  const { organisation } = snapshot;
  const home = `${place.origin}${place.base}`;
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: page.title,
    home_page_url: `${home}/changes`,
    feed_url: page.self,
    description: page.description,
    language: organisation.languages[0],
    next_url: page.previous,
    authors: [{ name: organisation.name, url: home }],
    items: page.steps.map((entry) => itemOf(entry, input)),
  });
}

function itemOf(entry: ChangeStep, { snapshot, place }: RenderInput) {
  const { step, change } = entry;
  const content = contentOf(entry, snapshot);
  return {
    id: `urn:uuid:${step.eventId}`,
    url: changeUrl(change.id, place),
    title: stepTitle(entry),
    content_text: contentText(content),
    content_html: contentHtml(content),
    summary: content.paragraphs[0],
    ...datesOf(entry),
    tags: tagsOf(entry),
    _annex: presentFeedEntry(entry, place),
  };
}

/** What was imported was published when its history says so, and came here later. */
function datesOf({ step, change: { claimedAt } }: ChangeStep) {
  const recorded = step.at.toISOString();
  return claimedAt === undefined
    ? { date_published: recorded }
    : { date_published: claimedAt.toISOString(), date_modified: recorded };
}
