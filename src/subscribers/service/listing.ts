import type { Deps } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Subscription } from '../model/subscription.ts';
import type { SubscriptionFilter } from '../store/listing.ts';
import { countSubscriptions as count, selectPage } from '../store/listing.ts';

/** In the order of ids. `next` continues the list; null at its end. */
export async function listSubscriptions(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  filter: SubscriptionFilter,
  limit: number,
): Promise<{ readonly items: readonly Subscription[]; readonly next: SubscriptionId | null }> {
  const found = await selectPage(db, keys, filter, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** How many there are of those, whatever page of them is asked for. */
export async function countSubscriptions(
  { db }: Pick<Deps, 'db'>,
  filter: Omit<SubscriptionFilter, 'after'>,
): Promise<number> {
  return count(db, filter);
}
