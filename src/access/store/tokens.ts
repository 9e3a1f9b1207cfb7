import { and, asc, count, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { AccessRequestId, AccessTokenId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { AccessToken } from '../model/tokens.ts';
import { accessTokens } from '../table.ts';

type Row = typeof accessTokens.$inferSelect;

export async function selectTokenByHash(
  db: Db,
  secretHash: string,
): Promise<(AccessToken & { readonly secretHash: string }) | undefined> {
  const [row] = await db.select().from(accessTokens).where(eq(accessTokens.secretHash, secretHash));
  return row && { ...toToken(row), secretHash: row.secretHash };
}

export async function selectToken(db: Db, id: AccessTokenId): Promise<AccessToken | undefined> {
  const [row] = await db.select().from(accessTokens).where(eq(accessTokens.id, id));
  return row && toToken(row);
}

/** Oldest first. */
export async function selectTokensOf(
  db: Db,
  requestId: AccessRequestId,
): Promise<readonly AccessToken[]> {
  const rows = await db
    .select()
    .from(accessTokens)
    .where(eq(accessTokens.requestId, requestId))
    .orderBy(asc(accessTokens.createdAt), asc(accessTokens.id));
  return rows.map(toToken);
}

/** Newest first, behind the one `after`. */
export async function selectTokens(
  db: Db,
  after: Pick<AccessToken, 'id' | 'createdAt'> | undefined,
  limit: number,
): Promise<readonly AccessToken[]> {
  const { createdAt, id } = accessTokens;
  const rows = await db
    .select()
    .from(accessTokens)
    .where(after && sql`(${createdAt}, ${id}) < (${after.createdAt.getTime()}, ${after.id})`)
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
  return rows.map(toToken);
}

/** How many of a request are in force. */
export async function countTokens(db: Db, requestId: AccessRequestId, now: Date): Promise<number> {
  const [row] = await db
    .select({ tokens: count() })
    .from(accessTokens)
    .where(
      and(
        eq(accessTokens.requestId, requestId),
        isNull(accessTokens.revokedAt),
        gt(accessTokens.expiresAt, now),
      ),
    );
  return row?.tokens ?? 0;
}

export async function insertToken(tx: Tx, row: typeof accessTokens.$inferInsert): Promise<void> {
  await tx.insert(accessTokens).values(row);
}

export async function touchToken(tx: Tx, id: AccessTokenId, now: Date): Promise<void> {
  await tx.update(accessTokens).set({ lastUsedAt: now }).where(eq(accessTokens.id, id));
}

/** False where it is revoked or has expired already. */
export async function revokeToken(tx: Tx, id: AccessTokenId, now: Date): Promise<boolean> {
  const revoked = await tx
    .update(accessTokens)
    .set({ revokedAt: now })
    .where(
      and(eq(accessTokens.id, id), isNull(accessTokens.revokedAt), gt(accessTokens.expiresAt, now)),
    )
    .returning({ id: accessTokens.id });
  return revoked.length > 0;
}

/** All of a request that are in force. */
export async function revokeTokensOf(
  tx: Tx,
  requestId: AccessRequestId,
  now: Date,
): Promise<readonly AccessTokenId[]> {
  const revoked = await tx
    .update(accessTokens)
    .set({ revokedAt: now })
    .where(
      and(
        eq(accessTokens.requestId, requestId),
        isNull(accessTokens.revokedAt),
        gt(accessTokens.expiresAt, now),
      ),
    )
    .returning({ id: accessTokens.id });
  return revoked.map(({ id }) => id);
}

function toToken({ id, requestId, createdAt, expiresAt, revokedAt, lastUsedAt }: Row): AccessToken {
  return {
    id,
    requestId,
    createdAt,
    expiresAt,
    ...(revokedAt && { revokedAt }),
    ...(lastUsedAt && { lastUsedAt }),
  };
}
