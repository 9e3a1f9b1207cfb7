import { and, eq, inArray, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Channel } from '../../subscribers/model/subscription.ts';
import type { Cargo, Claimed } from '../model/delivery.ts';
import { deliveries } from '../table.ts';

export type Claim = {
  readonly lease: string;
  readonly now: Date;
  readonly leaseUntil: Date;
  /** Of mails, which take longer; the same unless said. */
  readonly mailLeaseUntil?: Date;
  readonly limit: number;
  readonly channels: readonly Channel[];
};

/**
 * Takes what is due, oldest first, and what a dead worker left, in one statement that writes. Of each
 * recipient only the first that has not ended, so that everybody is told in order; a test waits for
 * nobody, nor does a webhook for the letter to its owner.
 */
export async function claimDeliveries(
  tx: Tx,
  { lease, now, leaseUntil, mailLeaseUntil = leaseUntil, limit, channels }: Claim,
): Promise<readonly Claimed[]> {
  const at = now.getTime();
  const isOurs = sql`each.channel IN (SELECT value FROM json_each(${JSON.stringify(channels)}))`;
  const isFirst = sql`(each.subject LIKE 'test:%' OR NOT EXISTS (SELECT 1 FROM deliveries AS earlier INDEXED BY deliveries_open WHERE earlier.subscription_id = each.subscription_id AND earlier.channel = each.channel AND earlier.ended_at IS NULL AND earlier.id < each.id))`;
  // The states stand there as words, or SQLite would not use the indexes that are limited to them.
  const due = sql`SELECT each.id FROM deliveries AS each WHERE each.state = 'due' AND each.due_at <= ${at} AND ${isOurs} AND ${isFirst} ORDER BY each.due_at, each.id LIMIT ${limit}`;
  const left = sql`SELECT each.id FROM deliveries AS each WHERE each.state = 'in-flight' AND each.lease_until <= ${at} AND ${isOurs} LIMIT ${limit}`;
  const taken = sql`${deliveries.id} IN (SELECT id FROM (${left}) UNION ALL SELECT id FROM (${due}) LIMIT ${limit})`;
  await tx
    .update(deliveries)
    .set({
      state: 'in-flight',
      lease,
      leaseUntil: sql`CASE ${deliveries.channel} WHEN 'email' THEN ${mailLeaseUntil.getTime()} ELSE ${leaseUntil.getTime()} END`,
    })
    .where(taken);
  const isMine = and(
    sql`${deliveries.state} = 'in-flight'`,
    inArray(deliveries.leaseUntil, [leaseUntil, mailLeaseUntil]),
    eq(deliveries.lease, lease),
  );
  const [found] = await tx
    .select({ rows: sql<string>`json_group_array(${asRow})` })
    .from(deliveries)
    .where(isMine);
  const rows: readonly Row[] = JSON.parse(found?.rows ?? '[]');
  return rows.map((row) => toClaimed(row, lease)).toSorted((a, b) => a.id - b.id);
}

type Row = readonly [number, SubscriptionId, string, Channel, Cargo, number, number];

/** All in one text: taking rows apart one by one costs several times what reading them does. */
const asRow = sql`json_array(id, subscription_id, subject, channel, json(cargo), attempts, created_at)`;

function toClaimed(row: Row, lease: string): Claimed {
  const [id, subscriptionId, subject, channel, cargo, attempts, createdAt] = row;
  return {
    id,
    subscriptionId,
    subject,
    channel,
    cargo,
    attempts,
    createdAt: new Date(createdAt),
    lease,
  };
}
