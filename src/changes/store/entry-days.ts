import { sql } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { Db } from '../../db/client.ts';
import { changeItems, changes } from '../table.ts';

export type EntryDays = {
  /** From when its first change holds: of an imported one the day that its history claims. */
  readonly first: Day;
  /** Whether that first change was imported. */
  readonly isClaimed: boolean;
  /** From when its substantive amendments hold, newest first, as far as its newest changes reach. */
  readonly amended: readonly Day[];
};

// An entry that was amended more often has no room for more notches.
const mostLookedAt = 100;

/** One statement: for each slug a seek to its first change, and a bounded range of its newest. */
export async function selectEntryDays(
  db: Db,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, EntryDays>> {
  const ofEntry = sql`SELECT change_id, kind, class FROM ${changeItems} WHERE slug = entry.value`;
  const first = sql`(${ofEntry} ORDER BY change_id LIMIT 1)`;
  const newest = sql`(${ofEntry} ORDER BY change_id DESC LIMIT ${mostLookedAt})`;
  const rows = await db
    .select({
      slug: sql<string>`entry.value`,
      first: sql<Day | null>`(SELECT c.effective_on FROM ${first} i JOIN ${changes} c ON c.id = i.change_id)`,
      isClaimed: sql<number>`EXISTS (SELECT 1 FROM ${first} i JOIN ${changes} c ON c.id = i.change_id WHERE c.claimed_at IS NOT NULL)`,
      amended: sql<string>`(
        SELECT json_group_array(c.effective_on) FROM ${newest} i JOIN ${changes} c ON c.id = i.change_id
        WHERE i.kind = 'amended' AND i.class = 'substantive' AND c.took_effect_at IS NOT NULL)`,
    })
    .from(sql`json_each(${JSON.stringify(slugs)}) entry`);
  return new Map(
    rows.flatMap(({ slug, first: day, isClaimed, amended }): [string, EntryDays][] =>
      day === null
        ? []
        : [[slug, { first: day, isClaimed: isClaimed === 1, amended: JSON.parse(amended) }]],
    ),
  );
}
