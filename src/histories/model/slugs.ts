import { slugify } from '../../core/text.ts';
import type { Revision } from './history.ts';

const longest = 60;

/**
 * The slug of each entry: the last key it had, so that the register of today has today's addresses.
 * An entry that came back after it had ended is another entry: `-2`.
 */
export function slugsOf(revisions: readonly Revision[]): Slugs {
  const keys = new Map<number, string>();
  for (const { rows } of revisions)
    for (const { entity, key, facts } of rows)
      keys.set(entity, slugify(key) || slugify(facts.name) || 'entry');
  const taken = new Set<string>();
  const warnings: string[] = [];
  // In the order of their first appearance.
  const slugs = new Map(
    [...keys].map(([entity, key]) => {
      const slug = freeSlug(key, taken);
      if (slug !== key)
        warnings.push(`${key} is the slug of an earlier entry; this one is ${slug}.`);
      taken.add(slug);
      return [entity, slug];
    }),
  );
  return { slugs, warnings };
}

type Slugs = {
  readonly slugs: ReadonlyMap<number, string>;
  readonly warnings: readonly string[];
};

function freeSlug(key: string, taken: ReadonlySet<string>): string {
  let slug = key;
  for (let number = 2; taken.has(slug); number += 1) {
    const end = `-${number}`;
    slug = `${key.slice(0, longest - end.length).replace(/-+$/, '')}${end}`;
  }
  return slug;
}
