import { and, asc, eq, sql } from 'drizzle-orm';
import type { AccessRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { AccessRequest, RequestItem } from '../model.ts';
import { accessItems, accessRequests } from '../table.ts';

export type RequestRow = typeof accessRequests.$inferInsert;

export async function selectRequest(
  db: Db,
  id: AccessRequestId,
): Promise<AccessRequest | undefined> {
  const [row] = await db.select().from(accessRequests).where(eq(accessRequests.id, id));
  if (!row) return undefined;
  const items = await db
    .select()
    .from(accessItems)
    .where(eq(accessItems.requestId, id))
    .orderBy(asc(accessItems.documentId));
  return toRequest(row, items);
}

export async function insertRequest(
  tx: Tx,
  row: RequestRow,
  items: readonly RequestItem[],
): Promise<void> {
  await tx.insert(accessRequests).values(row);
  for (const item of items) await tx.insert(accessItems).values({ ...item, requestId: row.id });
}

/** One more version of it. */
export async function updateRequest(
  tx: Tx,
  id: AccessRequestId,
  set: Partial<RequestRow>,
): Promise<void> {
  await tx
    .update(accessRequests)
    .set({ ...set, version: sql`${accessRequests.version} + 1` })
    .where(eq(accessRequests.id, id));
}

export function toRequest(
  row: typeof accessRequests.$inferSelect,
  items: readonly (typeof accessItems.$inferSelect)[],
): AccessRequest {
  const { requester, subscriptionId, customerId, verifiedAt, waitingSince, decidedBy, endedAt } =
    row;
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    source: row.source,
    receivedAt: row.receivedAt,
    domain: row.domain,
    addressHash: row.addressHash,
    language: row.language,
    linkVersion: row.linkVersion,
    changedAt: row.changedAt,
    looksAutomated: row.looksAutomated,
    version: row.version,
    items: items.map(toItem),
    ...(requester && { requester }),
    ...(subscriptionId && { subscriptionId }),
    ...(customerId && { customerId }),
    ...(verifiedAt && { verifiedAt }),
    ...(waitingSince && { waitingSince }),
    ...(decidedBy && { decidedBy }),
    ...(endedAt && { endedAt }),
  };
}

function toItem({ documentId, state, reason }: typeof accessItems.$inferSelect): RequestItem {
  return { documentId, state, ...(reason && { reason }) };
}

/** What was decided of each of its documents. */
export async function replaceItems(
  tx: Tx,
  requestId: AccessRequestId,
  items: readonly RequestItem[],
): Promise<void> {
  for (const { documentId, state, reason } of items)
    await tx
      .update(accessItems)
      .set({ state, reason: reason ?? null })
      .where(and(eq(accessItems.requestId, requestId), eq(accessItems.documentId, documentId)));
}
