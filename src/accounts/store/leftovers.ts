import { lt } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import {
  staffAttempts,
  staffKeptForms,
  staffLetters,
  staffLinks,
  staffSessions,
} from '../table.ts';

/** Whether anything is to be deleted: a look writes nothing. */
export async function hasLeftovers(db: Db, now: Date, sessionsBefore: Date): Promise<boolean> {
  for (const table of [staffAttempts, staffLinks, staffLetters, staffKeptForms]) {
    const rows = await db
      .select({ expiresAt: table.expiresAt })
      .from(table)
      .where(lt(table.expiresAt, now))
      .limit(1);
    if (rows.length > 0) return true;
  }
  const old = await db
    .select({ id: staffSessions.id })
    .from(staffSessions)
    .where(lt(staffSessions.lastAt, sessionsBefore))
    .limit(1);
  return old.length > 0;
}
