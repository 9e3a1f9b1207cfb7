import { and, asc, eq, gt } from 'drizzle-orm';
import { asSubscriptionId, type SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { subscriptions } from '../table.ts';

/** The next mailboxes of a domain in the order of ids. */
export async function selectMailboxesAt(
  db: Db,
  host: string,
  after: string,
  limit: number,
): Promise<readonly SubscriptionId[]> {
  const { id, channel } = subscriptions;
  const rows = await db
    .select({ id })
    .from(subscriptions)
    .where(and(eq(subscriptions.host, host), gt(id, asSubscriptionId(after)), eq(channel, 'email')))
    .orderBy(asc(id))
    .limit(limit);
  return rows.map((row) => row.id);
}
