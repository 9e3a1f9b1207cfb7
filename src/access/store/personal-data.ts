import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { type AcceptanceId, type AccessRequestId, asId } from '../../core/ids.ts';
import { pageByHashes } from '../../db/by-hashes.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Download } from '../model/downloads.ts';
import {
  acceptances,
  accessRequests,
  accessTokens,
  downloadLinks,
  downloads,
  downloadSessions,
  grants,
} from '../table.ts';
import { toDownload } from './downloads.ts';
import { eraseMessages } from './messages.ts';

type Page = { readonly after: string | undefined; readonly limit: number };

/** Of an address, in the order of ids. What is erased has no hash. */
export async function selectRequestIds(
  db: Db,
  hashes: readonly string[],
  { after, limit }: Page,
): Promise<readonly AccessRequestId[]> {
  const { id, addressHash } = accessRequests;
  return pageByHashes(hashes, limit, async (hash) => {
    const rows = await db
      .select({ id })
      .from(accessRequests)
      .where(
        and(eq(addressHash, hash), after === undefined ? undefined : gt(id, asId('req', after))),
      )
      .orderBy(asc(id))
      .limit(limit);
    return rows.map((row) => row.id);
  });
}

/**
 * Of an address, in the order of ids. One that a company has on file for all its people has no hash: it
 * is found by the domain, and is the person's where they signed it.
 */
export async function selectAcceptanceIds(
  db: Db,
  { hashes, signers }: { readonly hashes: readonly string[]; readonly signers: readonly Signing[] },
  { after, limit }: Page,
): Promise<readonly AcceptanceId[]> {
  const { id, addressHash, domain, signer } = acceptances;
  const behind = after === undefined ? undefined : gt(id, asId('acc', after));
  const select = async (which: ReturnType<typeof and>) => {
    const rows = await db
      .select({ id })
      .from(acceptances)
      .where(and(which, behind))
      .orderBy(asc(id))
      .limit(limit);
    return rows.map((row) => row.id);
  };
  const own = await pageByHashes(hashes, limit, (hash) => select(eq(addressHash, hash)));
  const forOthers = await Promise.all(
    signers.map((each) =>
      select(
        and(
          eq(domain, each.domain),
          eq(addressHash, ''),
          sql`lower(${signer} ->> 'email') = ${each.address}`,
        ),
      ),
    ),
  );
  return [...own, ...forOthers.flat()].toSorted().slice(0, limit);
}

type Signing = {
  /** In lower case. */
  readonly address: string;
  readonly domain: string;
};

/** Every copy that was given out on a request, oldest first. */
export async function selectDownloadsOf(
  db: Db,
  requestId: AccessRequestId,
): Promise<readonly Download[]> {
  const rows = await db
    .select({ download: downloads })
    .from(grants)
    .innerJoin(downloads, eq(downloads.grantId, grants.id))
    .where(eq(grants.requestId, requestId))
    .orderBy(asc(downloads.id));
  return rows.map(({ download }) => toDownload(download));
}

/** What stands about somebody beside their request, and every way to what they were given; which document was when stays. */
export async function eraseTraces(tx: Tx, id: AccessRequestId): Promise<void> {
  await eraseMessages(tx, id);
  const own = tx.select({ id: grants.id }).from(grants).where(eq(grants.requestId, id));
  await tx.update(downloads).set({ clientAddress: null }).where(inArray(downloads.grantId, own));
  await tx.update(grants).set({ addressHash: '' }).where(eq(grants.requestId, id));
  for (const table of [downloadLinks, downloadSessions, accessTokens])
    await tx.delete(table).where(eq(table.requestId, id));
}

/** A grant that was given on it says no more by what. */
export async function deleteAcceptance(tx: Tx, id: AcceptanceId): Promise<void> {
  await tx.update(grants).set({ acceptanceId: null }).where(eq(grants.acceptanceId, id));
  await tx.delete(acceptances).where(eq(acceptances.id, id));
}
