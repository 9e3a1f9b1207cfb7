import { mayObject } from '../../changes/standing.ts';
import { type Folded, fold } from '../model/folding.ts';
import type { Happening } from '../model/told.ts';

type ChangeTold = Extract<Happening, { kind: 'change' }>;

/** What stands by itself in a digest. */
export type Section =
  | { readonly kind: 'alone'; readonly happening: Happening }
  /** Changes to the same entries, oldest first, as what is left of them. */
  | ({ readonly kind: 'together'; readonly changes: readonly ChangeTold[] } & Folded);

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
