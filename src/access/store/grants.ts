import { and, asc, eq, gt, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { AccessRequestId, DocumentId, EditionId, GrantId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { events } from '../../db/ledger.ts';
import type { KeptGrant } from '../model/grants.ts';
import { grants } from '../table.ts';

export type GrantRow = typeof grants.$inferInsert;

export async function selectGrant(db: Db, id: GrantId): Promise<KeptGrant | undefined> {
  const [row] = await db.select().from(grants).where(eq(grants.id, id));
  return row && toGrant(row);
}

/** All that a request was ever granted, oldest first. */
export async function selectGrantsOf(
  db: Db,
  requestId: AccessRequestId,
): Promise<readonly KeptGrant[]> {
  const rows = await db
    .select()
    .from(grants)
    .where(eq(grants.requestId, requestId))
    .orderBy(asc(grants.from), asc(grants.id));
  return rows.map(toGrant);
}

/** Those that are over and whose end is not written down, at most so many. */
export async function selectOver(db: Db, now: Date, most: number): Promise<readonly KeptGrant[]> {
  const rows = await db
    .select()
    .from(grants)
    .where(and(isNull(grants.endedAt), lte(grants.until, now)))
    .orderBy(asc(grants.until), asc(grants.id))
    .limit(most);
  return rows.map(toGrant);
}

/** False where the request has one of this version already. */
export async function insertGrant(tx: Tx, row: GrantRow): Promise<boolean> {
  const stored = await tx
    .insert(grants)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: grants.id });
  return stored.length > 0;
}

/** One more version of it. */
export async function updateGrant(tx: Tx, id: GrantId, set: Partial<GrantRow>): Promise<void> {
  await tx
    .update(grants)
    .set({ ...set, version: sql`${grants.version} + 1` })
    .where(eq(grants.id, id));
}

/** Ends what a request holds of a document in other versions, and of this one where time has ended it. Their ids. */
export async function endOlder(
  tx: Tx,
  { requestId, documentId, editionId, now }: EndingOlder,
): Promise<readonly GrantId[]> {
  const ended = await tx
    .update(grants)
    .set({
      until: sql`min(${grants.until}, ${now.getTime()})`,
      endedAt: now,
      version: sql`${grants.version} + 1`,
    })
    .where(
      and(
        eq(grants.requestId, requestId),
        eq(grants.documentId, documentId),
        isNull(grants.endedAt),
        or(ne(grants.editionId, editionId), lte(grants.until, now)),
      ),
    )
    .returning({ id: grants.id });
  return ended.map(({ id }) => id);
}

type EndingOlder = {
  readonly requestId: AccessRequestId;
  readonly documentId: DocumentId;
  readonly editionId: EditionId;
  readonly now: Date;
};

export function toGrant(row: typeof grants.$inferSelect): KeptGrant {
  const { acceptanceId, revokedAt, endedAt, ...rest } = row;
  return {
    ...rest,
    ...(acceptanceId && { acceptanceId }),
    ...(revokedAt && { revokedAt }),
    ...(endedAt && { endedAt }),
  };
}

type InForce = { readonly documentId: DocumentId; readonly editionId: EditionId };

/** Grants in force of versions that were followed by these, whose holders were not told of them yet. */
export async function selectOutdated(
  db: Db,
  inForce: readonly InForce[],
  now: Date,
  most: number,
): Promise<readonly { readonly grant: KeptGrant; readonly editionId: EditionId }[]> {
  const pairs = JSON.stringify(inForce.map(({ documentId, editionId }) => [documentId, editionId]));
  const newer = sql<EditionId>`(SELECT value ->> 1 FROM json_each(${pairs}) WHERE value ->> 0 = ${grants.documentId})`;
  const rows = await db
    .select({ grant: grants, editionId: newer })
    .from(grants)
    .where(
      and(
        isNull(grants.endedAt),
        gt(grants.until, now),
        sql`${grants.editionId} <> ${newer}`,
        sql`NOT EXISTS (SELECT 1 FROM ${events} WHERE ${events.subject} = 'access-request:' || ${grants.requestId} AND ${events.action} = ${renewalOffered} AND ${events.data} ->> 'grant' = ${grants.id} AND ${events.data} ->> 'edition' = ${newer})`,
      ),
    )
    .orderBy(asc(grants.id))
    .limit(most);
  return rows.map(({ grant, editionId }) => ({ grant: toGrant(grant), editionId }));
}

/** Stands in the record for each holder and version, which is all that is kept of it. */
export const renewalOffered = 'access.renewal_offered';
