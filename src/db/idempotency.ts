import { and, eq, lt } from 'drizzle-orm';
import type { Db, Tx } from './client.ts';
import type { StoredReply } from './operational.ts';
import { idempotencyKeys } from './operational.ts';

/** A request with an Idempotency-Key: whose it is, and a hash of what it asks. */
export type Claim = { readonly actor: string; readonly key: string; readonly fingerprint: string };

export async function findClaim(
  db: Db,
  claim: Claim,
): Promise<typeof idempotencyKeys.$inferSelect | undefined> {
  const [row] = await db.select().from(idempotencyKeys).where(mine(claim));
  return row;
}

export async function saveClaim(
  tx: Tx,
  claim: Claim,
  commitId: string,
  startedAt: Date,
): Promise<void> {
  const target = [idempotencyKeys.actor, idempotencyKeys.key];
  await tx
    .insert(idempotencyKeys)
    .values({ ...claim, commitId, startedAt })
    .onConflictDoUpdate({ target, set: { commitId, startedAt } });
}

export async function saveReply(tx: Tx, claim: Claim, reply: StoredReply): Promise<void> {
  await tx.update(idempotencyKeys).set({ reply }).where(mine(claim));
}

export async function dropClaim(tx: Tx, claim: Claim): Promise<void> {
  await tx.delete(idempotencyKeys).where(mine(claim));
}

export async function hasClaimBefore(db: Db, moment: Date): Promise<boolean> {
  const rows = await db
    .select({ key: idempotencyKeys.key })
    .from(idempotencyKeys)
    .where(lt(idempotencyKeys.startedAt, moment))
    .limit(1);
  return rows.length > 0;
}

export async function dropClaimsBefore(tx: Tx, moment: Date): Promise<void> {
  await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.startedAt, moment));
}

function mine({ actor, key }: Claim) {
  return and(eq(idempotencyKeys.actor, actor), eq(idempotencyKeys.key, key));
}
