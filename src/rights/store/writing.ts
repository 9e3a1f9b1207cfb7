import { and, eq, inArray, sql } from 'drizzle-orm';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Message } from '../model.ts';
import { rightsMessages, rightsRequests } from '../table.ts';

export type RightsRow = typeof rightsRequests.$inferInsert;
type MessageRow = typeof rightsMessages.$inferInsert;

export async function insertRequest(tx: Tx, row: RightsRow): Promise<void> {
  await tx.insert(rightsRequests).values(row);
}

/** One more version of it. */
export async function updateRequest(
  tx: Tx,
  id: RightsRequestId,
  set: Partial<RightsRow>,
): Promise<void> {
  await tx
    .update(rightsRequests)
    .set({ ...set, version: sql`${rightsRequests.version} + 1` })
    .where(eq(rightsRequests.id, id));
}

/** Its number. */
export async function insertMessage(tx: Tx, row: MessageRow): Promise<number> {
  const [stored] = await tx.insert(rightsMessages).values(row).returning({ id: rightsMessages.id });
  return stored?.id ?? 0;
}

/** What was written on the case, by all or by these, is gone; that something was written stays. */
export async function eraseMessages(
  tx: Tx,
  id: RightsRequestId,
  by: readonly Message['author'][] = ['person', 'agent', 'staff', 'note'],
): Promise<void> {
  const { requestId, author } = rightsMessages;
  await tx
    .update(rightsMessages)
    .set({ text: '' })
    .where(and(eq(requestId, id), inArray(author, [...by])));
}
