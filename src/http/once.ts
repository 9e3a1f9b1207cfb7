import type { Ctx } from '../context.ts';
import { actorName } from '../context.ts';
import { sha256 } from '../core/hash.ts';
import { operate } from '../db/commit.ts';
import { findClaim, saveClaim } from '../db/idempotency.ts';

/** Whether this actor has used this token before, within the last day. */
export async function wasUsed(ctx: Ctx, token: string): Promise<boolean> {
  return (await findClaim(ctx.deps.db, claimOf(ctx, token))) !== undefined;
}

/** Remembers a token for a day. Called when its work is done, which therefore can be done twice without harm. */
export async function markUsed(ctx: Ctx, token: string): Promise<void> {
  const commitId = ctx.commitId ?? ctx.deps.ids.uuid();
  await operate(ctx, async (tx) => saveClaim(tx, claimOf(ctx, token), commitId, ctx.now));
}

function claimOf({ actor }: Ctx, token: string) {
  const key = sha256(token);
  return { actor: actorName(actor), key, fingerprint: key };
}
