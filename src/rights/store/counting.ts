import { gte, sql } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { Db } from '../../db/client.ts';
import { rightsRequests } from '../table.ts';

/** By the month of their first day, of what came from that year on; months without any are left out. */
export async function countByMonth(db: Db, fromYear: number) {
  const month = sql<string>`substr(json_extract(${rightsRequests.clock}, '$.receivedOn'), 1, 7)`;
  return db
    .select({
      month,
      received: sql<number>`count(*)`,
      open: sql<number>`sum(${rightsRequests.endedAt} IS NULL)`,
    })
    .from(rightsRequests)
    .where(gte(rightsRequests.year, fromYear))
    .groupBy(month);
}

/** Open ones of which something was due before `today`, and of which it is due from then up to `until`. */
export async function countDue(db: Db, today: Day, until: Day) {
  const { nextDueOn, endedAt } = rightsRequests;
  const [row] = await db
    .select({
      open: sql<number>`count(*)`,
      overdue: sql<number>`coalesce(sum(${nextDueOn} < ${today}), 0)`,
      soon: sql<number>`coalesce(sum(${nextDueOn} BETWEEN ${today} AND ${until}), 0)`,
    })
    .from(rightsRequests)
    .where(sql`${endedAt} IS NULL`);
  return row ?? { open: 0, overdue: 0, soon: 0 };
}
