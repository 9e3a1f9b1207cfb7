import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { AccessRequestId, DocumentId, EditionId, GrantId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { AccessGrant } from '../model.ts';
import { grants } from '../table.ts';

export type GrantRow = typeof grants.$inferInsert;

/** A grant, and when its end was written down. */
export type KeptGrant = AccessGrant & { readonly endedAt?: Date };

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

/** Those of one version whose end is not written down. */
export async function selectOpenOf(db: Db, editionId: EditionId): Promise<readonly KeptGrant[]> {
  const rows = await db
    .select()
    .from(grants)
    .where(and(eq(grants.editionId, editionId), isNull(grants.endedAt)))
    .orderBy(asc(grants.id));
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

/** Writes down the end of those of these documents that time has ended, so that they can be granted anew. */
export async function closePast(
  tx: Tx,
  { requestId, documentIds, now }: ClosingPast,
): Promise<void> {
  await tx
    .update(grants)
    .set({ endedAt: now, version: sql`${grants.version} + 1` })
    .where(
      and(
        eq(grants.requestId, requestId),
        inArray(grants.documentId, [...documentIds]),
        isNull(grants.endedAt),
        lte(grants.until, now),
      ),
    );
}

type ClosingPast = {
  readonly requestId: AccessRequestId;
  readonly documentIds: readonly DocumentId[];
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
