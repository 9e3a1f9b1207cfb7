import { and, asc, desc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Run } from '../model/run.ts';
import { personalDataRuns } from '../table.ts';

// As the index says it.
const isOpen = sql`finished_at IS NULL`;

/** Newest first. */
export async function selectRuns(db: Db, id: RightsRequestId): Promise<readonly Run[]> {
  const rows = await db
    .select()
    .from(personalDataRuns)
    .where(eq(personalDataRuns.requestId, id))
    .orderBy(desc(personalDataRuns.id))
    .limit(100);
  return rows.map(toRun);
}

/** The number; undefined where one is under way. */
export async function insertRun(
  tx: Tx,
  row: typeof personalDataRuns.$inferInsert,
): Promise<number | undefined> {
  const [stored] = await tx
    .insert(personalDataRuns)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: personalDataRuns.id });
  return stored?.id;
}

/** Those under way that nobody works at, oldest first. */
export async function selectIdle(db: Db, now: Date, limit: number): Promise<readonly number[]> {
  const rows = await db
    .select({ id: personalDataRuns.id })
    .from(personalDataRuns)
    .where(and(isOpen, isFree(now)))
    .orderBy(asc(personalDataRuns.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

function isFree(now: Date) {
  const { leaseUntil } = personalDataRuns;
  return or(isNull(leaseUntil), lte(leaseUntil, now));
}

type Lease = { readonly lease: string; readonly leaseUntil: Date };

/** Undefined where another works at it, or it is done. */
export async function claimRun(
  tx: Tx,
  id: number,
  now: Date,
  lease: Lease,
): Promise<Run | undefined> {
  const [row] = await tx
    .update(personalDataRuns)
    .set(lease)
    .where(and(eq(personalDataRuns.id, id), isOpen, isFree(now)))
    .returning();
  return row && toRun(row);
}

/** False where another has taken it over. */
export async function saveRun(
  tx: Tx,
  id: number,
  lease: string,
  set: Partial<typeof personalDataRuns.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(personalDataRuns)
    .set(set)
    .where(and(eq(personalDataRuns.id, id), eq(personalDataRuns.lease, lease), isOpen))
    .returning({ id: personalDataRuns.id });
  return rows.length > 0;
}

function toRun({
  finishedAt,
  matter,
  lease: _,
  leaseUntil: _until,
  ...row
}: typeof personalDataRuns.$inferSelect): Run {
  return { ...row, ...(finishedAt && { finishedAt }), ...(matter !== null && { matter }) };
}

/** Of requests that are gone. */
export async function deleteRunsOf(tx: Tx, ids: readonly RightsRequestId[]): Promise<void> {
  await tx.delete(personalDataRuns).where(inArray(personalDataRuns.requestId, [...ids]));
}
