import type { Service } from '../organisation/model.ts';
import {
  type IncidentStatus,
  isOpen,
  type Post,
  type Severity,
  type Thread,
  type Topic,
} from './model.ts';

export const topicWords: Readonly<Record<Topic, string>> = {
  security: 'Security',
  incident: 'Incident',
  policy: 'Policy',
  document: 'Document',
  product: 'Product',
};

export const statusWords: Readonly<Record<IncidentStatus, string>> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
};

export const severityWords: Readonly<Record<Severity, string>> = {
  minor: 'Minor',
  major: 'Major',
  critical: 'Critical',
};

/** A status is a word and a shape; `shape` completes the class name `is-…`. */
export function statusOf(thread: Thread): { readonly word: string; readonly shape: string } {
  if (thread.isWithdrawn) return { word: 'Withdrawn', shape: 'ended' };
  if (thread.topic !== 'incident') return { word: topicWords[thread.topic], shape: 'news' };
  const word = thread.status === undefined ? topicWords.incident : statusWords[thread.status];
  return { word, shape: isOpen(thread) ? 'announced' : 'current' };
}

/** `Major incident`, `Policy`. */
export function kindOf({ topic, severity }: Pick<Thread, 'topic' | 'severity'>): string {
  if (severity === undefined) return topicWords[topic];
  return `${severityWords[severity]} incident`;
}

/** What one post is, as a heading among the others of its thread. */
export function postWord({ position, status }: Pick<Post, 'position' | 'status'>): string {
  if (status !== undefined) return statusWords[status];
  return position === 1 ? 'Posted' : 'Follow-up';
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
export function audienceOf(slugs: readonly string[], services: readonly Service[]): string {
  if (slugs.length === 0) return 'All services';
  const names = slugs.map((slug) => services.find((each) => each.slug === slug)?.name ?? slug);
  return names.length === 1
    ? String(names[0])
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
