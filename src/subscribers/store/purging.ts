import { lt, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { rateLimits, subscriptions } from '../table.ts';

const isPending = (before: Date) =>
  sql`${subscriptions.state} = 'pending' AND ${lt(subscriptions.createdAt, before)}`;

export async function hasOld(
  db: Db,
  before: { readonly pending: Date; readonly limits: Date },
): Promise<boolean> {
  const pending = db
    .select({ one: sql`1` })
    .from(subscriptions)
    .where(isPending(before.pending))
    .limit(1);
  const limits = db
    .select({ one: sql`1` })
    .from(rateLimits)
    .where(lt(rateLimits.windowStart, before.limits))
    .limit(1);
  return (await pending).length + (await limits).length > 0;
}

export async function deletePending(tx: Tx, before: Date): Promise<number> {
  const rows = await tx
    .delete(subscriptions)
    .where(isPending(before))
    .returning({ id: subscriptions.id });
  return rows.length;
}

export async function deleteLimits(tx: Tx, before: Date): Promise<void> {
  await tx.delete(rateLimits).where(lt(rateLimits.windowStart, before));
}
