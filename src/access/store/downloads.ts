import { and, eq, isNotNull, lt, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import type { Download } from '../model/downloads.ts';
import { downloads, grants } from '../table.ts';

export type DownloadRow = typeof downloads.$inferInsert;

/** Its place among all; with its number it is one more of the grant. */
export async function insertDownload(tx: Tx, row: DownloadRow): Promise<number> {
  const [stored] = await tx.insert(downloads).values(row).returning({ id: downloads.id });
  // What a downloaded copy does to a grant is not an edit of it: its version stays.
  await tx
    .update(grants)
    .set({ downloads: sql`${grants.downloads} + 1` })
    .where(eq(grants.id, row.grantId));
  if (!stored) throw new Error('the download has no place');
  return stored.id;
}

/** Once: what was said first stays. */
export async function endDownload(
  tx: Tx,
  id: number,
  state: 'finished' | 'broken',
  endedAt: Date,
): Promise<void> {
  await tx
    .update(downloads)
    .set({ state, endedAt })
    .where(and(eq(downloads.id, id), eq(downloads.state, 'prepared')));
}

export async function hasAddressBefore(db: Db, moment: Date): Promise<boolean> {
  const rows = await db
    .select({ id: downloads.id })
    .from(downloads)
    .where(and(isNotNull(downloads.clientAddress), lt(downloads.at, moment)))
    .limit(1);
  return rows.length > 0;
}

export async function emptyAddressesBefore(tx: Tx, moment: Date): Promise<void> {
  await tx
    .update(downloads)
    .set({ clientAddress: null })
    .where(and(isNotNull(downloads.clientAddress), lt(downloads.at, moment)));
}

export function toDownload(row: typeof downloads.$inferSelect): Download {
  const { tokenId, endedAt, clientAddress, ...rest } = row;
  return {
    ...rest,
    ...(tokenId && { tokenId }),
    ...(endedAt && { endedAt }),
    ...(clientAddress && { clientAddress }),
  };
}
