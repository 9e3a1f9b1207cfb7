import { and, inArray, lte, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { Channel } from '../../subscribers/model/subscription.ts';
import { deliveries } from '../table.ts';

/** Whether a claim might find anything: what is not due costs no write. */
export async function hasDue(db: Db, channels: readonly Channel[], now: Date): Promise<boolean> {
  const isOurs = inArray(deliveries.channel, [...channels]);
  const one = { one: sql`1` };
  const due = await db
    .select(one)
    .from(deliveries)
    .where(and(sql`${deliveries.state} = 'due'`, lte(deliveries.dueAt, now), isOurs))
    .limit(1);
  if (due.length > 0) return true;
  const left = await db
    .select(one)
    .from(deliveries)
    .where(and(sql`${deliveries.state} = 'in-flight'`, lte(deliveries.leaseUntil, now), isOurs))
    .limit(1);
  return left.length > 0;
}

/** How many are due, counted up to `most`. */
export async function countDue(
  db: Db,
  channels: readonly Channel[],
  now: Date,
  most: number,
): Promise<number> {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(deliveries)
    .where(
      and(
        sql`${deliveries.state} = 'due'`,
        lte(deliveries.dueAt, now),
        inArray(deliveries.channel, [...channels]),
      ),
    )
    .limit(most)
    .as('some');
  const [row] = await db.select({ n: sql<number>`count(*)` }).from(some);
  return row?.n ?? 0;
}
