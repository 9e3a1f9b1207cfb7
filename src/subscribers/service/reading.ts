import type { Deps } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { type Channel, type Subscription, streams } from '../model/subscription.ts';
import type { Tells } from '../model/topics.ts';
import { selectIdsByHashes } from '../store/personal-data.ts';
import * as store from '../store/reading.ts';
import { countDisabled, selectChosen } from '../store/staff-recipients.ts';

/** By id; those that do not exist are absent. */
export async function loadSubscriptions(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, Subscription>> {
  const found = await store.selectSubscriptions(db, keys, ids);
  return new Map(found.map((each) => [each.id, each]));
}

/** All that an address has, of every stream, in the order of ids. */
export async function listSubscriptionsOf(
  db: Db,
  hashes: readonly string[],
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly SubscriptionId[]> {
  return selectIdsByHashes(db, hashes, { streams }, page);
}

/**
 * Who is to be told of an event at once, among the next `limit` active subscriptions in the order of
 * ids, beginning behind `after`; `last` is where to go on, absent at the end.
 */
export async function listRecipients(
  db: Db,
  told: Tells & { readonly at: Date },
  after: string,
  limit: number,
): Promise<store.Recipients> {
  return store.selectRecipients(db, told, after, limit);
}

/** How many hear of such an event with their next digest instead. */
export async function countDigested(db: Db, tells: Tells): Promise<number> {
  return store.countDigested(db, tells);
}

/** Who gets alerts of this deployment: the active members of the staff stream. */
export async function listAlertRecipients(
  db: Db,
): Promise<readonly { readonly id: SubscriptionId; readonly channel: Channel }[]> {
  return selectChosen(db, 'staff');
}

export async function countDisabledSubscriptions(db: Db): Promise<number> {
  return countDisabled(db);
}
