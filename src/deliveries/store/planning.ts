import { and, asc, eq, gt, isNull, lte, max, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { outbox } from '../../db/outbox.ts';
import type { Tells } from '../../subscribers/model/topics.ts';

export type Fanout = Tells & {
  readonly seq: number;
  readonly at: Date;
  readonly plannedUpTo: string | null;
};

/** The oldest event of which not everybody's delivery is there. */
export async function selectUnplanned(db: Db): Promise<Fanout | undefined> {
  const { seq, topic, services, quiet, at, plannedUpTo } = outbox;
  const [row] = await db
    .select({ seq, topic, services, quiet, at, plannedUpTo })
    .from(outbox)
    // As the index says it.
    .where(sql`planned_at IS NULL`)
    .orderBy(asc(seq))
    .limit(1);
  return row;
}

/** Moves on from where `planned` was read. False where another worker was first. */
export async function advance(
  tx: Tx,
  { seq, plannedUpTo }: Pick<Fanout, 'seq' | 'plannedUpTo'>,
  to: { readonly plannedUpTo?: SubscriptionId; readonly plannedAt?: Date },
): Promise<boolean> {
  const rows = await tx
    .update(outbox)
    .set(to)
    .where(
      and(
        eq(outbox.seq, seq),
        isNull(outbox.plannedAt),
        plannedUpTo === null ? isNull(outbox.plannedUpTo) : eq(outbox.plannedUpTo, plannedUpTo),
      ),
    )
    .returning({ seq: outbox.seq });
  return rows.length > 0;
}

/** Place in the ledger of the newest event that was to be told; 0 before the first. */
export async function selectNewestTold(db: Db): Promise<number> {
  const [row] = await db.select({ seq: max(outbox.seq) }).from(outbox);
  return row?.seq ?? 0;
}

export type ToldRow = Tells & { readonly seq: number; readonly at: Date };

/** What was to be told in a stretch of the ledger, newest first. */
export async function selectTold(
  db: Db,
  { after, until }: { readonly after: number; readonly until: number },
  limit: number,
): Promise<readonly ToldRow[]> {
  const { seq, topic, services, quiet, at } = outbox;
  return db
    .select({ seq, topic, services, quiet, at })
    .from(outbox)
    .where(and(gt(seq, after), lte(seq, until)))
    .orderBy(sql`${seq} DESC`)
    .limit(limit);
}
