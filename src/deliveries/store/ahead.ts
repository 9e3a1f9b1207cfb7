import { and, eq, gt, or } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { deliveries } from '../table.ts';

/** Later than any attempt is ever put off to, and than any claim holds. */
export type Beyond = { readonly dueAt: Date; readonly leaseUntil: Date };

export async function hasAnyBeyond(db: Db, beyond: Beyond): Promise<boolean> {
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(isBeyond(beyond))
    .limit(1);
  return rows.length > 0;
}

/** Due, or free to be claimed again, from now on. */
export async function pullBack(tx: Tx, beyond: Beyond, now: Date): Promise<void> {
  const { state, dueAt, leaseUntil } = deliveries;
  await tx
    .update(deliveries)
    .set({ dueAt: now })
    .where(and(eq(state, 'due'), gt(dueAt, beyond.dueAt)));
  await tx
    .update(deliveries)
    .set({ leaseUntil: now })
    .where(and(eq(state, 'in-flight'), gt(leaseUntil, beyond.leaseUntil)));
}

function isBeyond(beyond: Beyond) {
  const { state, dueAt, leaseUntil } = deliveries;
  return or(
    and(eq(state, 'due'), gt(dueAt, beyond.dueAt)),
    and(eq(state, 'in-flight'), gt(leaseUntil, beyond.leaseUntil)),
  );
}
