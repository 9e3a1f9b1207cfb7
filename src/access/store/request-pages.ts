import { and, asc, desc, eq, inArray, isNotNull, lt, lte, or, sql } from 'drizzle-orm';
import type { AccessRequestId, CustomerId, DocumentId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { AccessRequest, RequestState } from '../model.ts';
import { accessItems, accessRequests } from '../table.ts';
import { toRequest } from './requests.ts';

export type RequestFilter = {
  readonly state?: RequestState | undefined;
  readonly document?: DocumentId | undefined;
  readonly customer?: CustomerId | undefined;
  readonly domain?: string | undefined;
  readonly automated?: boolean | undefined;
};

/** Newest first, behind the one `after`. */
export async function selectPage(
  db: Db,
  filter: RequestFilter,
  after: Pick<AccessRequest, 'id' | 'receivedAt'> | undefined,
  limit: number,
): Promise<readonly AccessRequest[]> {
  const { receivedAt, id } = accessRequests;
  const rows = await db
    .select()
    .from(accessRequests)
    .where(
      and(
        ...conditionsOf(filter),
        after &&
          or(
            lt(receivedAt, after.receivedAt),
            and(eq(receivedAt, after.receivedAt), lt(id, after.id)),
          ),
      ),
    )
    .orderBy(desc(receivedAt), desc(id))
    .limit(limit);
  return withItems(db, rows);
}

function conditionsOf({ state, document, customer, domain, automated }: RequestFilter) {
  const { id, customerId, looksAutomated } = accessRequests;
  return [
    state === undefined ? undefined : eq(accessRequests.state, state),
    customer === undefined ? undefined : eq(customerId, customer),
    domain === undefined ? undefined : eq(accessRequests.domain, domain),
    automated === undefined ? undefined : eq(looksAutomated, automated),
    document === undefined
      ? undefined
      : sql`${id} IN (SELECT request_id FROM access_items WHERE document_id = ${document})`,
  ];
}

/** Those that wait for a person, longest first, so many. */
export async function selectWaiting(db: Db, limit: number): Promise<readonly AccessRequest[]> {
  const rows = await db
    .select()
    .from(accessRequests)
    .where(and(eq(accessRequests.state, 'waiting'), isNotNull(accessRequests.waitingSince)))
    .orderBy(asc(accessRequests.waitingSince), asc(accessRequests.id))
    .limit(limit);
  return withItems(db, rows);
}

/** Those in a state since before then, so many. */
export async function selectStale(
  db: Db,
  state: RequestState,
  before: Date,
  limit: number,
): Promise<readonly AccessRequestId[]> {
  const rows = await db
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(and(eq(accessRequests.state, state), lte(accessRequests.changedAt, before)))
    .orderBy(asc(accessRequests.changedAt), asc(accessRequests.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

async function withItems(
  db: Db,
  rows: readonly (typeof accessRequests.$inferSelect)[],
): Promise<readonly AccessRequest[]> {
  const ids = rows.map(({ id }) => id);
  const items =
    ids.length === 0
      ? []
      : await db
          .select()
          .from(accessItems)
          .where(inArray(accessItems.requestId, ids))
          .orderBy(asc(accessItems.documentId));
  const byRequest = Map.groupBy(items, ({ requestId }) => requestId);
  return rows.map((row) => toRequest(row, byRequest.get(row.id) ?? []));
}
