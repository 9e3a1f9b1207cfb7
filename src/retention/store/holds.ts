import { and, asc, eq, gt, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Day } from '../../core/day.ts';
import type { CustomerId, HoldId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Hold } from '../model/holding.ts';
import { retentionHolds } from '../table.ts';

type HoldRow = typeof retentionHolds.$inferInsert;

export async function insertHold(tx: Tx, row: HoldRow): Promise<void> {
  await tx.insert(retentionHolds).values(row);
}

/** One more version of it. */
export async function updateHold(tx: Tx, id: HoldId, set: Partial<HoldRow>): Promise<void> {
  await tx
    .update(retentionHolds)
    .set({ ...set, version: sql`${retentionHolds.version} + 1` })
    .where(eq(retentionHolds.id, id));
}

export async function selectHold(db: Db, id: HoldId): Promise<Hold | undefined> {
  const [row] = await db.select().from(retentionHolds).where(eq(retentionHolds.id, id));
  return row && toHold(row);
}

/** In order of review, behind the one `after`; lifted ones only where asked for. */
export async function selectHolds(
  db: Db,
  isLiftedToo: boolean,
  after: Pick<Hold, 'id' | 'reviewOn'> | undefined,
  limit: number,
): Promise<readonly Hold[]> {
  const { reviewOn, id, liftedAt } = retentionHolds;
  const rows = await db
    .select()
    .from(retentionHolds)
    .where(
      and(
        isLiftedToo ? undefined : isNull(liftedAt),
        after &&
          or(gt(reviewOn, after.reviewOn), and(eq(reviewOn, after.reviewOn), gt(id, after.id))),
      ),
    )
    .orderBy(asc(reviewOn), asc(id))
    .limit(limit);
  return rows.map(toHold);
}

/** In force on one of these records, or on all of one of these customers. */
export async function selectStanding(
  db: Db,
  rule: string,
  {
    ids,
    customerIds,
  }: { readonly ids: readonly string[]; readonly customerIds: readonly CustomerId[] },
): Promise<readonly Hold[]> {
  const { recordId, customerId, liftedAt } = retentionHolds;
  const ofRecord = and(eq(retentionHolds.rule, rule), inArray(recordId, [...ids]));
  const ofCustomer = inArray(customerId, [...customerIds]);
  const rows = await db
    .select()
    .from(retentionHolds)
    .where(and(isNull(liftedAt), or(ofRecord, ofCustomer)));
  return rows.map(toHold);
}

/** In force, and to be looked at by this day. */
export async function selectToReview(db: Db, today: Day, limit: number): Promise<readonly Hold[]> {
  const { reviewOn, liftedAt } = retentionHolds;
  const rows = await db
    .select()
    .from(retentionHolds)
    .where(and(isNull(liftedAt), lte(reviewOn, today)))
    .orderBy(asc(reviewOn))
    .limit(limit);
  return rows.map(toHold);
}

/** Lifted before that moment, of which it is still said why and by whom; oldest first, behind `after`. */
export async function selectLiftedBefore(
  db: Db,
  before: Date,
  after: { readonly at: Date; readonly id: string },
  limit: number,
) {
  const { id, liftedAt, owner } = retentionHolds;
  return db
    .select({ id, liftedAt })
    .from(retentionHolds)
    .where(
      and(
        ne(owner, ''),
        lt(liftedAt, before),
        or(gt(liftedAt, after.at), and(eq(liftedAt, after.at), gt(id, after.id as HoldId))),
      ),
    )
    .orderBy(asc(liftedAt), asc(id))
    .limit(limit);
}

/** That there was a hold, on what and until when stays. */
export async function eraseWords(tx: Tx, ids: readonly HoldId[]): Promise<void> {
  await tx
    .update(retentionHolds)
    .set({ reason: '', owner: '', liftedFor: '' })
    .where(inArray(retentionHolds.id, [...ids]));
}

function toHold(row: typeof retentionHolds.$inferSelect): Hold {
  const { rule, recordId, customerId, liftedAt, liftedFor, ...rest } = row;
  const of = customerId === null ? { rule: rule ?? '', recordId: recordId ?? '' } : { customerId };
  return {
    ...rest,
    of,
    ...(liftedAt && { liftedAt }),
    ...(liftedFor !== null && { liftedFor }),
  };
}
