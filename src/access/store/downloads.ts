import { and, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import type { Download } from '../model/downloads.ts';
import { accessRequests, downloads, grants } from '../table.ts';

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

/** Copies with these references or this hash, newest first. */
export async function selectTraced(
  db: Db,
  references: readonly { readonly reference: string; readonly number: number }[],
  sha256: string,
): Promise<readonly Download[]> {
  const named = JSON.stringify(references.map(({ reference, number }) => `${reference}/${number}`));
  const rows = await db
    .select({ download: downloads })
    .from(downloads)
    .innerJoin(grants, eq(grants.id, downloads.grantId))
    .where(
      sql`${downloads.sha256} = ${sha256} OR (${grants.reference} IN (SELECT substr(value, 1, 13) FROM json_each(${named})) AND ${grants.reference} || '/' || ${downloads.number} IN (SELECT value FROM json_each(${named})))`,
    )
    .orderBy(desc(downloads.id))
    .limit(100);
  return rows.map(({ download }) => toDownload(download));
}

export type DownloadFilter = {
  readonly grant?: string | undefined;
  readonly document?: string | undefined;
  readonly customer?: string | undefined;
  readonly request?: string | undefined;
};

/** Newest first, before the one with this id. */
export async function selectDownloads(
  db: Db,
  { grant, document, customer, request }: DownloadFilter,
  before: number | undefined,
  limit: number,
): Promise<readonly Download[]> {
  const rows = await db
    .select({ download: downloads })
    .from(downloads)
    .innerJoin(grants, eq(grants.id, downloads.grantId))
    .innerJoin(accessRequests, eq(accessRequests.id, grants.requestId))
    .where(
      and(
        before === undefined ? undefined : lt(downloads.id, before),
        grant === undefined ? undefined : sql`${grants.id} = ${grant}`,
        request === undefined ? undefined : sql`${grants.requestId} = ${request}`,
        document === undefined ? undefined : sql`${grants.documentId} = ${document}`,
        customer === undefined ? undefined : sql`${accessRequests.customerId} = ${customer}`,
      ),
    )
    .orderBy(desc(downloads.id))
    .limit(limit);
  return rows.map(({ download }) => toDownload(download));
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
