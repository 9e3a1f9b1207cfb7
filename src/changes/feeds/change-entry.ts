import type { RenderInput } from '../../publication/representation.ts';
import type { ChangeStep } from '../model.ts';
import { presentFeedEntry, relatedSteps } from '../present.ts';
import { changeUrl, stepUrl } from '../present-notice.ts';
import { stepTitle } from '../words.ts';
import { contentHtml, contentOf, contentText } from './content.ts';
import type { FeedEntry } from './document.ts';
import { tagsOf } from './tags.ts';

/** A step of a change. What was imported was published when its history says so, and came here later. */
export function changeEntry(entry: ChangeStep, { snapshot, place }: RenderInput): FeedEntry {
  const { step, change } = entry;
  const content = contentOf(entry, snapshot);
  return {
    id: `urn:uuid:${step.eventId}`,
    url: changeUrl(change.id, place),
    title: stepTitle(entry),
    published: change.claimedAt ?? step.at,
    updated: step.at,
    summary: content.paragraphs[0] ?? '',
    text: contentText(content),
    html: contentHtml(content),
    tags: tagsOf(entry),
    related: relatedSteps(entry).map((earlier) => ({
      id: `urn:uuid:${earlier.step.eventId}`,
      url: stepUrl(change.id, earlier.number, place),
      title: stepTitle({ change, step: earlier.step }),
    })),
    machine: presentFeedEntry(entry, place),
  };
}
