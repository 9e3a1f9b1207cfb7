import { and, eq, gt, isNull } from 'drizzle-orm';
import type { AccessRequestId, DownloadLinkId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { downloadLinks } from '../table.ts';

export type DownloadLink = typeof downloadLinks.$inferSelect;

export async function selectLink(db: Db, id: DownloadLinkId): Promise<DownloadLink | undefined> {
  const [row] = await db.select().from(downloadLinks).where(eq(downloadLinks.id, id));
  return row;
}

export async function insertLink(tx: Tx, row: typeof downloadLinks.$inferInsert): Promise<void> {
  await tx.insert(downloadLinks).values(row);
}

/** False where somebody was first, or it has expired: of two at once one uses it. */
export async function useLink(tx: Tx, id: DownloadLinkId, now: Date): Promise<boolean> {
  const used = await tx
    .update(downloadLinks)
    .set({ usedAt: now })
    .where(
      and(eq(downloadLinks.id, id), isNull(downloadLinks.usedAt), gt(downloadLinks.expiresAt, now)),
    )
    .returning({ id: downloadLinks.id });
  return used.length > 0;
}

/** Ends those of a request that nobody has used. */
export async function endLinks(tx: Tx, requestId: AccessRequestId, now: Date): Promise<void> {
  await tx
    .update(downloadLinks)
    .set({ expiresAt: now })
    .where(
      and(
        eq(downloadLinks.requestId, requestId),
        isNull(downloadLinks.usedAt),
        gt(downloadLinks.expiresAt, now),
      ),
    );
}
