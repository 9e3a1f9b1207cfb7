import { and, eq, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Channel } from '../../subscribers/model/subscription.ts';
import type { Cargo } from '../model/delivery.ts';
import { deliveries } from '../table.ts';

export type NewDelivery = {
  readonly subscriptionId: SubscriptionId;
  readonly channel: Channel;
  /** With recipient and channel the idempotency key: the same again is left out. */
  readonly subject: string;
  readonly cargo: Cargo;
  readonly dueAt: Date;
};

/**
 * One statement, however many. What is for a recipient whose first delivery is put off is due with that
 * one: it could not go before.
 */
export async function insertDeliveries(
  tx: Tx,
  rows: readonly NewDelivery[],
  createdAt: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const given = JSON.stringify(
    rows.map(({ subscriptionId, channel, subject, cargo, dueAt }) => [
      subscriptionId,
      subject,
      channel,
      JSON.stringify(cargo),
      cargo.kind === 'event' ? cargo.seq : null,
      dueAt.getTime(),
    ]),
  );
  const each = (index: number) => sql.raw(`json_extract(given.value, '$[${index}]')`);
  const first = sql`(SELECT earlier.due_at FROM deliveries AS earlier INDEXED BY deliveries_open WHERE earlier.subscription_id = ${each(0)} AND earlier.channel = ${each(2)} AND earlier.ended_at IS NULL ORDER BY earlier.id LIMIT 1)`;
  const dueAt = sql`max(${each(5)}, CASE WHEN ${each(1)} LIKE 'test:%' THEN 0 ELSE coalesce(${first}, 0) END)`;
  await tx
    .insert(deliveries)
    .select(
      sql`SELECT NULL, ${each(0)}, ${each(1)}, ${each(2)}, ${each(3)}, ${each(4)}, 'due', ${dueAt}, 0, NULL, NULL, NULL, NULL, ${createdAt.getTime()}, NULL, NULL, NULL FROM json_each(${given}) AS given WHERE true`,
    )
    .onConflictDoNothing();
}

/** The next attempt is made now; how many follow stays as it is. */
export async function bringForward(tx: Tx, id: number, now: Date): Promise<void> {
  await tx
    .update(deliveries)
    .set({ dueAt: now })
    .where(and(eq(deliveries.id, id), eq(deliveries.state, 'due')));
}
