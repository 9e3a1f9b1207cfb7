import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Channel, Frequency } from '../model/subscription.ts';
import { subscriptions } from '../table.ts';

export type DigestDue = {
  readonly id: SubscriptionId;
  readonly channel: Channel;
  readonly frequency: Frequency;
  readonly toldUpTo: number;
  /** Whether anything that this recipient follows has happened, up to `until`. */
  readonly hasNews: boolean;
};

/** Whose digest is due, longest first. */
export async function selectDigestsDue(
  db: Db,
  { now, until }: { readonly now: Date; readonly until: number },
  limit: number,
): Promise<readonly DigestDue[]> {
  const { id, channel, frequency, toldUpTo, nextDigestAt, stream } = subscriptions;
  // Named in full: the outbox has columns of the same names.
  const hasNews = sql<number>`EXISTS (SELECT 1 FROM outbox WHERE outbox.seq > subscriptions.told_up_to AND outbox.seq <= ${until} AND outbox.at >= subscriptions.confirmed_at AND outbox.topic IN (SELECT value FROM json_each(subscriptions.topics)) AND (outbox.services = '[]' OR subscriptions.services = '[]' OR EXISTS (SELECT 1 FROM json_each(outbox.services) AS named WHERE named.value IN (SELECT value FROM json_each(subscriptions.services)))))`;
  const rows = await db
    .select({ id, channel, frequency, toldUpTo, hasNews })
    .from(subscriptions)
    .where(
      and(
        lte(nextDigestAt, now),
        eq(subscriptions.state, 'active'),
        inArray(stream, ['subscriber', 'contract']),
      ),
    )
    .orderBy(asc(nextDigestAt))
    .limit(limit);
  return rows.map((row) => ({ ...row, hasNews: row.hasNews === 1 }));
}

export type Digested = Pick<DigestDue, 'id' | 'toldUpTo'> & { readonly next: Date | undefined };

/** Moves on behind what was planned, in one statement; those that moved, where another worker was not first. */
export async function moveDigestsOn(
  tx: Tx,
  rows: readonly Digested[],
  { now, until }: { readonly now: Date; readonly until: number },
): Promise<ReadonlySet<SubscriptionId>> {
  const given = JSON.stringify(
    rows.map(({ id, toldUpTo, next }) => [id, toldUpTo, next?.getTime() ?? null]),
  );
  const moved = await tx
    .update(subscriptions)
    .set({ toldUpTo: until, nextDigestAt: sql`json_extract(given.value, '$[2]')` })
    .from(sql`json_each(${given}) AS given`)
    .where(
      sql`subscriptions.id = json_extract(given.value, '$[0]') AND subscriptions.told_up_to = json_extract(given.value, '$[1]') AND subscriptions.next_digest_at <= ${now.getTime()}`,
    )
    .returning({ id: subscriptions.id });
  return new Set(moved.map(({ id }) => id));
}

export async function hasDigestBeyond(db: Db, moment: Date): Promise<boolean> {
  const rows = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(gt(subscriptions.nextDigestAt, moment))
    .limit(1);
  return rows.length > 0;
}

export async function pullDigestsBack(tx: Tx, beyond: Date, now: Date): Promise<void> {
  const { nextDigestAt } = subscriptions;
  await tx.update(subscriptions).set({ nextDigestAt: now }).where(gt(nextDigestAt, beyond));
}
