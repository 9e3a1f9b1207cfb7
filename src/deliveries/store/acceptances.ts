import { and, asc, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import { asSubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { outbox } from '../../db/outbox.ts';
import type { DeliveryState, Outcome } from '../model/delivery.ts';
import { deliveries, deliveryAttempts } from '../table.ts';

export type ToldRow = {
  readonly id: number;
  readonly subscriptionId: SubscriptionId;
  readonly subject: string;
  readonly state: DeliveryState;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

export type AttemptRow = {
  readonly deliveryId: number;
  readonly at: Date;
  readonly outcome: Outcome;
  readonly status: number | null;
};

/** What these were sent of one event, repetitions included, oldest first. */
export async function selectToldOf(
  db: Db,
  seq: number,
  ids: readonly SubscriptionId[],
): Promise<readonly ToldRow[]> {
  const { id, subscriptionId, subject, state, createdAt, endedAt } = deliveries;
  return db
    .select({ id, subscriptionId, subject, state, createdAt, endedAt })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.seq, seq),
        sql`${subscriptionId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
      ),
    )
    .orderBy(asc(id));
}

export async function selectAttemptsOf(
  db: Db,
  ids: readonly number[],
): Promise<readonly AttemptRow[]> {
  const { deliveryId, number, at, outcome, status } = deliveryAttempts;
  return db
    .select({ deliveryId, at, outcome, status })
    .from(deliveryAttempts)
    .where(sql`${deliveryId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .orderBy(asc(deliveryId), asc(number));
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

/** Those of these events that every recipient has a delivery of. */
export async function selectPlanned(db: Db, seqs: readonly number[]): Promise<readonly number[]> {
  const rows = await db
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(and(inArray(outbox.seq, [...seqs]), isNotNull(outbox.plannedAt)));
  return rows.map(({ seq }) => seq);
}
