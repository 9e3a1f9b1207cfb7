import { and, eq, gt, lt } from 'drizzle-orm';
import type { AccessRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { downloadSessions } from '../table.ts';

export type DownloadSession = typeof downloadSessions.$inferSelect;

export async function selectSession(
  db: Db,
  secretHash: string,
): Promise<DownloadSession | undefined> {
  const [row] = await db
    .select()
    .from(downloadSessions)
    .where(eq(downloadSessions.secretHash, secretHash));
  return row;
}

export async function insertSession(tx: Tx, row: DownloadSession): Promise<void> {
  await tx.insert(downloadSessions).values(row);
}

/** Those of a request end now; that they were is known for a while. */
export async function endSessions(tx: Tx, requestId: AccessRequestId, now: Date): Promise<void> {
  await tx
    .update(downloadSessions)
    .set({ expiresAt: now })
    .where(and(eq(downloadSessions.requestId, requestId), gt(downloadSessions.expiresAt, now)));
}

export async function hasSessionBefore(db: Db, moment: Date): Promise<boolean> {
  const rows = await db
    .select({ id: downloadSessions.id })
    .from(downloadSessions)
    .where(lt(downloadSessions.expiresAt, moment))
    .limit(1);
  return rows.length > 0;
}

export async function deleteSessionsBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.delete(downloadSessions).where(lt(downloadSessions.expiresAt, moment));
}
