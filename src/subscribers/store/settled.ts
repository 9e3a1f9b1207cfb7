import { and, asc, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import { outbox } from '../../db/outbox.ts';
import type { Topic } from '../model/topics.ts';

/**
 * The place in the ledger from which on what is to be told at once is still to be planned for this
 * recipient; undefined where nothing is.
 */
export async function selectFirstUnplanned(
  db: Db,
  id: SubscriptionId,
): Promise<number | undefined> {
  const [row] = await db
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(isUnplannedFor(id))
    .orderBy(asc(outbox.seq))
    .limit(1);
  return row?.seq;
}

/** Whether anything of these topics is to be told between two places. */
export async function hasNews(
  db: Db,
  topics: readonly Topic[],
  after: number,
  until: number,
): Promise<boolean> {
  const rows = await db
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(and(inArray(outbox.topic, [...topics]), gt(outbox.seq, after), lte(outbox.seq, until)))
    .limit(1);
  return rows.length > 0;
}

function isUnplannedFor(id: SubscriptionId) {
  return and(
    sql`${outbox.plannedAt} IS NULL`,
    or(isNull(outbox.plannedUpTo), sql`${outbox.plannedUpTo} < ${id}`),
  );
}
