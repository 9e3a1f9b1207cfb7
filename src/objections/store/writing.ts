import { eq, sql } from 'drizzle-orm';
import type { ObjectionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { objectionMessages, objections } from '../table.ts';

export type ObjectionRow = typeof objections.$inferInsert;
type MessageRow = typeof objectionMessages.$inferInsert;

export async function insertObjection(tx: Tx, row: ObjectionRow): Promise<void> {
  await tx.insert(objections).values(row);
}

/** One more version of it. */
export async function updateObjection(
  tx: Tx,
  id: ObjectionId,
  set: Partial<ObjectionRow>,
): Promise<void> {
  await tx
    .update(objections)
    .set({ ...set, version: sql`${objections.version} + 1` })
    .where(eq(objections.id, id));
}

/** Its number. */
export async function insertMessage(tx: Tx, row: MessageRow): Promise<number> {
  const [stored] = await tx
    .insert(objectionMessages)
    .values(row)
    .returning({ id: objectionMessages.id });
  return stored?.id ?? 0;
}

/** What was written on the case is gone; that something was written stays. */
export async function eraseMessages(tx: Tx, id: ObjectionId): Promise<void> {
  await tx.update(objectionMessages).set({ text: '' }).where(eq(objectionMessages.objectionId, id));
}
