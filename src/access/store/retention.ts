import {
  and,
  asc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  notExists,
  or,
  sql,
} from 'drizzle-orm';
import type { AcceptanceId, AccessRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { RequestState } from '../model.ts';
import {
  acceptances,
  accessMessages,
  accessRequests,
  accessTokens,
  downloadLinks,
  downloads,
  downloadSessions,
  grants,
} from '../table.ts';

type Page = { readonly after: { readonly at: Date; readonly id: string }; readonly limit: number };

/** Nothing more comes of them by themselves; of those that are ready while a grant is in force. */
const closed: readonly RequestState[] = ['ready', 'declined', 'expired', 'withdrawn'];

/** Closed, and all that was given out ended, before that moment; those that name somebody, oldest first. */
export async function selectRequestsOver(db: Db, before: Date, { after, limit }: Page) {
  const { id, receivedAt, customerId, addressHash, requester, state, changedAt } = accessRequests;
  const granted = db
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.requestId, id), or(isNull(grants.endedAt), gte(grants.endedAt, before))));
  return db
    .select({ id, receivedAt, customerId, addressHash })
    .from(accessRequests)
    .where(
      and(
        isNotNull(requester),
        or(
          gt(receivedAt, after.at),
          and(eq(receivedAt, after.at), gt(id, after.id as AccessRequestId)),
        ),
        // The sign keeps its index out: what is erased is closed too, and stays for good.
        inArray(sql`+${state}`, [...closed]),
        lt(changedAt, before),
        notExists(granted),
      ),
    )
    .orderBy(asc(receivedAt), asc(id))
    .limit(limit);
}

/** What names somebody goes, with every way to what they were given; to which addresses it was answered. */
export async function eraseRequests(tx: Tx, ids: readonly AccessRequestId[], at: Date) {
  const which = inArray(accessRequests.id, [...ids]);
  const subscribed = await tx
    .select({ id: accessRequests.subscriptionId })
    .from(accessRequests)
    .where(which);
  const nobody = { requester: sql`NULL`, domain: '', addressHash: '', subscriptionId: null };
  const { linkVersion, version } = accessRequests;
  await tx
    .update(accessRequests)
    .set({
      ...nobody,
      linkVersion: sql`${linkVersion} + 1`,
      changedAt: at,
      version: sql`${version} + 1`,
    })
    .where(which);
  const of = { requestId: [...ids] };
  await tx
    .update(accessMessages)
    .set({ text: '' })
    .where(inArray(accessMessages.requestId, of.requestId));
  await tx.update(grants).set({ addressHash: '' }).where(inArray(grants.requestId, of.requestId));
  for (const table of [downloadLinks, downloadSessions, accessTokens])
    await tx.delete(table).where(inArray(table.requestId, of.requestId));
  return subscribed.flatMap(({ id }) => id ?? []);
}

/** Oldest first. */
export async function selectDownloadsBefore(db: Db, before: Date, { after, limit }: Page) {
  const { id, at } = downloads;
  const { customerId, addressHash } = accessRequests;
  return db
    .select({ id, at, customerId, addressHash })
    .from(downloads)
    .leftJoin(grants, eq(grants.id, downloads.grantId))
    .leftJoin(accessRequests, eq(accessRequests.id, grants.requestId))
    .where(
      and(lt(at, before), or(gt(at, after.at), and(eq(at, after.at), gt(id, Number(after.id))))),
    )
    .orderBy(asc(at), asc(id))
    .limit(limit);
}

export async function hasDownload(db: Db, id: number): Promise<boolean> {
  const found = await db.select({ id: downloads.id }).from(downloads).where(eq(downloads.id, id));
  return found.length > 0;
}

/** Their number stays with the grant. */
export async function deleteDownloads(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.delete(downloads).where(inArray(downloads.id, [...ids]));
}

/** Ended before that moment, oldest first; one without an end binds still. */
export async function selectAcceptancesOver(db: Db, before: Date, { after, limit }: Page) {
  const { id, endedAt, addressHash, requestId, signer } = acceptances;
  const { customerId } = accessRequests;
  return db
    .select({ id, endedAt, addressHash, customerId, signer })
    .from(acceptances)
    .leftJoin(accessRequests, eq(accessRequests.id, requestId))
    .where(
      and(
        lt(endedAt, before),
        or(gt(endedAt, after.at), and(eq(endedAt, after.at), gt(id, after.id as AcceptanceId))),
      ),
    )
    .orderBy(asc(endedAt), asc(id))
    .limit(limit);
}

export async function deleteAcceptances(tx: Tx, ids: readonly AcceptanceId[]): Promise<void> {
  await tx
    .update(grants)
    .set({ acceptanceId: null })
    .where(inArray(grants.acceptanceId, [...ids]));
  await tx.delete(acceptances).where(inArray(acceptances.id, [...ids]));
}
