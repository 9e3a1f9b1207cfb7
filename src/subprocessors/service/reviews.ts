import type { Ctx, System } from '../../context.ts';
import { addDays, type Day, dayOf, weekdayOf } from '../../core/day.ts';
import { alertOnce } from '../../deliveries/service/alerts.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { listEntries } from './entries.ts';

/** An entry that was to be looked at again before today. */
export type OverdueReview = { readonly slug: string; readonly due: Day };

/** Of entries that have not ended, the longest overdue first. */
export async function listOverdueReviews(ctx: Ctx): Promise<readonly OverdueReview[]> {
  const today = await todayAt(ctx);
  return (await listEntries(ctx.deps.db))
    .flatMap(({ slug, state, facts: { nextReviewDue: due } }) =>
      due !== undefined && due < today && state !== 'ended' ? [{ slug, due }] : [],
    )
    .toSorted((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due)));
}

/**
 * Looks through the register once in each week that begins on Monday where the company is, and tells
 * staff which reviews are overdue; after downtime on the first day there is. How many were told.
 */
export async function remindOfReviews(ctx: Ctx<System>): Promise<number> {
  const overdue = await listOverdueReviews(ctx);
  const [oldest] = overdue;
  if (!oldest) return 0;
  const today = await todayAt(ctx);
  const monday = addDays(today, 1 - weekdayOf(today));
  const alert = {
    kind: 'reviews-overdue',
    entries: overdue.length,
    oldestDue: oldest.due,
  } as const;
  return alertOnce(ctx, alert, `alert:reviews:${monday}`);
}

async function todayAt({ deps, now }: Ctx): Promise<Day> {
  const { value: organisation } = await getOrganisation(deps.db);
  return dayOf(now, organisation.timeZone);
}
