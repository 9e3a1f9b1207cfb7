import { and, desc, eq, gt, isNotNull, lt, max } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { staffSignIns } from '../table.ts';

export type SignInRow = typeof staffSignIns.$inferSelect;

/** The stretch of this key from this address that goes on after `since`. */
export async function selectOpen(
  db: Db,
  { actor, clientHash }: Pick<SignInRow, 'actor' | 'clientHash'>,
  since: Date,
): Promise<SignInRow | undefined> {
  const [row] = await db
    .select()
    .from(staffSignIns)
    .where(
      and(
        eq(staffSignIns.actor, actor),
        eq(staffSignIns.clientHash, clientHash ?? ''),
        gt(staffSignIns.lastAt, since),
      ),
    )
    .orderBy(desc(staffSignIns.lastAt))
    .limit(1);
  return row;
}

export async function insertSignIn(tx: Tx, row: Omit<SignInRow, 'id'>): Promise<void> {
  await tx.insert(staffSignIns).values(row);
}

export async function prolong(tx: Tx, id: number, lastAt: Date): Promise<void> {
  await tx.update(staffSignIns).set({ lastAt }).where(eq(staffSignIns.id, id));
}

/** When each actor was last seen, to five minutes. */
export async function selectLastUses(db: Db): Promise<ReadonlyMap<string, Date>> {
  const { actor, lastAt } = staffSignIns;
  const rows = await db
    .select({ actor, last: max(lastAt) })
    .from(staffSignIns)
    .groupBy(actor);
  return new Map(rows.flatMap(({ actor: name, last }) => (last ? [[name, last] as const] : [])));
}

/** Newest first. */
export async function selectSignIns(
  db: Db,
  { actor, before }: { readonly actor?: string | undefined; readonly before?: number | undefined },
  limit: number,
): Promise<readonly SignInRow[]> {
  return db
    .select()
    .from(staffSignIns)
    .where(
      and(
        actor === undefined ? undefined : eq(staffSignIns.actor, actor),
        before === undefined ? undefined : lt(staffSignIns.id, before),
      ),
    )
    .orderBy(desc(staffSignIns.id))
    .limit(limit);
}

export async function hasAddressBefore(db: Db, moment: Date): Promise<boolean> {
  const rows = await db
    .select({ id: staffSignIns.id })
    .from(staffSignIns)
    .where(and(lt(staffSignIns.lastAt, moment), isNotNull(staffSignIns.clientAddress)))
    .limit(1);
  return rows.length > 0;
}

export async function forgetAddressesBefore(tx: Tx, moment: Date): Promise<void> {
  await tx
    .update(staffSignIns)
    .set({ clientAddress: null, clientHash: null })
    .where(and(lt(staffSignIns.lastAt, moment), isNotNull(staffSignIns.clientAddress)));
}
