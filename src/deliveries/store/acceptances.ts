import { and, asc, eq, gte, isNotNull, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import { asSubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { outbox } from '../../db/outbox.ts';
import type { DeliveryState } from '../model/delivery.ts';
import { deliveries } from '../table.ts';

type ToldRow = {
  readonly id: number;
  readonly subscriptionId: SubscriptionId;
  readonly subject: string;
  readonly state: DeliveryState;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** When the last attempt was made; of rows that an older Annex recorded, when that was written down. */
  readonly attemptedAt: Date | null;
};

/** What these were sent of one event, repetitions included, oldest first. */
export async function selectToldOf(
  db: Db,
  seq: number,
  ids: readonly SubscriptionId[],
): Promise<readonly ToldRow[]> {
  const { id, subscriptionId, subject, state, createdAt, attemptedAt, endedAt } = deliveries;
  return db
    .select({
      id,
      subscriptionId,
      subject,
      state,
      createdAt,
      endedAt,
      attemptedAt: sql<Date | null>`coalesce(${attemptedAt}, ${endedAt})`.mapWith(endedAt),
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.seq, seq),
        sql`${subscriptionId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ),
    )
    .orderBy(asc(id));
}

/** How many deliveries of an event are in each state. */
export async function selectStatesOf(
  db: Db,
  seq: number,
): Promise<readonly { readonly state: DeliveryState; readonly count: number }[]> {
  const { state } = deliveries;
  return db
    .select({ state, count: sql<number>`count(*)` })
    .from(deliveries)
    .where(eq(deliveries.seq, seq))
    .groupBy(state);
}

/** What was accepted of an event and came back since. */
export async function selectBounced(
  db: Db,
  since: Date,
): Promise<readonly { readonly seq: number; readonly subscriptionId: SubscriptionId }[]> {
  const rows = await db
    .select({ seq: deliveries.seq, subscriptionId: deliveries.subscriptionId })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.state, 'bounced'),
        gte(deliveries.endedAt, since),
        isNotNull(deliveries.endedAt),
        isNotNull(deliveries.seq),
      ),
    )
    .groupBy(deliveries.seq, deliveries.subscriptionId);
  return rows.flatMap(({ seq, subscriptionId }) =>
    seq === null ? [] : [{ seq, subscriptionId: asSubscriptionId(subscriptionId) }],
  );
}

/** Whether every recipient of this event has a delivery of it. */
export async function selectIsPlanned(db: Db, seq: number): Promise<boolean> {
  const rows = await db
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(and(eq(outbox.seq, seq), isNotNull(outbox.plannedAt)));
  return rows.length > 0;
}
