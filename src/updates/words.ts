import { listInWords, serviceNames } from '../changes/field-text.ts';
import type { Language } from '../core/language.ts';
import type { Service } from '../organisation/model.ts';
import { isOpen, type Post, type Thread } from './model.ts';
import { updateWords } from './words/pages.ts';

export const {
  topics: topicWords,
  statuses: statusWords,
  severities: severityWords,
} = updateWords.en.names;

/** A status is a word and a shape; `shape` completes the class name `is-…`. */
export function statusOf(
  thread: Thread,
  language: Language = 'en',
): { readonly word: string; readonly shape: string } {
  const { topics, statuses, withdrawn } = updateWords[language].names;
  if (thread.isWithdrawn) return { word: withdrawn, shape: 'ended' };
  if (thread.topic !== 'incident') return { word: topics[thread.topic], shape: 'news' };
  const word = thread.status === undefined ? topics.incident : statuses[thread.status];
  return { word, shape: isOpen(thread) ? 'announced' : 'current' };
}

/** `Major incident`, `Policy`. */
export function kindOf(
  { topic, severity }: Pick<Thread, 'topic' | 'severity'>,
  language: Language = 'en',
): string {
  const { topics, incidents } = updateWords[language].names;
  return severity === undefined ? topics[topic] : incidents[severity];
}

/** What one post is, as a heading among the others of its thread. */
export function postWord(
  { position, status }: Pick<Post, 'position' | 'status'>,
  language: Language = 'en',
): string {
  const { statuses, posted, followUp } = updateWords[language].names;
  if (status !== undefined) return statuses[status];
  return position === 1 ? posted : followUp;
}

/** The title of a withdrawal in a feed. */
export function withdrawalTitle({ title }: Thread): string {
  return `Withdrawn: ${title}`;
}

/** The title of one post in a feed; it keeps it when it is withdrawn. */
export function postTitle(post: Post, thread: Thread): string {
  return post.position === 1 && post.status === undefined
    ? thread.title
    : `${postWord(post)}: ${thread.title}`;
}

/** `Website and Qluster service`; every service where none is named. */
export function audienceOf(
  slugs: readonly string[],
  services: readonly Service[],
  language: Language = 'en',
): string {
  if (slugs.length === 0) return updateWords[language].names.allServices;
  return listInWords(serviceNames(slugs, services), undefined, language);
}
