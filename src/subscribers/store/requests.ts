import { and, asc, eq, lt, lte, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { DisabledReason } from '../model/subscription.ts';
import { subscriptionRequests, subscriptions, suppressions } from '../table.ts';

export type NewRequest = Omit<typeof subscriptionRequests.$inferInsert, 'id'>;
export type StoredRequest = typeof subscriptionRequests.$inferSelect;

export async function insertRequest(tx: Tx, request: NewRequest): Promise<void> {
  await tx.insert(subscriptionRequests).values(request);
}

/** What is to be worked off by now, in the order in which it is due. */
export async function selectRequestIds(
  db: Db,
  now: Date,
  limit: number,
): Promise<readonly number[]> {
  const rows = await db
    .select({ id: subscriptionRequests.id })
    .from(subscriptionRequests)
    .where(lte(subscriptionRequests.dueAt, now))
    .orderBy(asc(subscriptionRequests.dueAt), asc(subscriptionRequests.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Takes a request out; undefined where another worker was first. */
export async function takeRequest(tx: Tx, id: number): Promise<StoredRequest | undefined> {
  const [row] = await tx
    .delete(subscriptionRequests)
    .where(eq(subscriptionRequests.id, id))
    .returning();
  return row;
}

export async function deleteRequestsOf(tx: Tx, addressHash: string): Promise<void> {
  await tx.delete(subscriptionRequests).where(eq(subscriptionRequests.addressHash, addressHash));
}

export async function isSuppressed(db: Db, addressHash: string): Promise<boolean> {
  const rows = await db
    .select({ at: suppressions.at })
    .from(suppressions)
    .where(eq(suppressions.addressHash, addressHash));
  return rows.length > 0;
}

export async function insertSuppression(
  tx: Tx,
  addressHash: string,
  reason: DisabledReason,
  at: Date,
): Promise<void> {
  await tx.insert(suppressions).values({ addressHash, reason, at }).onConflictDoNothing();
}

export async function deletePending(tx: Tx, id: SubscriptionId): Promise<void> {
  await tx
    .delete(subscriptions)
    .where(and(eq(subscriptions.id, id), eq(subscriptions.state, 'pending')));
}

export async function hasPendingBefore(db: Db, moment: Date): Promise<boolean> {
  const rows = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(old(moment))
    .limit(1);
  return rows.length > 0;
}

export async function deletePendingBefore(tx: Tx, moment: Date): Promise<number> {
  const rows = await tx
    .delete(subscriptions)
    .where(old(moment))
    .returning({ id: subscriptions.id });
  return rows.length;
}

// Written out, for an index of the pending ones.
function old(moment: Date) {
  return and(sql`${subscriptions.state} = 'pending'`, lt(subscriptions.createdAt, moment));
}
