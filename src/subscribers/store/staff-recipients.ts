import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Channel, Stream } from '../model/subscription.ts';
import { subscriptions } from '../table.ts';
import { isOfStream } from './listing.ts';

/** Those of a stream whose members are named by staff that are in force, in the order of ids. */
export async function selectChosen(
  db: Db,
  stream: Exclude<Stream, 'subscriber'>,
): Promise<readonly { readonly id: SubscriptionId; readonly channel: Channel }[]> {
  return db
    .select({ id: subscriptions.id, channel: subscriptions.channel })
    .from(subscriptions)
    .where(and(isOfStream(stream), eq(subscriptions.state, 'active')))
    .orderBy(asc(subscriptions.id));
}

export async function countDisabled(db: Db): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(subscriptions)
    .where(sql`state = 'disabled'`);
  return row?.count ?? 0;
}
