import type { Subscription } from '../../subscribers/model/subscription.ts';
import type { Tells } from '../../subscribers/model/topics.ts';
import type { Happening } from './told.ts';

/** Whether a recipient follows what was told at `at`: the same rule by which SQL plans. */
export function follows(
  { topics, services, confirmedAt }: Subscription,
  told: Tells & { readonly at: Date },
): boolean {
  if (!confirmedAt || told.at < confirmedAt || !topics.includes(told.topic)) return false;
  const concernsAll = services.length === 0 || told.services.length === 0;
  return concernsAll || told.services.some((slug) => services.includes(slug));
}

/** Oldest first. Of a change or a post of which several things happened only the last is told: it says how it stands. */
export function netOf(happenings: readonly Happening[]): readonly Happening[] {
  const sorted = happenings.toSorted((a, b) => a.seq - b.seq);
  const last = new Map(sorted.map((each) => [subjectOf(each), each]));
  return sorted.filter((each) => last.get(subjectOf(each)) === each);
}

function subjectOf(happening: Happening): string {
  if (happening.kind === 'change') return `change ${happening.change.id}`;
  return `post ${happening.thread.number} ${happening.post.position}`;
}
