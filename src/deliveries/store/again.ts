import { and, asc, count, eq, gt, gte, inArray, isNotNull, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { events } from '../../db/ledger.ts';
import type { Channel } from '../../subscribers/model/subscription.ts';
import type { DeliveryState } from '../model/delivery.ts';
import { deliveries } from '../table.ts';

/** What is known of a delivery that might be sent again. */
const columns = {
  id: deliveries.id,
  subscriptionId: deliveries.subscriptionId,
  channel: deliveries.channel,
  subject: deliveries.subject,
  cargo: deliveries.cargo,
  state: deliveries.state,
};

export type Tried = Awaited<ReturnType<typeof selectFailed>>[number];

/** What was given up or came back since a moment, oldest first. */
export async function selectFailed(
  db: Db,
  { since, channel }: { readonly since: Date; readonly channel: Channel | undefined },
  limit: number,
) {
  return db
    .select(columns)
    .from(deliveries)
    .where(
      and(
        inArray(deliveries.state, ['failed', 'bounced']),
        gte(deliveries.endedAt, since),
        isNotNull(deliveries.endedAt),
        channel === undefined ? undefined : eq(deliveries.channel, channel),
      ),
    )
    .orderBy(asc(deliveries.endedAt))
    .limit(limit);
}

/** Everything that these recipients were to be told, from one delivery on, in order. */
export async function selectSince(
  db: Db,
  recipients: readonly SubscriptionId[],
  id: number,
): Promise<readonly Tried[]> {
  return db
    .select(columns)
    .from(deliveries)
    .where(
      and(
        sql`${deliveries.subscriptionId} IN (SELECT value FROM json_each(${JSON.stringify(recipients)}))`,
        gte(deliveries.id, id),
      ),
    )
    .orderBy(asc(deliveries.id));
}

/** What waits for an attempt that is due later than a moment; the next first. */
export async function selectPutOff(
  db: Db,
  { after, channel }: { readonly after: Date; readonly channel: Channel | undefined },
  limit: number,
): Promise<readonly number[]> {
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        sql`state = 'due'`,
        gt(deliveries.dueAt, after),
        channel === undefined ? undefined : eq(deliveries.channel, channel),
      ),
    )
    .orderBy(asc(deliveries.dueAt), asc(deliveries.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The next attempt of each is made now; how many follow stays as it is. */
export async function bringAllForward(tx: Tx, ids: readonly number[], now: Date): Promise<void> {
  await tx
    .update(deliveries)
    .set({ dueAt: now })
    .where(and(isAmong(ids), sql`state = 'due'`));
}

/** The event that recorded a sending again. */
export async function selectResending(db: Db, seq: number) {
  const [row] = await db
    .select({ at: events.at, action: events.action, data: events.data })
    .from(events)
    .where(
      and(
        eq(events.seq, seq),
        inArray(events.action, ['deliveries.resent', 'deliveries.replayed']),
      ),
    );
  return row;
}

export async function countByState(
  db: Db,
  ids: readonly number[],
): Promise<readonly { readonly state: DeliveryState; readonly count: number }[]> {
  return db
    .select({ state: deliveries.state, count: count() })
    .from(deliveries)
    .where(isAmong(ids))
    .groupBy(deliveries.state);
}

function isAmong(ids: readonly number[]) {
  return sql`${deliveries.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}
