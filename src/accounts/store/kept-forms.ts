import { and, eq, gt, lt } from 'drizzle-orm';
import type { PersonId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { staffKeptForms } from '../table.ts';

/** In place of what was kept before. */
export async function keep(tx: Tx, form: typeof staffKeptForms.$inferInsert): Promise<void> {
  const { sealed, expiresAt } = form;
  await tx
    .insert(staffKeptForms)
    .values(form)
    .onConflictDoUpdate({ target: staffKeptForms.personId, set: { sealed, expiresAt } });
}

export async function selectKept(
  db: Db,
  personId: PersonId,
  now: Date,
): Promise<string | undefined> {
  const [row] = await db
    .select({ sealed: staffKeptForms.sealed })
    .from(staffKeptForms)
    .where(and(eq(staffKeptForms.personId, personId), gt(staffKeptForms.expiresAt, now)))
    .limit(1);
  return row?.sealed;
}

export async function deleteKept(tx: Tx, personId: PersonId): Promise<void> {
  await tx.delete(staffKeptForms).where(eq(staffKeptForms.personId, personId));
}

export async function deleteKeptBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.delete(staffKeptForms).where(lt(staffKeptForms.expiresAt, moment));
}
