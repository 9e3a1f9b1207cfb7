import { mayObject } from '../../changes/standing.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import type { Tells } from '../../subscribers/model/topics.ts';
import { type Folded, fold } from './folding.ts';
import type { Happening } from './told.ts';

type ChangeTold = Extract<Happening, { kind: 'change' }>;

/** What stands by itself in a digest. */
export type Section =
  | { readonly kind: 'alone'; readonly happening: Happening }
  /** Changes to the same entries, oldest first, as what is left of them. */
  | ({ readonly kind: 'together'; readonly changes: readonly ChangeTold[] } & Folded);

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

/** Changes that took effect and touch the same entries are told together, where the last of them would stand. */
export function sectionsOf(happenings: readonly Happening[]): readonly Section[] {
  const together = new Map(
    relatedOf(happenings.filter(isFoldable)).flatMap((group) =>
      group.map((each) => [each.seq, group]),
    ),
  );
  return happenings.flatMap((happening): readonly Section[] => {
    const group = together.get(happening.seq);
    if (group === undefined || group.length === 1) return [{ kind: 'alone', happening }];
    if (group.at(-1)?.seq !== happening.seq) return [];
    return [{ kind: 'together', changes: group, ...fold(group.map(({ change }) => change)) }];
  });
}

/** In effect, with no objection to come: what can still be objected to is told by itself, and so is what is yet to come. */
function isFoldable(happening: Happening): happening is ChangeTold {
  if (happening.kind !== 'change') return false;
  const { change, step } = happening;
  return step.name === 'in-effect' && change.claimedAt === undefined && !mayObject(change);
}

type Group = { readonly slugs: ReadonlySet<string>; readonly changes: readonly ChangeTold[] };

/** Groups in which each change shares an entry with another. */
function relatedOf(changes: readonly ChangeTold[]): readonly (readonly ChangeTold[])[] {
  let groups: readonly Group[] = [];
  for (const each of changes) {
    const slugs = each.change.items.map(({ slug }) => slug);
    const isTouched = (group: Group) => slugs.some((slug) => group.slugs.has(slug));
    const touched = groups.filter(isTouched);
    groups = [
      ...groups.filter((group) => !touched.includes(group)),
      {
        slugs: new Set([...slugs, ...touched.flatMap((group) => [...group.slugs])]),
        changes: [...touched.flatMap((group) => group.changes), each],
      },
    ];
  }
  return groups.map((group) => group.changes.toSorted((a, b) => a.seq - b.seq));
}
