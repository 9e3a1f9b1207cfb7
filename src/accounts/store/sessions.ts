import { and, desc, eq, isNull, lt, ne, or, type SQL } from 'drizzle-orm';
import type { PersonId, StaffSessionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Person } from '../model.ts';
import { staffPeople, staffSessions } from '../table.ts';

export type StoredSession = typeof staffSessions.$inferSelect;

export async function insertSession(
  tx: Tx,
  session: Omit<StoredSession, 'endedAt'>,
): Promise<void> {
  await tx.insert(staffSessions).values({ ...session, endedAt: null });
}

export type Found = {
  readonly session: StoredSession;
  readonly person: Pick<Person, 'id' | 'role'> & { readonly name: string | null };
};

/** A session that was not ended, of somebody who is in; it may have run out. The role is that of now. */
export async function selectSession(db: Db, hash: string): Promise<Found | undefined> {
  const [row] = await db
    .select({
      session: staffSessions,
      person: { id: staffPeople.id, role: staffPeople.role, name: staffPeople.name },
    })
    .from(staffSessions)
    .innerJoin(staffPeople, eq(staffPeople.id, staffSessions.personId))
    .where(
      and(
        eq(staffSessions.hash, hash),
        isNull(staffSessions.endedAt),
        eq(staffPeople.state, 'active'),
      ),
    )
    .limit(1);
  return row;
}

/** Those not ended, newest first. */
export async function selectSessionsOf(
  db: Db,
  personId: PersonId,
): Promise<readonly StoredSession[]> {
  return db
    .select()
    .from(staffSessions)
    .where(and(eq(staffSessions.personId, personId), isNull(staffSessions.endedAt)))
    .orderBy(desc(staffSessions.lastAt));
}

export async function touchSession(tx: Tx, id: StaffSessionId, lastAt: Date): Promise<void> {
  await tx.update(staffSessions).set({ lastAt }).where(eq(staffSessions.id, id));
}

/** The old secret opens nothing any more. */
export async function rotateSession(
  tx: Tx,
  id: StaffSessionId,
  fresh: Pick<StoredSession, 'hash' | 'provedAt' | 'lastAt'>,
): Promise<void> {
  await tx.update(staffSessions).set(fresh).where(eq(staffSessions.id, id));
}

/** False where there is no such session of that person that goes on. */
export async function endSession(
  tx: Tx,
  { id, personId }: Pick<StoredSession, 'id' | 'personId'>,
  endedAt: Date,
): Promise<boolean> {
  return (await endWhere(tx, personId, endedAt, eq(staffSessions.id, id))).length > 0;
}

/** All of somebody but one; which they were. */
export async function endOtherSessions(
  tx: Tx,
  { id, personId }: Pick<StoredSession, 'id' | 'personId'>,
  endedAt: Date,
): Promise<readonly StaffSessionId[]> {
  return endWhere(tx, personId, endedAt, ne(staffSessions.id, id));
}

export async function endSessionsOf(tx: Tx, personId: PersonId, endedAt: Date): Promise<number> {
  return (await endWhere(tx, personId, endedAt)).length;
}

async function endWhere(
  tx: Tx,
  personId: PersonId,
  endedAt: Date,
  condition?: SQL,
): Promise<readonly StaffSessionId[]> {
  const rows = await tx
    .update(staffSessions)
    .set({ endedAt })
    .where(and(condition, eq(staffSessions.personId, personId), isNull(staffSessions.endedAt)))
    .returning({ id: staffSessions.id });
  return rows.map(({ id }) => id);
}

/** Those that ended, or were last used, before. */
export async function deleteSessionsBefore(tx: Tx, moment: Date): Promise<void> {
  await tx
    .delete(staffSessions)
    .where(or(lt(staffSessions.endedAt, moment), lt(staffSessions.lastAt, moment)));
}
