import { and, asc, eq, gt, ne } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { DisabledReason, Stream } from '../model/subscription.ts';
import { subscriptions, suppressions } from '../table.ts';

export type Suppression = typeof suppressions.$inferSelect;

export async function selectSuppressions(
  db: Db,
  after: string | undefined,
  limit: number,
): Promise<readonly Suppression[]> {
  return db
    .select()
    .from(suppressions)
    .where(after === undefined ? undefined : gt(suppressions.addressHash, after))
    .orderBy(asc(suppressions.addressHash))
    .limit(limit);
}

export async function selectSuppression(
  db: Db,
  addressHash: string,
): Promise<Suppression | undefined> {
  const [row] = await db
    .select()
    .from(suppressions)
    .where(eq(suppressions.addressHash, addressHash));
  return row;
}

export async function saveSuppression(tx: Tx, row: Suppression): Promise<void> {
  const { addressHash: _, ...set } = row;
  await tx
    .insert(suppressions)
    .values(row)
    .onConflictDoUpdate({ target: suppressions.addressHash, set });
}

export async function deleteSuppression(tx: Tx, addressHash: string): Promise<void> {
  await tx.delete(suppressions).where(eq(suppressions.addressHash, addressHash));
}

/** Those of an address in one stream, without those that left. */
export async function selectIdsByAddress(
  db: Db,
  addressHash: string,
  stream: Stream,
): Promise<readonly SubscriptionId[]> {
  const rows = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.addressHash, addressHash),
        eq(subscriptions.stream, stream),
        ne(subscriptions.state, 'left'),
      ),
    );
  return rows.map(({ id }) => id);
}

export async function disableAll(
  tx: Tx,
  addressHash: string,
  stream: Stream,
  { reason, at }: { readonly reason: DisabledReason; readonly at: Date },
): Promise<void> {
  await tx
    .update(subscriptions)
    .set({ state: 'disabled', reason, changedAt: at, nextDigestAt: null })
    .where(
      and(
        eq(subscriptions.addressHash, addressHash),
        eq(subscriptions.stream, stream),
        ne(subscriptions.state, 'left'),
      ),
    );
}
