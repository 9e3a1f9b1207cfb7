import { and, asc, eq, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Channel, Stream } from '../model/subscription.ts';
import { subscriptions } from '../table.ts';

// As the partial index says it, word for word, or SQLite does not use it.
const isChosen = sql`stream <> 'subscriber'`;

/** Those of a stream whose members are named by staff that are in force, in the order of ids. */
export async function selectChosen(
  db: Db,
  stream: Exclude<Stream, 'subscriber'>,
): Promise<readonly { readonly id: SubscriptionId; readonly channel: Channel }[]> {
  return db
    .select({ id: subscriptions.id, channel: subscriptions.channel })
    .from(subscriptions)
    .where(and(isChosen, eq(subscriptions.stream, stream), eq(subscriptions.state, 'active')))
    .orderBy(asc(subscriptions.id));
}
