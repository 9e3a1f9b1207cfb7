import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Restriction, RestrictionKind } from '../model.ts';
import { restrictions } from '../table.ts';

// As the indexes say it.
const inForce = sql`lifted_at IS NULL`;

/** Those of these hashes that are restricted: one statement, however many. */
export async function selectRestricted(
  db: Db,
  hashes: readonly string[],
): Promise<readonly Pick<Restriction, 'addressHash' | 'kind'>[]> {
  const { addressHash, kind } = restrictions;
  return db
    .select({ addressHash, kind })
    .from(restrictions)
    .where(
      and(sql`${addressHash} IN (SELECT value FROM json_each(${JSON.stringify(hashes)}))`, inForce),
    );
}

/** Whether anything is restricted at all. */
export async function hasRestriction(db: Db): Promise<boolean> {
  const rows = await db.select({ id: restrictions.id }).from(restrictions).where(inForce).limit(1);
  return rows.length > 0;
}

/** Oldest first, those that were lifted among them. */
export async function selectOfRequest(
  db: Db,
  id: RightsRequestId,
): Promise<readonly Restriction[]> {
  const rows = await db
    .select()
    .from(restrictions)
    .where(eq(restrictions.requestId, id))
    .orderBy(asc(restrictions.id));
  return rows.map(toRestriction);
}

/** Those that are in force already stay as they are. How many are new. */
export async function insertRestrictions(
  tx: Tx,
  rows: readonly (typeof restrictions.$inferInsert)[],
): Promise<number> {
  let added = 0;
  for (const row of rows)
    added += (
      await tx
        .insert(restrictions)
        .values(row)
        .onConflictDoNothing()
        .returning({ id: restrictions.id })
    ).length;
  return added;
}

/** What of a kind a request has set and is in force. */
function ofRequest(id: RightsRequestId, kind: RestrictionKind) {
  return and(eq(restrictions.requestId, id), eq(restrictions.kind, kind), inForce);
}

/** How many of those that are in force will be lifted then. */
export async function planLifting(
  tx: Tx,
  id: RightsRequestId,
  kind: RestrictionKind,
  liftsAt: Date,
): Promise<number> {
  const rows = await tx
    .update(restrictions)
    .set({ liftsAt })
    .where(and(ofRequest(id, kind), isNull(restrictions.liftsAt)))
    .returning({ id: restrictions.id });
  return rows.length;
}

/** Restrictions whose day has come, oldest first. */
export async function selectLifting(
  db: Db,
  now: Date,
  limit: number,
): Promise<readonly Restriction[]> {
  const rows = await db
    .select()
    .from(restrictions)
    .where(sql`lifts_at IS NOT NULL AND lifted_at IS NULL AND lifts_at <= ${now.getTime()}`)
    .orderBy(asc(restrictions.liftsAt), asc(restrictions.id))
    .limit(limit);
  return rows.map(toRestriction);
}

/** Those that were lifted by this; others were first with the rest. */
export async function saveLifted(
  tx: Tx,
  ids: readonly number[],
  liftedAt: Date,
): Promise<readonly Pick<Restriction, 'requestId' | 'kind'>[]> {
  return tx
    .update(restrictions)
    .set({ liftedAt })
    .where(and(inArray(restrictions.id, [...ids]), inForce))
    .returning({ requestId: restrictions.requestId, kind: restrictions.kind });
}

/** Of requests that are gone. */
export async function deleteLiftedOf(tx: Tx, ids: readonly RightsRequestId[]): Promise<void> {
  const { requestId, liftedAt } = restrictions;
  await tx.delete(restrictions).where(and(inArray(requestId, [...ids]), isNotNull(liftedAt)));
}

export function toRestriction({
  liftsAt,
  liftedAt,
  ...row
}: typeof restrictions.$inferSelect): Restriction {
  return { ...row, ...(liftsAt && { liftsAt }), ...(liftedAt && { liftedAt }) };
}
