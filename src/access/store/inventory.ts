import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  sql,
} from 'drizzle-orm';
import type { AccessRequestId, CustomerId, DocumentId, GrantId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import type { Download } from '../model/downloads.ts';
import type { GrantState, KeptGrant } from '../model/grants.ts';
import type { Whose } from '../model/record.ts';
import { acceptances, accessItems, accessRequests, downloads, grants } from '../table.ts';
import { toDownload } from './downloads.ts';
import { toGrant } from './grants.ts';

export type InventoryFilter = {
  readonly document?: DocumentId | undefined;
  readonly customer?: CustomerId | undefined;
  readonly domain?: string | undefined;
  readonly state?: GrantState | undefined;
};

export type Held = { readonly grant: KeptGrant; readonly whose: Whose };

/** Newest first, behind the one `after`. */
export async function selectInventory(
  db: Db,
  filter: InventoryFilter,
  {
    now,
    after,
    limit,
  }: { now: Date; after: Pick<KeptGrant, 'id' | 'from'> | undefined; limit: number },
): Promise<readonly Held[]> {
  const { document, customer, domain, state } = filter;
  const rows = await db
    .select({ grant: grants, request: accessRequests })
    .from(grants)
    .innerJoin(accessRequests, eq(accessRequests.id, grants.requestId))
    .where(
      and(
        document === undefined ? undefined : eq(grants.documentId, document),
        customer === undefined ? undefined : eq(accessRequests.customerId, customer),
        domain === undefined ? undefined : eq(accessRequests.domain, domain),
        state === undefined ? undefined : inState(state, now),
        after &&
          or(
            lt(grants.from, after.from),
            and(eq(grants.from, after.from), lt(grants.id, after.id)),
          ),
      ),
    )
    .orderBy(desc(grants.from), desc(grants.id))
    .limit(limit);
  return rows.map(({ grant, request }) => ({ grant: toGrant(grant), whose: toWhose(request) }));
}

/** As `stateOf` has it. */
function inState(state: GrantState, now: Date) {
  if (state === 'revoked') return isNotNull(grants.revokedAt);
  if (state === 'ended') return and(isNull(grants.revokedAt), lte(grants.until, now));
  const isLeft = state === 'in-force' ? sql`<` : sql`>=`;
  return and(
    isNull(grants.revokedAt),
    gt(grants.until, now),
    sql`${grants.downloads} ${isLeft} ${grants.mostDownloads}`,
  );
}

export type Fetched = Held & { readonly download: Download };

export type HistoryFilter = {
  readonly grant?: GrantId | undefined;
  readonly document?: DocumentId | undefined;
  readonly customer?: CustomerId | undefined;
};

/** Newest first, before the one of this id. */
export async function selectHistory(
  db: Db,
  { grant, document, customer }: HistoryFilter,
  before: number | undefined,
  limit: number,
): Promise<readonly Fetched[]> {
  const rows = await selectFetched(db)
    .where(
      and(
        before === undefined ? undefined : lt(downloads.id, before),
        grant === undefined ? undefined : eq(grants.id, grant),
        document === undefined ? undefined : eq(grants.documentId, document),
        customer === undefined ? undefined : eq(accessRequests.customerId, customer),
      ),
    )
    .orderBy(desc(downloads.id))
    .limit(limit);
  return rows.map(toFetched);
}

type Named = { readonly reference: string; readonly number: number };

/** Copies with these references or this hash, newest first. */
export async function selectTraced(
  db: Db,
  named: readonly Named[],
  sha256: string,
  most: number,
): Promise<readonly Fetched[]> {
  const rows = await selectFetched(db)
    .where(
      or(
        eq(downloads.sha256, sha256),
        ...named.map(({ reference, number }) =>
          and(eq(grants.reference, reference), eq(downloads.number, number)),
        ),
      ),
    )
    .orderBy(desc(downloads.id))
    .limit(most);
  return rows.map(toFetched);
}

/** Those of these grants, by number. */
export async function selectDownloadsOf(
  db: Db,
  ids: readonly GrantId[],
): Promise<readonly Download[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(downloads)
    .where(inArray(downloads.grantId, [...ids]))
    .orderBy(asc(downloads.grantId), asc(downloads.number));
  return rows.map(toDownload);
}

function selectFetched(db: Db) {
  return db
    .select({ download: downloads, grant: grants, request: accessRequests })
    .from(downloads)
    .innerJoin(grants, eq(grants.id, downloads.grantId))
    .innerJoin(accessRequests, eq(accessRequests.id, grants.requestId));
}

type FetchedRow = Awaited<ReturnType<typeof selectFetched>>[number];

function toFetched({ download, grant, request }: FetchedRow): Fetched {
  return { download: toDownload(download), grant: toGrant(grant), whose: toWhose(request) };
}

/** Of these requests. */
export async function selectWhose(
  db: Db,
  ids: readonly AccessRequestId[],
): Promise<ReadonlyMap<AccessRequestId, Whose>> {
  const rows = await db
    .select()
    .from(accessRequests)
    .where(sql`${accessRequests.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.map((row) => [row.id, toWhose(row)]));
}

/** Requests of a customer whose address is confirmed: nobody else's word makes somebody its people. */
export async function selectRequestsOf(
  db: Db,
  customerId: CustomerId,
): Promise<readonly AccessRequestId[]> {
  const rows = await db
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(and(eq(accessRequests.customerId, customerId), isNotNull(accessRequests.verifiedAt)))
    .orderBy(asc(accessRequests.receivedAt));
  return rows.map(({ id }) => id);
}

export async function selectGrantsById(
  db: Db,
  ids: readonly GrantId[],
): Promise<ReadonlyMap<GrantId, KeptGrant>> {
  const rows = await db
    .select()
    .from(grants)
    .where(sql`${grants.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.map((row) => [row.id, toGrant(row)]));
}

export type Span = { readonly from: Date; readonly until: Date };

/** How many requests asked for each document. */
export async function countRequests(db: Db, { from, until }: Span) {
  return db
    .select({ documentId: accessItems.documentId, count: sql<number>`count(*)` })
    .from(accessItems)
    .innerJoin(accessRequests, eq(accessRequests.id, accessItems.requestId))
    .where(and(gte(accessRequests.receivedAt, from), lt(accessRequests.receivedAt, until)))
    .groupBy(accessItems.documentId);
}

/** How many copies of each version. */
export async function countDownloads(db: Db, { from, until }: Span) {
  return db
    .select({ editionId: downloads.editionId, count: sql<number>`count(*)` })
    .from(downloads)
    .where(and(gte(downloads.at, from), lt(downloads.at, until)))
    .groupBy(downloads.editionId);
}

/** How many people could have each document at some time in the span. */
export async function countHolders(db: Db, { from, until }: Span) {
  return db
    .select({
      documentId: grants.documentId,
      count: sql<number>`count(DISTINCT ${grants.addressHash})`,
    })
    .from(grants)
    .where(
      and(
        lt(grants.from, until),
        gt(grants.until, from),
        or(isNull(grants.revokedAt), gt(grants.revokedAt, from)),
      ),
    )
    .groupBy(grants.documentId);
}

/** What each acceptance was for. */
export async function selectAccepted(
  db: Db,
  { from, until }: Span,
): Promise<readonly (readonly DocumentId[])[]> {
  const rows = await db
    .select({ documentIds: acceptances.documentIds })
    .from(acceptances)
    .where(and(gte(acceptances.acceptedAt, from), lt(acceptances.acceptedAt, until)));
  return rows.map(({ documentIds }) => documentIds);
}

function toWhose(row: typeof accessRequests.$inferSelect): Whose {
  const { customerId, decidedBy, requester } = row;
  return {
    requestId: row.id,
    requestReference: row.reference,
    domain: row.domain,
    ...(customerId && { customerId }),
    ...(decidedBy && { decidedBy }),
    ...(requester && { requester }),
  };
}
