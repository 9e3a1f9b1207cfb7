import { and, asc, eq } from 'drizzle-orm';
import type { AccessRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Message } from '../model.ts';
import { accessMessages } from '../table.ts';

/** Oldest first, notes among them. */
export async function selectMessages(db: Db, id: AccessRequestId): Promise<readonly Message[]> {
  const rows = await db
    .select()
    .from(accessMessages)
    .where(eq(accessMessages.requestId, id))
    .orderBy(asc(accessMessages.id));
  return rows.map(({ requestId: _, ...message }) => message);
}

export async function selectMessage(
  db: Db,
  id: AccessRequestId,
  message: number,
): Promise<Message | undefined> {
  const [row] = await db
    .select()
    .from(accessMessages)
    .where(and(eq(accessMessages.requestId, id), eq(accessMessages.id, message)));
  if (!row) return undefined;
  const { requestId: _, ...found } = row;
  return found;
}

/** Its number. */
export async function insertMessage(
  tx: Tx,
  row: typeof accessMessages.$inferInsert,
): Promise<number> {
  const [stored] = await tx.insert(accessMessages).values(row).returning({ id: accessMessages.id });
  return stored?.id ?? 0;
}

/** What was written is gone; that something was written stays. */
export async function eraseMessages(tx: Tx, id: AccessRequestId): Promise<void> {
  await tx.update(accessMessages).set({ text: '' }).where(eq(accessMessages.requestId, id));
}
