import { and, asc, count, eq, gt, isNotNull, isNull, lte, min, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { outbox } from '../../db/outbox.ts';
import type { Channel } from '../../subscribers/model/subscription.ts';
import type { DeliveryState, Outcome } from '../model/delivery.ts';
import { deliveries } from '../table.ts';

const isOpen = isNull(deliveries.endedAt);
const unplanned = isNull(outbox.plannedAt);

/** How much has waited since before those moments, and since when the oldest of it. */
export async function selectWaiting(
  db: Db,
  { deliveriesBefore, outboxBefore }: { deliveriesBefore: Date; outboxBefore: Date },
): Promise<{ readonly count: number; readonly oldestAt: Date | undefined }> {
  const [waiting] = await db
    .select({ count: count(), oldest: min(deliveries.createdAt) })
    .from(deliveries)
    .where(and(isOpen, lte(deliveries.createdAt, deliveriesBefore)));
  const [rows] = await db
    .select({ count: count(), oldest: min(outbox.at) })
    .from(outbox)
    .where(and(unplanned, lte(outbox.at, outboxBefore)));
  const times = [waiting?.oldest, rows?.oldest].flatMap((at) => (at ? [at.getTime()] : []));
  return {
    count: (waiting?.count ?? 0) + (rows?.count ?? 0),
    oldestAt: times.length === 0 ? undefined : new Date(Math.min(...times)),
  };
}

/** To how many of those recipients a delivery with that subject exists. */
export async function selectKnownSubject(
  db: Db,
  subject: string,
  recipients: readonly { readonly id: SubscriptionId }[],
): Promise<number> {
  const ids = JSON.stringify(recipients.map(({ id }) => id));
  const [row] = await db
    .select({ count: count() })
    .from(deliveries)
    .where(
      and(
        sql`${deliveries.subscriptionId} IN (SELECT value FROM json_each(${ids}))`,
        eq(deliveries.subject, subject),
      ),
    );
  return row?.count ?? 0;
}

export type OpenFigure = {
  readonly channel: Channel;
  readonly state: DeliveryState;
  readonly count: number;
  readonly oldestDueAt: Date | null;
};

/** What is open, by channel and state: one pass over what has not ended, however much has. */
export async function selectOpenFigures(db: Db): Promise<readonly OpenFigure[]> {
  const { channel, state } = deliveries;
  return db
    .select({ channel, state, count: count(), oldestDueAt: min(deliveries.dueAt) })
    .from(deliveries)
    .where(isOpen)
    .groupBy(channel, state);
}

/** How many ended in a state after a moment, by channel. */
export async function selectEndedFigures(
  db: Db,
  state: DeliveryState,
  after: Date,
): Promise<readonly { readonly channel: Channel; readonly count: number }[]> {
  return db
    .select({ channel: deliveries.channel, count: count() })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.state, state),
        gt(deliveries.endedAt, after),
        isNotNull(deliveries.endedAt),
      ),
    )
    .groupBy(deliveries.channel);
}

export async function selectUnplanned(
  db: Db,
): Promise<{ readonly count: number; readonly oldestAt: Date | null }> {
  const [row] = await db
    .select({ count: count(), oldestAt: min(outbox.at) })
    .from(outbox)
    .where(unplanned);
  return row ?? { count: 0, oldestAt: null };
}

export type StuckGroup = {
  readonly channel: Channel;
  readonly outcome: Outcome | null;
  readonly count: number;
  readonly oldestAt: Date | null;
};

/** Why what was queued before a moment has not arrived: by channel and outcome of the last attempt. */
export async function selectStuckGroups(db: Db, before: Date): Promise<readonly StuckGroup[]> {
  const { channel, outcome } = deliveries;
  return db
    .select({ channel, outcome, count: count(), oldestAt: min(deliveries.createdAt) })
    .from(deliveries)
    .where(and(isOpen, lte(deliveries.createdAt, before)))
    .groupBy(channel, outcome)
    .orderBy(asc(channel), asc(outcome));
}
