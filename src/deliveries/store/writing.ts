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

/** One statement, however many. */
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
  const each = (index: number) => sql.raw(`json_extract(value, '$[${index}]')`);
  await tx
    .insert(deliveries)
    .select(
      sql`SELECT NULL, ${each(0)}, ${each(1)}, ${each(2)}, ${each(3)}, ${each(4)}, 'due', ${each(5)}, 0, NULL, NULL, NULL, NULL, ${createdAt.getTime()}, NULL FROM json_each(${given}) WHERE true`,
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
