import { and, asc, isNotNull, type SQL, sql, type SQLWrapper } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/client.ts';
import type { Outcome } from '../model/delivery.ts';
import { deliveries, deliveryAttempts } from '../table.ts';

export type Attempt = typeof deliveryAttempts.$inferSelect;

/** All of these deliveries, the last one included, in their order. */
export async function selectAttempts(db: Db, ids: readonly number[]): Promise<readonly Attempt[]> {
  const { deliveryId, number } = deliveryAttempts;
  const { id, attempts, attemptedAt: at, outcome, status, durationMs } = deliveries;
  const before = db.select().from(deliveryAttempts).where(among(deliveryId, ids));
  // With `at` the other two are set.
  const last = db
    .select({
      deliveryId: id,
      number: attempts,
      at: sql<Date>`${at}`.mapWith(at),
      outcome: sql<Outcome>`${outcome}`,
      status,
      durationMs: sql<number>`${durationMs}`,
    })
    .from(deliveries)
    .where(and(among(id, ids), isNotNull(at)));
  return unionAll(before, last).orderBy(asc(deliveryId), asc(number));
}

/** In one parameter, however many they are. */
function among(column: SQLWrapper, ids: readonly number[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

/** Makes room for the next one on the rows that `which` says. */
export async function setAsideAttempts(tx: Tx, which: SQL | undefined): Promise<void> {
  const { id, attempts, attemptedAt, outcome, status, durationMs } = deliveries;
  await tx
    .insert(deliveryAttempts)
    .select(
      sql`SELECT ${id}, ${attempts}, ${attemptedAt}, ${outcome}, ${status}, ${durationMs} FROM ${deliveries} WHERE ${and(which, isNotNull(attemptedAt))}`,
    );
}
